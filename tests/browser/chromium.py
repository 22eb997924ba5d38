"""Find a Chromium for the browser tests, or install one; say what to do where neither works.

Run as a program it makes sure that there is one (`make test` does so before the tests).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

HOW_TO = """\
The browser tests need Chromium, and none could be found or installed. Do one of these:
  - Debian, Ubuntu:  sudo apt-get install chromium
  - any system:      .venv/bin/python -m playwright install --with-deps chromium
  - or set CHROMIUM to the path of a Chromium or Chrome.
"""


def find_chromium() -> str | None:
    """Give the path of a Chromium: $CHROMIUM, the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_chromium() -> str | None:
    """Try Playwright's own download, then the system's package; give the path, or None."""
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    if find_chromium() is None and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _try([*sudo, "apt-get", "update", "-qq"])
        _try([*sudo, "apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"])
    return find_chromium()


def _try(command: list[str]) -> None:
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    chosen = find_chromium() or install_chromium()
    if chosen is None:
        sys.exit(HOW_TO)
    print(f"Browser tests use {chosen}")  # noqa: T201
