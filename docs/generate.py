"""The reference pages, written from the models, the rules and the commands themselves.

.venv/bin/python docs/generate.py           write docs/reference/{scenario,commands,rules}.md
.venv/bin/python docs/generate.py --check   only say whether they are what stands there (exit 1)
"""

from __future__ import annotations

import inspect
import re
import sys
import typing
from pathlib import Path
from typing import Any

import typer

from safepassage.cli.main import EPILOG, app
from safepassage.plan.rules import RULES, SHORTFALL_ONLY
from safepassage.scenario.model import Model, shapes
from safepassage.scenario.raw import OPTIONAL_TABLES, TABLE_FILES, YAML_FILE
from safepassage.scenario.scenario import Scenario

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- made by docs/generate.py: change the source, then `make docs` -->\n\n"


def row(*cells: str) -> str:
    """One row of a Markdown table; a bar inside a cell would end it."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def prose(text: str) -> str:
    """Words outside code: an angle bracket, as in <name>-plan, is no HTML."""
    return text.replace("<", "&lt;")


def head(*cells: str) -> list[str]:
    """The first two rows of a Markdown table."""
    return [row(*cells), "|" + "---|" * len(cells)]


def type_words(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """A JSON Schema type as a reader would say it."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if "anyOf" in schema:
        parts = [type_words(part, definitions) for part in schema["anyOf"]]
        return " or ".join(dict.fromkeys(part for part in parts if part))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        inner = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
        return f"list of {type_words(inner, definitions) or 'values'}"
    if kind == "null":
        return ""
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "yes or no",
    }
    if isinstance(kind, list):
        said = [words.get(part, "") for part in kind]
        return " or ".join(dict.fromkeys(part for part in said if part))
    if schema.get("format") in ("date", "date-time"):
        return "instant with offset" if schema["format"] == "date-time" else "day"
    return words.get(str(kind), "see text" if kind is None else str(kind))


def field_rows(model: type[Model], skip: frozenset[str] = frozenset()) -> list[str]:
    """The fields of one noun as a table."""
    document = model.model_json_schema(by_alias=True)
    definitions = document.get("$defs", {})
    # a noun that holds itself stands under $defs too
    properties = document.get("properties") or definitions[model.__name__]["properties"]
    lines = head("field", "what it is", "type", "unit", "needed", "refers to")
    for name, shape in shapes(model).items():
        if name in skip:
            continue
        about = properties[name]
        default = about.get("default")
        needed = "yes" if shape.required else "no"
        if default not in (None, [], ()):
            needed = (
                f"no; default `{str(default).lower() if default in (True, False) else default}`"
            )
        refers = ", ".join(f"`{target}`" for target in shape.refers_to)
        lines.append(
            row(
                f"`{name}`",
                prose(shape.meaning),
                type_words(about, definitions),
                shape.unit or "",
                needed,
                refers,
            )
        )
    return lines


def noun_title(model: type[Model]) -> str:
    """A heading such as `Gate`, and how one of many is addressed."""
    return model.__name__


def address(model: type[Model]) -> str:
    """How --set names one: crossing/<id>; empty for nouns that have no address of their own."""
    if not model.noun or not model.key:
        return ""
    keys = "/".join(f"<{key}>" for key in model.key)
    return f"Address: `{model.noun}/{keys}`."


def scenario_page() -> str:
    """Every noun, field, type, unit and meaning."""
    lines = [
        "# Scenario: every noun and field",
        "",
        "Made from the models that read a scenario, so it says what this version reads. How to "
        "write one, with examples: [how a scenario is written](../concepts/scenario.md). The same "
        "for programs: `safepassage schema`.",
        "",
        "*Not known* is a value of its own: where the type allows `unknown`, write it, and nothing "
        "is guessed. Instants carry an offset (`2031-05-05T06:00:00+00:00`). Numbers are exact "
        "decimals. Lists of values in a CSV cell are separated by spaces.",
        "",
    ]
    seen: set[type[Model]] = {Scenario}

    def add(model: type[Model], level: int, where: str) -> None:
        if model in seen:
            return
        seen.add(model)
        about = inspect.cleandoc(model.__doc__ or "")
        lines.extend(["#" * level + f" {noun_title(model)}", "", f"{about} {where}".strip(), ""])
        if address(model):
            lines.extend([address(model), ""])
        lines.extend([*field_rows(model), ""])
        for shape in shapes(model).values():
            if shape.model is not None:
                add(shape.model, 3, f"Part of {model.__name__}.")

    lines += [f"## {YAML_FILE}", "", "The single values at its top, then lists of nouns.", ""]
    lines += [*field_rows(Scenario, frozenset(TABLE_FILES)), ""]
    for name, shape in shapes(Scenario).items():
        if name not in TABLE_FILES and shape.model is not None:
            add(shape.model, 2, f"Under `{name}:` in `{YAML_FILE}`.")
    for name, file in TABLE_FILES.items():
        model = shapes(Scenario)[name].model
        assert model is not None
        optional = " The file may be left out." if name in OPTIONAL_TABLES else ""
        add(model, 2, f"A row of `{file}`.{optional}")
    return "\n".join(lines).rstrip() + "\n"


