"""Link: lines that lead to other texts, share this one, or belong to the page's menu."""

from __future__ import annotations

from safepassage.intake.documents.furniture.english.invitation import NETWORK
from safepassage.intake.documents.furniture.rule import FurnitureRule

_SHARE = r"(?:share|tweet|print|e-?mail|save|copy|post|pin|send|whatsapp|facebook|bookmark)"
_SHARED = (
    r"(?:share|tweet|print|e-?mail|save|copy|post|pin|send|bookmark|comment|listen|link|url|this"
    r"|article|story|page|with|friends|to|on|via|by|for|later|a|and|or|more|options|read)"
)
_TITLE = r"(?:\s*[:>»-]\s*[^.!?]{0,160}[.!?]?)?"

RULES = (
    FurnitureRule(
        "read_more",
        "a link to more of the same or to another text",
        (
            r"(?:click|tap) here(?: to\b{rest})?[.!…>»]{0,3}",
            r"continue reading\b{rest}",
            r"(?:keep reading|read on)[.!…>»]{0,3}",
            r"(?:read|see|show|load|view|learn|find out|discover|explore|watch) more(?! than\b)"
            r"(?:(?: about| on| from| at| in|[:>»…-])[^.!?]{0,150})?[.!?…>»]{0,3}",
            r"read (?:the )?(?:full|whole|original|rest of the) "
            r"(?:article|story|report|text|interview)\b{rest}",
        ),
        takes=(
            "Read more",
            "READ MORE: Ferry leaves Morena for the last time",
            "Read more: Who holds the bridge?",
            "Click here to read the full report.",
            "Show more",
            "Read the full article",
        ),
        leaves=(
            "See more than forty buses leave, and the list is still long.",
            "Read the statement aloud, he told the delegates.",
            "Readers say that more could have been done.",
        ),
        ahead=True,
    ),
    FurnitureRule(
        "other_texts",
        "a heading over links to other texts, or one such link",
        tuple(
            words + _TITLE
            for words in (
                r"related(?: (?:stories|articles|news|content|topics|coverage|posts|links))?",
                r"most (?:read|popular|viewed|shared|recent)",
                r"editor'?s'? (?:picks?|choice)",
                r"recommended(?: (?:for you|stories|reading))?",
                r"you (?:may|might) (?:also )?(?:like|be interested in)",
                r"(?:also (?:read|see)|(?:read|see) also)",
                r"(?:what to read next|up next)",
                r"more (?:stories|coverage|on this story|from this author)",
                r"around the web",
                r"promoted (?:stories|content)",
            )
        ),
        takes=(
            "Related stories",
            "Also read: Council names new envoy",
            "Most popular",
            "You may also like",
        ),
        leaves=(
            "Related talks on prisoners go on in the capital.",
            "Most popular routes were full, drivers said.",
        ),
        heads=True,
    ),
    FurnitureRule(
        "labels",
        "a label of the page: its sections, its tags, what is new",
        tuple(
            words + _TITLE
            for words in (
                r"trending(?: now)?",
                r"don'?t miss",
                r"latest (?:news|stories|headlines|updates)",
                r"(?:top stories|more news)",
                r"in this story",
                r"(?:tags|topics|filed under)",
            )
        ),
        takes=("Tags: Ostra, bridge, talks", "Latest news", "Trending now"),
        leaves=(
            "More news is expected from the valley on Friday.",
            "Trending upwards, the number of arrivals reached 300.",
        ),
    ),
    FurnitureRule(
        "more_from",
        "a link to more by the same outlet or on the same theme",
        (r"more (?:from|on|about|in) (?:[\w'’&-]{1,30} ?){1,6}[:>»]?",),
        takes=("More from Valley Post", "More on this topic", "More about the Ketta bridge"),
        leaves=("More from the valley were expected on Friday.", "More on the list than seats."),
        glued=False,
    ),
    FurnitureRule(
        "share",
        "buttons to share, print or keep a text",
        (
            r"(?=" + _SHARE + r"\b)(?:(?:" + _SHARED + r"|" + NETWORK + r")\b"
            r"[\s,/|&·+:.-]{0,4}){1,16}",
        ),
        takes=(
            "Share",
            "Share this article on Facebook",
            "Share via WhatsApp | Telegram | X",
            "Print this page",
            "Copy link",
            "Facebook Twitter WhatsApp Email",
        ),
        leaves=(
            "Share the list with the shelter, the police asked.",
            "Print shops in the town are shut.",
            "Post offices reopened in two districts.",
        ),
        ahead=True,
    ),
    FurnitureRule(
        "navigation",
        "a word of the page's menu",
        tuple(
            words + r"[.…:>»]{0,3}"
            for words in (
                r"skip to (?:main |the )?(?:content|navigation|footer)",
                r"back to (?:top|home(?:page)?)",
                r"(?:main |open |close )?menu",
                r"(?:search|close|loading|home(?:page)?|sections?)",
                r"(?:next|previous)(?: (?:article|story|post))?",
                r"my account",
                r"(?:contact|about)(?: us)?",
                r"newsletters?",
                r"(?:live tv|watch live)",
                r"toggle navigation",
                r"(?:view all|see all|all news)",
                r"home\s*[>»›/|]\s*.{1,150}",
            )
        ),
        takes=("Skip to content", "Menu", "Home > World > Ostra", "Back to top", "View all"),
        leaves=("Home is where most want to go, aid workers said.", "Search teams went out."),
        glued=False,
    ),
)
