"""A scenario whose names try to become a page: tags, quotes, endless and right-to-left names."""

from __future__ import annotations

from safepassage.scenario import read_scenario
from safepassage.scenario.scenario import Scenario

SCRIPT = "</script><script>document.title = 'run'</script>"
IMAGE = "<img src=http://example.org/x onerror=alert(1)>"
LONG = "Endless " * 1250
ARABIC = "شارع السوق الكبير"
HEBREW = "רחוב השער"
DOLLARS = "$title and ${data} for $5 or $6"


def hostile() -> Scenario:
    """The harbour with names that nobody would give in good faith."""
    harbour = read_scenario("harbour")
    names = [SCRIPT, IMAGE, LONG, ARABIC, HEBREW, DOLLARS, "\u2028\u2029 &amp; \\u003c"]
    links = tuple(
        link.model_copy(update={"name": name, "basis": name, "facility_type": name[:400]})
        for link, name in zip(harbour.links, names, strict=True)
    )
    zones = tuple(
        zone.model_copy(update={"name": name})
        for zone, name in zip(harbour.zones, [SCRIPT, LONG, ARABIC], strict=True)
    )
    parties = tuple(row.model_copy(update={"name": IMAGE}) for row in harbour.parties)
    exits = tuple(row.model_copy(update={"name": DOLLARS}) for row in harbour.destinations)
    crossings = tuple(row.model_copy(update={"name": SCRIPT}) for row in harbour.crossings)
    return harbour.model_copy(
        update={
            "title": SCRIPT,
            "notice": IMAGE,
            "links": links,
            "zones": zones,
            "parties": parties,
            "destinations": exits,
            "crossings": crossings,
        }
    )
