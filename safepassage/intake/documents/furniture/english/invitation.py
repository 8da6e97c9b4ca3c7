"""Invitation: lines that ask the reader to subscribe, follow, write or pay."""

from __future__ import annotations

from safepassage.intake.documents.furniture.rule import FurnitureRule

NETWORK = (
    r"(?:facebook|twitter|x|instagram|telegram|whatsapp|youtube|tiktok|linkedin|threads|bluesky"
    r"|mastodon|reddit|messenger|google news|viber|signal)"
)
_SUBSCRIBE = (
    r"(?:please |already a subscriber\? |not a subscriber\? )?"
    r"(?:subscribe|sign[- ]?up|sign in|log ?in|register|become a member|start your free trial)"
)
_AT_ONCE = r"(?:[ ,]*(?:now|today|here|for free|free|to continue(?: reading)?|or log ?in)){0,3}"
_OFFERED = (
    r"(?:newsletters?|e-?mails?|inbox|mailbox|alerts|updates|channel|podcast|briefing|digest"
    r"|headlines|read|reading|app|account|feed)"
)
_ADDRESSED = (
    r"(?:us|our|the|latest|news|channel|page|group|community|@?[\w.]+)"  # "@valleypost", "us"
)

RULES = (
    FurnitureRule(
        "subscribe",
        "an invitation to subscribe or register with the page",
        (
            _SUBSCRIBE
            + _AT_ONCE
            + r"(?:[ ,]*(?:to|for|and|with|on|by)\b[^.!?]{0,60}\b"
            + _OFFERED
            + r"\b[^.!?]{0,60})?[.!:>»…]{0,3}",
        ),
        takes=(
            "Subscribe",
            "Sign up for our weekly newsletter",
            "Subscribe now to continue reading.",
            "Sign up here for free",
            "Register to receive breaking news alerts on your phone",
            "Log in",
        ),
        leaves=(
            "Register by 6 p.m. at the school to board the buses.",
            "Sign-up lists for the ferry close on Friday.",
            "Both sides subscribe to the text, the mediator said.",
            "Subscribe to the charter, the council told both parties.",
        ),
        ahead=True,
    ),
    FurnitureRule(
        "mailbox",
        "news offered to the reader's mailbox or phone",
        (
            r"(?:get|receive|have|want|stay|never miss|the (?:day'?s|latest|best))\b[^.!?]{0,90}"
            r"\b(?:in|into|to|on|by|via) your "
            r"(?:mail ?box|in-?box|e-?mails?|phone|device|feed)\b{rest}",
        ),
        takes=(
            "Get the latest news in your mailbox",
            "Have our top stories delivered to your inbox every morning.",
            "Receive the day's briefing by your email",
        ),
        leaves=(
            "Get the lists to your delegates before noon, the ministry told envoys.",
            "Drivers receive updates by e-mail from the port authority.",
        ),
    ),
    FurnitureRule(
        "join_channel",
        "an invitation to follow the outlet elsewhere",
        (
            r"(?:follow|like|find|join|add|watch|connect with"
            r"|stay (?:up to date|tuned|connected)(?: with)?)"
            r"(?: "
            + _ADDRESSED
            + r"){1,6},? (?:on|via|in) (?:our )?"
            + NETWORK
            + r"(?:(?:,| and| or|/)+ ?"
            + NETWORK
            + r"){0,6}"
            r"(?: (?:for|to)\b{rest}| (?:channel|page|group|here))?[.!:]?",
        ),
        takes=(
            "Follow us on Twitter",
            "Join our channel on Telegram for breaking news",
            "Follow @valleypost on Facebook, Instagram and X.",
        ),
        leaves=(
            "Follow the convoy on the coast road, drivers were told.",
            "Find your relatives on the Red Cross list.",
        ),
    ),
    FurnitureRule(
        "support_us",
        "a request for money, or for the outlet's application",
        (
            r"(?:please )?(?:support|donate|contribute|download|install|get|open)\b"
            r"(?: (?:to|us|our|the|your|independent|quality|free|local|here|with)){0,4}"
            r" (?:journalism|newsroom|app|application)"
            r"(?: (?:for|on|from|in|by|to|today|now)\b{rest})?[.!]?",
            r"support us[.!]?",
            r"donate(?: now| today)?[.!]?",
            r"make a donation[.!]?",
        ),
        takes=("Support independent journalism", "Download our app", "Donate now"),
        leaves=(
            "Support the evacuation now, the mayor told the council.",
            "Get the app that the ministry uses, families were told.",
        ),
    ),
    FurnitureRule(
        "questions_to_readers",
        "a question or request to readers",
        (
            r"(?:do|did|have|are|were|got|was)\b"
            r"(?: you| this (?:article|page|story)| a (?:tip|story))\b"
            r"[^.!?]{0,120}\?(?: [^.!?]{0,120}[.!]?)?",
            r"(?:leave|add|post|write) (?:a |your )?(?:comments?|reply)",
            r"be the first to comment",
            r"join the (?:conversation|discussion)",
            r"(?:view|show|hide)? ?(?:all )?(?:\d{1,6} )?comments?(?: \(\d{1,6}\))?",
            r"(?:please )?log in to comment",
            r"report an? (?:error|typo|correction)",
        ),
        takes=(
            "Do you have a story to tell? Write to our newsroom.",
            "Was this article helpful?",
            "Leave a comment",
            "12 comments",
        ),
        leaves=(
            "Do the families know? Nobody would say.",
            "Comments by the minister were denied an hour later.",
            "Have the buses left? The ministry gave no answer.",
        ),
        glued=False,
    ),
)
