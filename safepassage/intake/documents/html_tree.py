"""HTML tree: the elements of a page and what lies in them; nothing is run, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from safepassage.errors import UsageError
from safepassage.intake.documents.html_tokens import End, Start, Text, html_tokens


def names(words: str) -> frozenset[str]:
    """Names of elements, written in a row."""
    return frozenset(words.split())


VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param"
    " source track wbr"
)
# An element ends where one of these begins within the nearest of its bounds.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
}
# A paragraph ends where another block begins.
ENDS_PARAGRAPH = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section"
    " table ul search summary"
)
PARAGRAPH_BOUNDS = frozenset({"td", "th", "table", "button", "caption", "object"})
# The head ends where something begins that cannot lie in it.
IN_HEAD = frozenset({"title", "meta", "link", "base", "script", "style", "noscript", "template"})
PROSE = frozenset({"p", "li", "blockquote", "pre"})
SILENT = frozenset({"script", "style", "noscript", "template", "head"})  # never shown
MOST_TOKENS = 300_000  # tags and texts; a page of news has some thousand
DEEPEST = 200  # elements one inside the other; what lies deeper hangs at this depth


@dataclass(slots=True)
class Element:
    """An element of the page while it is being built: children are elements and texts.

    `letters`: how many characters other than blanks lie inside; `linked`: how many of them in
    links; `prose`: how many in paragraphs and items of lists and not in links.
    """

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    prose: int = 0

    def elements(self) -> Iterator[Element]:
        """All elements inside, in the order of the page."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]

    def words(self) -> str:
        """All text inside, blanks as they stand."""
        parts = (c if isinstance(c, str) else c.words() for c in self.children)
        return "".join(parts)

    def has_role(self, role: str) -> bool:
        """Whether the attribute role is this one."""
        return self.attributes.get("role", "").strip().lower() == role


def html_tree(page: str, where: str) -> Element:
    """The page as one element; tags that do not pair are mended as browsers do, roughly.

    Raises
    ------
    UsageError
        More than 300,000 tags and texts, which no page of news has; `where` names the page.
    """
    root = Element("", {})
    open_ones = [root]
    for number, token in enumerate(html_tokens(page)):
        if number == MOST_TOKENS:
            raise UsageError(
                f"{where}: has more than {MOST_TOKENS:,} tags, so it is no page of news. "
                "Copy the text into a .txt file and give that."
            )
        if isinstance(token, Text):
            open_ones[-1].children.append(token.words)
        elif isinstance(token, End):
            _end(open_ones, token.name)
        else:
            _start(open_ones, token)
    _count(root)
    return root


def _count(root: Element) -> None:
    """Count letters from the innermost elements outwards, each once."""
    for element in reversed([root, *root.elements()]):
        for child in element.children:
            if isinstance(child, str):
                element.letters += len("".join(child.split()))
            elif child.name not in SILENT:
                element.letters += child.letters
                element.linked += child.linked
                element.prose += child.prose
        if element.name == "a" and "href" in element.attributes:
            element.linked = element.letters
        if element.name in PROSE:
            element.prose = element.letters - element.linked


def _start(open_ones: list[Element], token: Start) -> None:
    if token.name in ("html", "body") and any(e.name == token.name for e in open_ones):
        return
    if token.name not in IN_HEAD and token.name != "head":
        _cut(open_ones, frozenset({"head"}), frozenset())
    if token.name in ENDS_PARAGRAPH:
        _cut(open_ones, frozenset({"p"}), PARAGRAPH_BOUNDS)
    closes = CLOSES.get(token.name)
    if closes is not None:
        _cut(open_ones, *closes)
    element = Element(token.name, token.attributes)
    open_ones[-1].children.append(element)
    if token.name in VOID or (token.empty and token.name not in ("script", "style", "title")):
        return
    if len(open_ones) < DEEPEST:
        open_ones.append(element)


def _end(open_ones: list[Element], name: str) -> None:
    for place in range(len(open_ones) - 1, 0, -1):
        if open_ones[place].name == name:
            del open_ones[place:]
            return


def _cut(open_ones: list[Element], names: frozenset[str], bounds: frozenset[str]) -> None:
    """Close the nearest open element of these names, unless a bound lies nearer."""
    for place in range(len(open_ones) - 1, 0, -1):
        name = open_ones[place].name
        if name in names:
            del open_ones[place:]
            return
        if name in bounds:
            return
