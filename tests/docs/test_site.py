"""The site opens where there is no network: nothing in it may ask another computer for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "audio": ("src",), "video": ("src", "poster"), "embed": ("src",), "object": ("data",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "input": ("src",),
    "form": ("action",), "track": ("src",),
}  # fmt: skip
FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """What a page loads by itself, the links in its text, its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.styles = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        self.ids |= {of[name] for name in ("id", "name") if name in of}
        self.loads += [of[name] for name in LOADS.get(tag, ()) if name in of]
        if tag == "link" and of.get("rel") not in ("canonical", "author", "license"):
            self.loads.append(of.get("href", ""))
        if tag == "a" and "href" in of:
            self.links.append(of["href"])
        self.styles += of.get("style", "")
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.styles += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors, as `make docs` builds it."""
    pytest.importorskip("sphinx", reason="needs sphinx, myst-parser and furo (make setup)")
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q",
         "-d", str(out / "doctrees"), str(ROOT / "docs"), str(out / "html")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / "html"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert page.loads, f"{path.name}: a page of the site loads its own style at least"
        foreign = [address for address in page.loads if FOREIGN.match(address)]
        assert not foreign, f"{path.relative_to(site)} loads {foreign}"
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", page.styles), path.name
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        wrong = re.findall(r"(?:@import|url\()[^;)]*(?:https?:)?//[^;)]*", text)
        assert not [w for w in wrong if "data:" not in w], f"{path.name}: {wrong[:3]}"


def test_scripts_ask_no_other_computer(site: Path) -> None:
    """Scripts may hold addresses in comments and messages, but none in a request."""
    asks = re.compile(
        r"(?:fetch|importScripts|import|open|WebSocket|EventSource|sendBeacon)\s*\(\s*"
        r"[^)]{0,40}['\"`](?:https?:|wss?:)?//"
    )
    scripts = list(site.rglob("*.js"))
    assert scripts
    for path in scripts:
        assert not asks.search(path.read_text(encoding="utf-8")), path.name


def test_search_works_without_a_server(site: Path) -> None:
    """The index is a script, which a page on disk may load; it holds words of the pages."""
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")
    assert "tutorial/harbour" in index
    assert all(word in index for word in ("certif", "consent", "corridor"))
    search = (site / "search.html").read_text(encoding="utf-8")
    assert 'src="searchindex.js"' in search.replace("&quot;", '"')


def test_links_inside_the_site_lead_somewhere(site: Path) -> None:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:|//", link):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            known = pages.get(target)
            if not target.exists() or (anchor and known and anchor not in known.ids):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert not broken, "\n".join(broken[:20])
