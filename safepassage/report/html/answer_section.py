"""The first screen: the verdict, who can leave now, what stands in the way, what would help."""

from __future__ import annotations

from collections import Counter

from safepassage.report.facts.answer import Answer, InTheWay, WayOut
from safepassage.report.facts.sealed import Sealed
from safepassage.report.grade import Grade
from safepassage.report.html.parts import (
    badge,
    bullets,
    code,
    fold,
    named,
    paragraph,
    section,
    table,
)
from safepassage.report.html.source_names import source_names
from safepassage.report.language.blocker_words import blocker_words
from safepassage.report.language.language import Language
from safepassage.scenario.inputs import Inputs

FIRST_SHOWN = 4  # things in the way, before the rest is folded


def verdict_section(language: Language, sealed: Sealed, grade: Grade) -> str:
    """Whether the bundle holds; in red, and first, if it does not. To the public without why."""
    if sealed.passed:
        return f'<p class="verdict good" role="status">{language.html("r-verdict-passed")}</p>'
    if grade.name == "public":
        head = language.html("r-verdict-failed-public")
        return f'<div class="verdict bad" role="alert"><strong>{head}</strong></div>'
    rules = ", ".join(sealed.broken_rules) or language.say("r-none")
    claims = ", ".join(sealed.failed_claims) or language.say("r-none")
    head = language.html("r-verdict-failed")
    detail = language.html("r-verdict-failed-detail", rules=rules, claims=claims)
    return f'<div class="verdict bad" role="alert"><strong>{head}</strong> {detail}</div>'


def answer_section(language: Language, sealed: Sealed, answer: Answer, grade: Grade) -> str:
    """Who can leave now and what stands in the way, in one sentence; then each by name."""
    first = headline(language, answer, grade, sealed.plan.inputs)
    if answer.cannot == 0 and sealed.plan.figures.status == "short":
        first += " " + language.html("r-not-at-once")
    body = paragraph(first, "answer")
    body += paragraph(plan_sentence(language, sealed, grade), "plan-answer")
    if grade.hides_parts:
        body += paragraph(language.html("r-withheld"), "withheld")
    ways = sorted(answer.ways, key=lambda row: (-row.people, row.by_name))
    if grade.hides_parts:  # the order would say which is larger
        ways.sort(key=lambda row: (row.by_name, row.population))
    lines = [_way(language, row, grade, sealed.plan.inputs) for row in ways]
    body += bullets(lines[:FIRST_SHOWN])
    rest = lines[FIRST_SHOWN:]
    body += fold(language.html("r-more-rows", count=len(rest)), bullets(rest))
    return section(language, "answer", "r-answer", body)


def _way(language: Language, row: WayOut, grade: Grade, inputs: Inputs) -> str:
    """Who has which way now; how many a day may pass, for planners."""
    values = {
        "population": inputs.words.population_name(row.population),
        "by": row.by_name,
        "zones": ", ".join(row.zones[:5]) + ("..." if len(row.zones) > 5 else ""),
    }
    if grade.hides_parts:
        return language.html("r-way-hidden", **values)
    text = language.html("r-way", people=grade.shown(row.people), **values)
    if row.per_day and grade.is_planners:
        text += " " + language.html("r-way-per-day", people=row.per_day)
    return text


def headline(language: Language, answer: Answer, grade: Grade, inputs: Inputs) -> str:
    """The one sentence, as HTML."""
    if answer.cannot == 0:
        if grade.hides_parts:
            return language.html("r-all-can-hidden")
        return language.html("r-all-can", people=grade.shown(answer.people))
    if grade.hides_parts:
        text = language.html("r-cannot-all-leave")
    else:
        key = "r-some-can" if answer.can else "r-none-can"
        shown = [grade.shown(people) for people in (answer.can, answer.people, answer.cannot)]
        text = language.html(key, can=shown[0], people=shown[1], cannot=shown[2])
    if answer.in_the_way:
        first = answer.in_the_way[0]
        said = blocker_words(language, first.blocker)
        text += " " + language.html("r-in-the-way-first", what=said)
        if first.word is not None:
            publisher = next(row.publisher for row in inputs.sources if row.id == first.word.source)
            key = "r-says" if first.word.own else "r-said-last"
            since = first.word.since[:16].replace("T", " ")
            text += " " + language.html(key, who=publisher, since=since)
    if answer.best is not None:
        count = len(answer.best.conditions)
        if grade.hides_parts:
            text += " " + language.html("r-would-free-hidden", count=count)
        else:
            people = grade.shown(answer.best.people)
            text += " " + language.html("r-would-free", people=people, count=count)
    return text


