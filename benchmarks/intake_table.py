"""The scores of `intake_scores.py` as a Markdown table, and its misses with their words."""

from __future__ import annotations

from typing import Any


def table(result: dict[str, Any]) -> str:
    """The numbers as a Markdown table and lines below it."""
    lines = ["| type | gold | proposed | hit | recall | precision |", "|---|--:|--:|--:|--:|--:|"]
    for name, row in [*result["by_type"].items(), ("all", result["all"])]:
        shown = ["-" if row[k] is None else f"{row[k]:.2f}" for k in ("recall", "precision")]
        lines.append(
            f"| {name} | {row['gold']} | {row['proposed']} | {row['hit']} | {' | '.join(shown)} |"
        )
    lines += ["", "| right, of those that hit | right | of | share |", "|---|--:|--:|--:|"]
    for name, row in result["right"].items():
        lines.append(f"| {name} | {row['right']} | {row['of']} | {row['share']:.2f} |")
    spans = result["fields"]
    mean = "not known" if spans["mean_iou"] is None else f"{spans['mean_iou']:.2f}"
    lines += ["", f"fields: {spans['spans']} spans asked, mean overlap {mean},"]
    lines += [f"{spans['exact']} exact, {spans['absent']} absent"]
    lines += [f"proposals that hit an optional line: {result['optional_hit']}"]
    lines += [f"spans that do not stand in their text: {len(result['wrong_spans'])}"]
    return "\n".join(lines)


def fields_table(result: dict[str, Any]) -> str:
    """How well the spans of each field were found, on the pairs that hit."""
    lines = ["| field | spans | mean overlap | exact | absent |", "|---|--:|--:|--:|--:|"]
    for name, row in result["by_field"].items():
        counts = f"{row['mean_iou']:.2f} | {row['exact']} | {row['absent']}"
        lines.append(f"| {name} | {row['spans']} | {counts} |")
    return "\n".join(lines)


def misses(result: dict[str, Any]) -> str:
    """Each miss, false proposal and wrong part, by type."""
    lines: list[str] = []
    for miss in sorted(result["misses"], key=lambda x: (x["type"], x["what"], x["doc"])):
        rule = f" ({miss['rule']})" if miss["rule"] else ""
        lines.append(f"{miss['type']}: {miss['what']}: {miss['doc']} {miss['id']}{rule}")
        lines.append(f"    {miss['text']!r} {miss['norm']}")
        if "proposal" in miss:
            lines.append(f"    proposed: {miss['proposal']}")
    return "\n".join(lines + result["wrong_spans"])
