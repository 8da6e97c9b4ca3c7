"""The independent check of a plan bundle: standard library only, sees nothing but the folder."""

from pathlib import Path

from .aid import Aid
from .bundle import BundleError, read_bundle
from .claims import check_claims, unchecked_claims
from .inputs import Inputs
from .reading import read_shapes
from .replay import replay
from .report import Report, asserted, make_report
from .rules import RULES, Tally

__all__ = ["RULES", "BundleError", "Report", "check_bundle"]


def check_bundle(folder: str | Path) -> Report:
    """Replay the plan in `folder`, prove its bounds again, and say which rules and claims hold.

    It sees the folder, nothing else. Claims are whole people or seconds since the start (None =
    never); a margin stands in the unit of its rule, below 0 where it is broken. A bundle that fails
    is no error: `Report.verdict` is then "failed".

    Raises
    ------
    BundleError
        The folder cannot be read as a bundle (the checker's own error, `safepassage.check`).

    Source
    ------
    Own checker, docs/develop/bundle.md; weak duality of flows over time (Ford & Fulkerson 1958).
    """
    bundle = read_bundle(Path(folder))
    tally = Tally()
    tally.note("manifest", -len(bundle.broken_seals), "files", "; ".join(bundle.broken_seals[:3]))
    shaped, problems = read_shapes(bundle)
    tally.note("inputs_valid", -len(problems), "problems", "; ".join(problems[:3]))
    if problems:  # without sound inputs nothing else can be tested
        return make_report(Path(folder), tally, unchecked_claims(bundle.claims), [], [])
    inputs = Inputs(bundle.model, shaped.nodes, shaped.links)
    tally.clock = inputs.local_instant
    aid = Aid(inputs)
    outcome = replay(inputs, aid, bundle.instructions, shaped.movements, shaped.trucks, tally)
    claims = check_claims(inputs, aid, outcome, bundle, Path(folder), tally)
    sources = asserted(bundle.model)
    return make_report(Path(folder), tally, claims, sources, bundle.model["if_open"])
