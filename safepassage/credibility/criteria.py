"""Criteria: what each of the 25 asks for, on what basis, and every threshold; data, no judging."""

from __future__ import annotations

from dataclasses import dataclass

# A road should be clear this long before it closes or a hazard reaches it. No source that was read
# gives a figure: it is a default of this project, and the measured margin stands beside it.
BUFFER_S = 900
# Bounds that the check has to prove before a clearance time counts as proven.
BOUNDS = ("t50_bound_s", "t90_bound_s", "t100_bound_s", "people_arrived_bound")
# Kinds of people that get a row of their own beside the general public, and the words in a group's
# `kind` that name them (NUREG/CR-7002; FEMA 2019). People without a vehicle go by mode.
APART = {
    "no_vehicle": ("no vehicle", "no car"),
    "hospital": ("hospital", "patient", "wounded"),
    "school": ("school", "pupil", "student"),
    "detainees": ("detain", "prison", "held"),
    "visitors": ("visitor", "tourist", "foreign", "stranded"),
}
PATIENTS = APART["hospital"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion; `parts`: what statements name as their `field`, each of which is needed."""

    id: str
    basis: str
    parts: tuple[str, ...] = ()


CRITERIA = {
    row.id: row
    for row in (
        Criterion(
            "C01", "GC IV 49; CIHL rule 129", ("reason", "authority", "start", "review_date")
        ),
        Criterion("C02", "Guiding Principles 6-7; UNHCR Emergency Handbook", ("choice",)),
        Criterion("C03", "AP I 57(2)(c); CIHL rule 20"),
        Criterion("C04", "NUREG/CR-7002; FEMA 2019"),
        Criterion("C05", "MED Guide 2024"),
        Criterion("C06", "physics"),
        Criterion("C07", "own rule: both sides of a crossing"),
        Criterion("C08", "GC IV 49; CIHL rule 131", ("services",)),
        Criterion("C09", "CIHL rule 131"),
        Criterion("C10", "UNHCR Emergency Handbook; FEMA 2019"),
        Criterion("C11", "UNHCR Emergency Handbook"),
        Criterion("C12", "GC IV 23, 55, 59; AP I 70; CIHL rules 55-56"),
        Criterion("C13", "CIHL rules 15, 22, 24; AP I 58"),
        Criterion(
            "C14",
            "Yemen HNS practice: 48 h ahead, 24 h in emergency",
            ("notified", "acknowledged", "route_attached"),
        ),
        Criterion("C15", "own rule: consents with date, source and expiry"),
        Criterion(
            "C16", "GC IV 49; CIHL rules 132-133", ("right_to_return", "property_and_documents")
        ),
        Criterion("C17", "general practice", ("registration", "tracing", "data_protection")),
        Criterion("C18", "NUREG/CR-7002: times for 90 % and 100 %"),
        Criterion("C19", "general practice"),
        Criterion("C20", "NUREG/CR-7002; Kincade fire study (arXiv 2109.07745)"),
        Criterion("C21", "FEMA 2019", ("phases", "shelter_in_place")),
        Criterion("C22", "general practice", ("vehicles", "drivers", "fuel", "escorts", "staff")),
        Criterion("C23", "evacuation plans with traffic points (EES)", ("control_points",)),
        Criterion("C24", "NIST ESCAPE"),
        Criterion(
            "C25",
            "Guiding Principle 4",
            ("non_discrimination", "complaints", "responsible"),
        ),
    )
}
