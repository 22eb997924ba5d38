"""Find a LibreOffice for the test of workbooks, or install one where that takes no question.

Run as a program it tries to make sure that there is one (`make test` does so before the tests);
without one that test is skipped and all others run.
"""

import os
import shutil
import subprocess
import sys

HOW_TO = """\
LibreOffice is not here and could not be installed, so workbooks are not opened in it by the tests.
Debian, Ubuntu:  sudo apt-get install --no-install-recommends libreoffice-calc-nogui
"""
_PACKAGES = ("libreoffice-calc-nogui", "libreoffice-calc")


def find_soffice() -> str | None:
    """Give the path of LibreOffice; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def install_soffice() -> str | None:
    """Install the system's package where there is apt and the right to use it; give the path."""
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        options = ["-y", "-qq", "--no-install-recommends"]
        _try([*sudo, "apt-get", "update", "-qq"], 60)
        for package in _PACKAGES:
            if find_soffice() is None:
                _try([*sudo, "apt-get", "install", *options, package], 150)
    return find_soffice()


def _try(command: list[str], seconds: int) -> None:
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(
            command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    chosen = find_soffice() or install_soffice()
    print(f"Workbooks are opened in {chosen}" if chosen else HOW_TO)  # noqa: T201
