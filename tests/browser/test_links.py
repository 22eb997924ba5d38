"""Every address on every page of the built portal leads somewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

HOST = "https://portal.example/"


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []
        self.ids = set()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "style" in found or any(key.startswith("on") for key in found):
            self.wrong.append(f"<{tag}> has {sorted(found)}")
        if tag == "style" or (tag == "script" and not found.get("src") and not found.get("type")):
            self.wrong.append(f"<{tag}> inline")
        if found.get("id"):
            self.ids.add(found["id"])
        for key in ("href", "src"):
            if found.get(key):
                self.links.append(found[key])


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = page
    return found


def test_every_page_is_there(pages):
    kinds = {path.split("/")[0] for path in pages}
    assert {"processes", "compare", "index.html"} <= kinds


def test_nothing_is_inline(pages):
    assert {path: page.wrong for path, page in pages.items() if page.wrong} == {}


def test_internal_links_and_anchors_resolve(site, pages):
    broken = []
    for path, page in pages.items():
        if path == "404.html":
            continue
        for link in page.links:
            url = urlsplit(urljoin(HOST + path, link))
            if not url.geturl().startswith(HOST) or link.startswith(("mailto:", "data:")):
                continue
            target = unquote(url.path).lstrip("/")
            file = f"{target}index.html" if target == "" or target.endswith("/") else target
            if file not in pages and not (site / file).is_file():
                broken.append(f"{path} -> {link}")
            elif url.fragment and file in pages and unquote(url.fragment) not in pages[file].ids:
                broken.append(f"{path} -> {link} (no such part)")
    shown = "\n".join(dict.fromkeys(re.sub(r"^(\w+)/[^/]+/", r"\1/*/", each) for each in broken))
    assert not broken, shown[:4000]
