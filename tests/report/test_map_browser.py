"""A real browser draws the page: it asks the network for nothing and no name runs as a script."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from safepassage.report.write_map import write_map_page
from safepassage.scenario import read_scenario

from .hostile import hostile
from .scenes import scene

BROWSER = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))),
    None,
)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="needs chromium, chromium-browser or google-chrome"
)


# what the browser asks for by itself, whatever the page
OWN_HOSTS = ("google.com", "googleapis.com", "gvt1.com")


def opened(page: Path) -> tuple[str, set[str]]:
    """The page after its script has run, and the foreign addresses that were asked for."""
    assert BROWSER is not None
    log = page.with_name("net.json")
    done = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={page.parent / 'profile'}",
            f"--log-net-log={log}", "--virtual-time-budget=3000", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    urls = {
        event["params"]["url"]
        for event in json.loads(log.read_text())["events"]
        if "url" in event.get("params", {})
    }
    hosts = {url: urlsplit(url).hostname or "" for url in urls}
    return done.stdout, {url for url, host in hosts.items() if not host.endswith(OWN_HOSTS)}


@pytest.mark.parametrize(("name", "links"), [("harbour", 7), ("hostile", 7), ("empty", 0)])
def test_the_page_is_drawn_without_the_network(name: str, links: int, tmp_path: Path) -> None:
    towns = {"hostile": hostile, "empty": lambda: scene([], [])}
    town = towns[name]() if name in towns else read_scenario(name)
    write_map_page(town, tmp_path / "map.html")
    dom, asked = opened(tmp_path / "map.html")
    assert f'data-drawn="{links} links"' in dom
    assert "<title>run</title>" not in dom  # what the hostile script would have done
    assert asked == set()


def test_a_page_that_asks_is_caught(tmp_path: Path) -> None:
    """The control: without it, the test above could not fail."""
    page = tmp_path / "asks.html"
    page.write_text('<img src="http://foreign.invalid/a.png"><script>document.title="run"</script>')
    dom, asked = opened(page)
    assert asked == {"http://foreign.invalid/a.png"}
    assert "<title>run</title>" in dom
