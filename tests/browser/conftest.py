"""The built portal, served as a strict server would, in a real Chromium."""

import functools
import http.server
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.browser.chromium import HOW_TO, find_chromium

from procdocs.portal.site import build_portal

ROOT = Path(__file__).parents[2]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""What the portal must live with: nothing inline, nothing from outside."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format, *args):  # noqa: A002 - the library's name
        """Say nothing."""


@dataclass
class Visit:
    """A page that was opened, and everything that went wrong on it."""

    page: object
    base: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path):
        """Open a page of the portal and wait until its scripts have run."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    return build_portal(ROOT / "mkdocs.yml", site_dir=folder)


@pytest.fixture(scope="session")
def address(site):
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser():
    path = find_chromium()
    if path is None:
        pytest.fail(HOW_TO)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, address):
    """Open pages in a fresh profile; call with a width, a scheme and so on."""
    opened = []

    def start(width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append(context)
        page = context.new_page()
        seen = Visit(page=page, base=address)
        page.on("console", lambda each: _note(seen, each))
        page.on("pageerror", lambda error: seen.wrong.append(f"error: {error}"))
        page.on("request", lambda request: _outside(seen, request.url))
        page.on("requestfailed", lambda request: seen.wrong.append(f"failed: {request.url}"))
        page.on("response", lambda response: _failed(seen, response))
        return seen

    yield start
    for context in opened:
        context.close()


def _note(seen, message):
    if message.type in ("error", "warning"):
        seen.wrong.append(f"{message.type}: {message.text}")


def _outside(seen, url):
    if not url.startswith((seen.base, "data:", "blob:")):
        seen.wrong.append(f"outside: {url}")


def _failed(seen, response):
    if response.status >= 400:
        seen.wrong.append(f"{response.status}: {response.url}")
