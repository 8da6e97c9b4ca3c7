"""Chart: people arrived over time against the most that any plan could bring, as SVG."""

from __future__ import annotations

from html import escape

from safepassage.plan.plan import Plan
from safepassage.report.flow.flow_data import FlowData
from safepassage.report.language.language import Language

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 760, 260, 78, 34, 14
BOUNDS = ("t50_bound_s", "t90_bound_s", "t100_bound_s")


def chart_svg(language: Language, plan: Plan, data: FlowData) -> str:
    """An SVG with a title and a description; what it shows stands in a table as well."""
    top = max(data.people, 1)

    def x(share: float) -> float:
        return LEFT + share * (WIDTH - LEFT - 10)

    def y(people: float) -> float:
        return TOP + (1 - people / top) * (HEIGHT - TOP - BOTTOM)

    steps = data.steps
    plan_line = _steps(
        [(x(0), y(0))] + [(x((i + 1) / steps), y(n)) for i, n in enumerate(data.arrived)]
    )
    most = ""
    if plan.most_by_period:
        at_end = [
            plan.most_by_period[min((i + 1) * data.width, plan.inputs.periods) - 1]
            for i in range(steps)
        ]
        points = [(x(0), y(0))] + [(x((i + 1) / steps), y(n)) for i, n in enumerate(at_end)]
        most = f'<path class="most" d="{_steps(points)}"/>'
    horizon_s = plan.inputs.periods * plan.inputs.step_s
    marks = "".join(
        f'<path class="proved" d="M{x(second / horizon_s):.1f} {y(need):.1f}m-5 0l5 -6l5 6l-5 6z"/>'
        for name, share in zip(BOUNDS, (50, 90, 100), strict=True)
        if (second := getattr(plan.figures, name)) is not None
        for need in (-(-data.people * share // 100),)
    )
    ticks = "".join(
        f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,}</text>'
        f'<path class="grid" d="M{LEFT} {y(value):.1f}H{WIDTH - 10}"/>'
        for value in sorted({0, top // 2, top})
    )
    hours = "".join(
        f'<text x="{x(i / 4):.1f}" y="{HEIGHT - 12}" text-anchor="{anchor}">'
        f"{data.instants[round(i * steps / 4)][5:]}</text>"
        for i, anchor in enumerate(("start", "middle", "middle", "middle", "end"))
    )
    title = escape(language.say("r-arrivals"))
    told = escape(language.say("flow-chart-says", arrived=data.arrived[-1], people=data.people))
    return (
        f'<svg class="chart" id="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" dir="ltr" '
        f'aria-labelledby="chart-title chart-desc" data-left="{LEFT}" data-right="{WIDTH - 10}">'
        f'<title id="chart-title">{title}</title><desc id="chart-desc">{told}</desc>'
        f"{ticks}{hours}{most}"
        f'<path class="arrived" d="{plan_line}"/>{marks}'
        f'<path id="chart-now" class="now" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}"/></svg>'
    )


def legend_html(language: Language) -> str:
    """What the lines mean, in words and signs."""
    rows = (
        ("arrived", "flow-line-plan"),
        ("most", "flow-line-most"),
        ("proved", "flow-line-proved"),
    )
    return (
        '<ul class="chart-legend">'
        + "".join(
            f'<li><svg width="26" height="12" aria-hidden="true"><path class="{name}" '
            f'd="{"M8 6m-5 0l5 -6l5 6l-5 6z" if name == "proved" else "M1 6H25"}"/></svg> '
            f"{language.html(key)}</li>"
            for name, key in rows
        )
        + "</ul>"
    )


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
