"""Public: what goes into products for everybody, by name; everything else stays out."""

from __future__ import annotations

# of what a scenario names, what is part of a way: a name of people or a party may tell of them
PUBLIC_KINDS = ("crossing", "corridor", "destination", "leg", "zone")
# deadlines that people on the way act on; ultimatums and talks are not among them
PUBLIC_DEADLINES = frozenset({"last_departure", "report_time", "closure", "expiry", "start"})
