"""HTML dropped: parts of a page that are not shown, or that stand around its report."""

from __future__ import annotations

import re

from safepassage.intake.documents.html_tree import Element, names

NEVER_TEXT = names(
    "script style noscript template svg math iframe object embed canvas audio video picture"
    " map head textarea select datalist input noframes noembed xmp progress meter"
)
AROUND = {
    "nav": "menus",
    "footer": "footers",
    "aside": "boxes at the side",
    "form": "forms",
    "button": "buttons",
    "dialog": "dialogs",
    "menu": "menus",
    "search": "forms",
    "figcaption": "captions",
    "label": "forms",
}
ROLES = {
    "navigation": "menus",
    "banner": "page headers",
    "contentinfo": "footers",
    "complementary": "boxes at the side",
    "search": "forms",
    "dialog": "dialogs",
    "alertdialog": "dialogs",
    "menu": "menus",
    "button": "buttons",
}
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:px|em|rem|pt|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
# Words in class or id by which pages name what stands around a report.
NAMED = {
    "newsletter": "boxes at the side",
    "related": "links to other texts",
    "recirc": "links to other texts",
    "most-read": "links to other texts",
    "share": "buttons",
    "sharing": "buttons",
    "social": "buttons",
    "cookie": "cookie notices",
    "consent": "cookie notices",
    "gdpr": "cookie notices",
    "ad": "advertisements",
    "ads": "advertisements",
    "advert": "advertisements",
    "advertisement": "advertisements",
    "sponsored": "advertisements",
    "promo": "advertisements",
    "breadcrumb": "menus",
    "breadcrumbs": "menus",
    "sidebar": "boxes at the side",
    "comments": "comments",
    "disqus": "comments",
    "paywall": "boxes at the side",
    "caption": "captions",
    "wp-caption-text": "captions",
    "tags": "links to other texts",
}
HEADED = re.compile(r"^(" + "|".join(sorted(NAMED, key=len, reverse=True)) + r")(?:$|[-_]{1,2})")
LINKS_SHARE = 0.8  # of the characters of a list or line


def why_dropped(element: Element, report: Element, *, in_article: bool) -> str | None:
    """Why an element's text is left out, as a noun for the note; None where it is kept.

    An element that holds half of the report's prose is kept whatever its name is: some pages
    are one form, and a class such as "sidebar-layout" may stand on the frame of everything.
    """
    attributes = element.attributes
    if element.name in NEVER_TEXT:
        return ""
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or HIDDEN_STYLE.search(attributes.get("style", ""))
    ):
        return "hidden parts" if element.letters else ""
    if element.letters == 0 or (report.prose and 2 * element.prose >= report.prose):
        return None
    if element.name == "article" and report.name == "article":
        return "articles within the article"
    if element.name == "header" and not in_article:
        return "page headers"
    return (
        AROUND.get(element.name)
        or ROLES.get(attributes.get("role", "").strip().lower())
        or _by_name(attributes)
        or ("links to other texts" if _is_links(element) else None)
    )


def _by_name(attributes: dict[str, str]) -> str | None:
    for word in f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split():
        found = HEADED.match(word)
        if found is not None:
            return NAMED[found.group(1)]
    return None


def _is_links(element: Element) -> bool:
    """A list of links, or a paragraph that is one link and nothing else."""
    return element.name in ("ul", "ol", "p") and element.linked >= LINKS_SHARE * element.letters