def plan_sentence(language: Language, sealed: Sealed, grade: Grade) -> str:
    """What the plan brings, against the most that any plan could."""
    f = sealed.plan.figures
    hidden = grade.hides_parts
    if f.status == "complete" and f.t100_s is not None:
        when = sealed.when(f.t100_s)
        if hidden:
            text = language.html("r-plan-complete-hidden", when=when)
        else:
            text = language.html("r-plan-complete", people=grade.shown(f.people), when=when)
        if f.t100_bound_s:
            text += " " + language.html("r-bound-time", when=sealed.when(f.t100_bound_s))
            text += " " + badge(language, sealed.status("t100_bound_s"))
        return text
    end = sealed.when(sealed.plan.inputs.periods * sealed.plan.inputs.step_s)
    if hidden:
        return language.html("r-plan-short-hidden", end=end)
    shown = grade.shown(f.people_arrived), grade.shown(f.people)
    text = language.html("r-plan-short", arrived=shown[0], people=shown[1], end=end)
    text += " " + language.html("r-bound-people", people=grade.shown(f.people_arrived_bound))
    text += " " + badge(language, sealed.status("people_arrived_bound"))
    return text + _held_back(language, sealed, grade)


def _held_back(language: Language, sealed: Sealed, grade: Grade) -> str:
    """By what most of those who do not arrive are held back."""
    by_rule: Counter[str] = Counter()
    for row in sealed.plan.short_of:
        by_rule[row.rule] += row.people
    if not by_rule:
        return ""
    rule, people = by_rule.most_common(1)[0]
    what = language.say("rule-" + rule.replace("_", "-"))
    return " " + language.html("r-held-back", people=grade.shown(people), what=what)


def nobody_section(language: Language, sealed: Sealed, grade: Grade) -> str:
    """The first alternative beside every plan."""
    f, plan = sealed.plan.figures, sealed.plan
    if grade.hides_parts:
        text = f"{language.html('r-nobody-hidden')} {language.html('r-voluntary')}"
    else:
        text = language.html("r-nobody-moves", people=grade.shown(f.people + f.people_staying))
    wanted = sum(row.required for row in plan.aid_days)
    if wanted:
        most = sum(min(row.required, row.most) for row in plan.aid_days)
        text += " " + language.html("r-nobody-aid", trucks=wanted, most=most)
    return section(language, "nobody", "r-nobody", paragraph(text))


def in_the_way_section(language: Language, sealed: Sealed, answer: Answer, grade: Grade) -> str:
    """Every blocker with side, party, source, since; and the sets that would free the most."""
    parties = {row.id: row.name for row in sealed.plan.inputs.parties}
    titles = source_names(sealed, grade)
    rows = [_blocker_row(language, row, parties, titles, grade) for row in answer.in_the_way]
    heads = ("r-what", "r-people", "r-party", "r-source", "r-since")
    first = table(language, "r-blockers-caption", heads, rows[:FIRST_SHOWN])
    rest = table(language, "r-blockers-caption", heads, rows[FIRST_SHOWN:])
    more = max(0, len(rows) - FIRST_SHOWN)
    body = first + fold(language.html("r-more-rows", count=more), rest)
    if answer.only_way is not None:
        body = paragraph(language.html("r-only-way", name=answer.only_way)) + body
    return section(language, "in-the-way", "r-in-the-way", body + _unlocks(language, answer, grade))


def _blocker_row(
    language: Language,
    row: InTheWay,
    parties: dict[str, str],
    titles: dict[str, str],
    grade: Grade,
) -> list[str]:
    blocker, word = row.blocker, row.word
    party = named(parties.get(blocker.party, blocker.party)) if blocker.party else "-"
    source = language.html("r-nobody-said")
    since = "-"
    if word is not None:
        source = named(titles.get(word.source, word.source))
        since = f'<bdi dir="ltr">{word.since[:16].replace("T", " ")}</bdi>'
        if not word.own:
            source = f"{language.html('r-last-word')} {source}"
    what = named(blocker_words(language, blocker)) + "<br>" + code(blocker.address)
    return [what, grade.part(language, row.people), party, source, since]


def _unlocks(language: Language, answer: Answer, grade: Grade) -> str:
    """For each size the first set; what is not tried is said."""
    shown: dict[int, str] = {}
    for row in answer.unlocks:
        size = len(row.conditions)
        if size not in shown:
            names = bullets(named(answer.names.get(c, c)) for c in row.conditions)
            if grade.hides_parts:
                shown[size] = language.html("r-unlock-hidden", count=size) + names
            else:
                people = grade.shown(row.people)
                shown[size] = language.html("r-unlock", count=size, people=people) + names
    if not answer.all_sets_tried:
        return paragraph(language.html("r-unlocks-not-tried"))
    if not shown:
        return ""
    head = f'<h3 id="unlocks">{language.html("r-unlocks")}</h3>'
    return head + bullets(shown.values())
