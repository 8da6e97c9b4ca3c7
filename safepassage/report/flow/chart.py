"""Chart: people arrived over time against the most that any plan could bring, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import escape

from safepassage.plan.plan import Plan
from safepassage.report.flow.counts import told, words
from safepassage.report.flow.flow_data import FlowData
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 260, 78, 34, 14, 14
SHARES = (("t50_bound_s", 50), ("t90_bound_s", 90), ("t100_bound_s", 100))
END = "people_arrived_bound"
LINES = {
    "arrived": '<path class="arrived" d="M1 6H25"/>',
    "most": '<path class="most" d="M1 6H25"/>',
    "proved": '<path class="proved" d="M13 0l5 6l-5 6l-5 -6z"/>',
}


def chart_html(
    language: Language, plan: Plan, data: FlowData, grade: Grade, proved: Collection[str]
) -> str:
    """Heading, picture and legend; `proved`: the claims whose points may be marked as proved."""
    marks = _proved_points(plan, proved)
    keys = {"arrived": "flow-line-plan"}
    if plan.most_by_period:
        keys["most"] = "flow-line-most"
    if marks:
        keys["proved"] = "flow-line-proved"
    legend = "".join(
        f'<li><svg width="26" height="12" aria-hidden="true">{LINES[name]}</svg> '
        f"{language.html(key)}</li>"
        for name, key in keys.items()
    )
    head = language.html("r-arrivals")
    return (
        f"<h3>{head}</h3><p>{language.html('flow-chart-note')}</p>"
        f'<div class="chart-box" dir="ltr" role="group" tabindex="0" aria-label="{head}">'
        f"{_svg(language, plan, data, grade, marks)}</div>"
        f'<ul class="chart-legend">{legend}</ul>'
    )


def _proved_points(plan: Plan, proved: Collection[str]) -> list[tuple[int, int]]:
    """(second, people): no plan brings so many people before; or more than so many by the end."""
    people, found = plan.figures.people, []
    for claim, share in SHARES:
        second = getattr(plan.figures, claim)
        if second is not None and claim in proved:
            found.append((second, -(-people * share // 100)))
    end_s = plan.inputs.periods * plan.inputs.step_s
    if END in proved and all(second < end_s for second, _ in found):
        found.append((end_s, plan.figures.people_arrived_bound))
    return found


def _svg(
    language: Language, plan: Plan, data: FlowData, grade: Grade, marks: list[tuple[int, int]]
) -> str:
    top, steps = max(data.people, 1), data.steps
    arrived = [told(value, grade) for value in data.arrived]
    end_s = steps * data.width * plan.inputs.step_s

    def x(share: float) -> float:
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(people: float) -> float:
        return TOP + (1 - people / top) * (HEIGHT - TOP - BOTTOM)

    def line(values: list[int]) -> str:
        return _steps([(x(0), y(0)), *((x((i + 1) / steps), y(n)) for i, n in enumerate(values))])

    most = ""
    if plan.most_by_period:
        last = plan.inputs.periods - 1
        # the bound of the end may be finer than that of the periods, and holds before it as well
        at_end = plan.figures.people_arrived_bound
        by_then = [plan.most_by_period[min((i + 1) * data.width - 1, last)] for i in range(steps)]
        ends = [min(people, at_end) for people in by_then]
        most = f'<path class="most" d="{line(ends)}"/>'
    points = "".join(
        f'<path class="proved" d="M{x(second / end_s):.1f} {y(need):.1f}m-5 0l5 -6l5 6l-5 6z"/>'
        for second, need in marks
    )
    said = f'<title id="chart-title">{escape(language.say("r-arrivals"))}</title>'
    end = language.say(
        "flow-chart-says", arrived=words(arrived[-1], grade), people=f"{data.people:,}"
    )
    return (
        f'<svg class="chart" id="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="chart-title chart-desc" data-left="{LEFT}" data-right="{WIDTH - RIGHT}">'
        f'{said}<desc id="chart-desc">{escape(end)}</desc>{_axes(data, top, x, y)}{most}'
        f'<path class="arrived" d="{line(arrived)}"/>{points}'
        f'<path id="chart-now" class="now" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}"/></svg>'
    )


def _axes(
    data: FlowData, top: int, x: Callable[[float], float], y: Callable[[float], float]
) -> str:
    """Lines and numbers of people, and five instants."""
    text = "".join(
        f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,}</text>'
        f'<path class="grid" d="M{LEFT} {y(value):.1f}H{WIDTH - RIGHT}"/>'
        for value in sorted({0, top // 2, top})
    )
    for i, anchor in enumerate(("start", "middle", "middle", "middle", "end")):
        instant = round(i * data.steps / 4)
        at = x(instant / data.steps)
        text += (
            f'<text x="{at:.1f}" y="{HEIGHT - 12}" text-anchor="{anchor}">'
            f"{data.instants[instant][5:]}</text>"
        )
    return text


def _steps(points: list[tuple[float, float]]) -> str:
    """A path that goes straight on and then up, leaving out points that change nothing."""
    first = points[0]
    text = f"M{first[0]:.1f} {first[1]:.1f}"
    height = first[1]
    for x, y in points[1:]:
        if abs(y - height) > 0.05:
            text += f"H{x:.1f}V{y:.1f}"
            height = y
    return text + f"H{points[-1][0]:.1f}"