def option_type(parameter: Any) -> str:
    """What an option takes, or nothing for a switch."""
    if getattr(parameter, "is_flag", False):
        return ""
    number = parameter.min is not None or isinstance(parameter.default, int | float)
    return f" {parameter.metavar or ('NUMBER' if number else 'TEXT')}"


def parameter_rows(command: Any) -> list[str]:
    """Arguments and options of one command as tables."""
    lines: list[str] = []
    kinds = (("argument", "arguments"), ("option", "options"))
    for kind, _ in kinds:
        found = [p for p in command.params if p.param_type_name == kind]
        if not found:
            continue
        lines += head(kind, "what it does", "default")
        for parameter in found:
            names = ", ".join([*parameter.opts, *parameter.secondary_opts])
            if kind == "argument":
                names = (parameter.metavar or parameter.name.upper()).strip("{}")
            default = parameter.default
            shown = "" if default in (None, False, "", []) else str(default)
            if parameter.required:
                shown = "needed"
            several = " May be given again." if parameter.multiple else ""
            help_text = prose(f"{parameter.help or ''}{several}")
            name = f"`{names}{option_type(parameter) if kind == 'option' else ''}`"
            lines.append(
                row(name, help_text, f"`{shown}`" if shown not in ("", "needed") else shown)
            )
        lines.append("")
    return lines


def help_blocks(text: str) -> list[str]:
    """A command's own help: its paragraphs, and its examples as code."""
    lines: list[str] = []
    for paragraph in inspect.cleandoc(text).replace("\f", "").split("\n\n"):
        raw = paragraph.replace("\b\n", "").strip("\n")
        one = re.fullmatch(r"Example:\s+(\S.*)", raw)
        if one:
            lines += ["```", one[1], "```", ""]
        elif raw.startswith(("Example:", "Examples:")):
            commands = [line.strip() for line in raw.splitlines()[1:]]
            if any(line.startswith("safepassage new ") for line in commands):
                lines += ["<!-- not run: needs map files of the reader -->"]
            if any(line.startswith("safepassage situation ") for line in commands):
                lines += ["<!-- not run: needs a record of the reader; the how-tos run them -->"]
            lines += ["```", *commands, "```", ""]
        else:
            lines += [prose(" ".join(raw.split())), ""]
    return lines


def command_section(name: str, command: Any, heading: str) -> list[str]:
    """One command: how it is called, what it does, its arguments and options."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    words = " ".join((p.metavar or p.name.upper()).strip("{}").upper() for p in arguments)
    lines = [
        f"{heading} safepassage {name}",
        "",
        f"`safepassage {name} {words}`".replace(" `", "`"),
    ]
    return [*lines, "", *help_blocks(command.help or ""), *parameter_rows(command)]


def commands_page() -> str:
    """Every command with its arguments and options, from its own --help."""
    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", "Made from the commands' own `--help`.", "", EPILOG, ""]
    lines += ["What `--json` prints: [JSON](json.md).", ""]
    for name, command in group.commands.items():
        if not hasattr(command, "commands"):
            lines += command_section(name, command, "##")
            continue
        lines += [f"## safepassage {name}", "", *help_blocks(command.help or "")]
        for inner, under in command.commands.items():
            lines += command_section(f"{name} {inner}", under, "###")
    return "\n".join(lines).rstrip() + "\n"


def rules_page() -> str:
    """Every rule by name, with its sentence and the unit of its margin."""
    lines = [
        "# Rules by name",
        "",
        "Planner, checker, report and errors call a rule by the same name. What each says in exact "
        "words: [rules](../concepts/rules.md). A check gives each a margin, also where it is kept.",
        "",
        *head("rule", "what it says", "unit of the margin"),
        *(row(f"`{rule.name}`", rule.sentence, rule.unit) for rule in RULES.values()),
        "",
        "## Further names in a shortfall",
        "",
        "A row of `short_of` and a blocker of `exits` may also carry one of these.",
        "",
        *head("name", "what it says"),
        *(row(f"`{name}`", sentence) for name, sentence in SHORTFALL_ONLY.items()),
    ]
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[str, str]:
    """File name -> text of each page that is made."""
    return {
        "scenario.md": MADE + scenario_page(),
        "commands.md": MADE + commands_page(),
        "rules.md": MADE + rules_page(),
    }


def main(arguments: typing.Sequence[str]) -> int:
    """Write the pages, or say which of them are not as they would be written."""
    stale = []
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        path = REFERENCE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    word = "not as the code says" if "--check" in arguments else "written"
    print(f"docs/reference: {word}: {', '.join(stale)}" if stale else "docs/reference: up to date")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
