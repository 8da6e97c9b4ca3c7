"""Notice: cookies, rights, advertisements, and what programs say to the reader."""

from __future__ import annotations

from safepassage.intake.documents.furniture.rule import FurnitureRule

RULES = (
    FurnitureRule(
        "cookies",
        "a notice on cookies or the reader's data",
        (
            r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.!?]{0,120}"
            r"\b(?:uses?|using|stores?|sets?|place)\b[^.!?]{0,80}\bcookies?\b{rest}",
            r"by (?:continuing|using|clicking|signing up|subscribing|browsing)\b[^.!?]{0,80}"
            r"\byou(?: agree| accept| consent)\b{rest}",
            r"(?:accept|reject|allow|manage|refuse)(?: all| optional| my)?"
            r"(?: cookies?| preferences| consent| choices)(?: and (?:continue|close))?[.!]?",
            r"(?:accept|reject) all[.!]?",
            r"(?:cookies?|privacy|terms)(?: (?:policy|settings|preferences|notice|statement"
            r"|of (?:use|service)|(?:and|&) conditions|choices)){1,2}[.:]?(?:\s*[|·•]\s*.{0,100})?",
            r"your privacy(?: choices| matters)?[.!]?",
            r"we (?:will never|never|do not|don'?t) (?:share|sell|pass on) your\b{rest}",
        ),
        takes=(
            "We use cookies to improve your experience.",
            "Accept all cookies",
            "Cookie settings",
            "By continuing to use this site you agree to our terms.",
            "Privacy policy | Terms of use",
            "We will never share your address with third parties.",
        ),
        leaves=(
            "We had cookies and water for a day, a passenger said.",
            "By continuing the talks both sides agree on nothing, the envoy said.",
            "Privacy is why the ministry gives no number.",
        ),
    ),
    FurnitureRule(
        "rights_in_words",
        "a line on rights in words",
        (
            r"all rights reserved\.?(?: [^.!?]{0,120}\.?)?",
            r"this material may not be (?:published|reproduced)\b{rest}",
            r"(?:no part of )?this (?:article|story|content|text) may not be "
            r"(?:reproduced|copied|published)\b{rest}",
            r"this (?:article|story|text) (?:was )?(?:first|originally) "
            r"(?:published|appeared)\b{rest}",
            r"(?:reproduction|republication)\b[^.!?]{0,60}"
            r"\b(?:prohibited|forbidden|permission)\b{rest}",
        ),
        takes=(
            "All rights reserved.",
            "All rights reserved. Valley Post",
            "This material may not be published, broadcast or rewritten.",
            "This article was first published by the Valley Post.",
        ),
        leaves=("All rights of the residents are reserved in the text, the envoy said.",),
    ),
    FurnitureRule(
        "advertisement",
        "an advertisement, or the words around one",
        tuple(
            words + r"[.:]?"
            for words in (
                r"advertisements?",
                r"advertising",
                r"sponsored(?: content)?",
                r"(?:sponsored|ads?) by [^.!?]{1,60}",
                r"promoted",
                r"paid (?:content|post|partner content)",
                r"(?:the )?(?:story|article) continues (?:below|after)"
                r"(?: (?:this )?(?:advertisement|ad))?",
                r"continue reading below",
                r"scroll (?:down )?to continue",
                r"remove ads",
                r"skip ads?(?:vertisement)?",
                r"report (?:this )?ad",
            )
        ),
        takes=("Advertisement", "Story continues below advertisement", "Sponsored content"),
        leaves=(
            "An advertisement on the radio told residents to leave.",
            "Advertising for the flights began on Monday.",
        ),
        ahead=True,
    ),
    FurnitureRule(
        "developing",
        "a promise of more to come",
        (
            r"this is a (?:developing|breaking)(?: news)? story\b{rest}(?: [^.!?]{0,80}[.!]?)?",
            r"(?:please )?(?:check|refresh)\b[^.!?]{0,30}\bfor (?:the latest|updates)\b{rest}",
            r"more (?:details )?(?:to follow|soon|follows)[.…!]{0,3}",
        ),
        takes=(
            "This is a developing story. Check back for updates.",
            "More to follow.",
            "Refresh the page for the latest",
        ),
        leaves=("More buses are to follow.", "This is a developing emergency, the UN said."),
    ),
    FurnitureRule(
        "reading_time",
        "how long the page takes to read or hear",
        (
            r"\d{1,3}[- ]min(?:ute)?s?[- ](?:read|listen|watch)",
            r"(?:listen|play)(?: to)?(?: this)?(?: article| story| audio| now)?"
            r"(?: \(?\d{1,3} ?min(?:ute)?s?\)?)?",
            r"(?:text|font) size[.:]?",
            r"(?:estimated )?reading time:? \d{1,3} min(?:ute)?s?",
        ),
        takes=(
            "3 min read",
            "Listen to this article (5 min)",
            "Reading time: 4 minutes",
            "Text size",
        ),
        leaves=("Listen to the radio at noon, residents were told.", "3 min walk to the pier"),
        glued=False,
    ),
    FurnitureRule(
        "mailing",
        "what senders of mail add to it",
        (
            r"(?:click here )?(?:to )?(?:unsubscribe|opt[- ]out)\b{rest}",
            r"view (?:this )?(?:e-?mail|message|it|online)?(?: in| online)?(?: your| a)? ?"
            r"(?:web ?)?browser\b{rest}",
            r"you(?: are|'re) (?:receiv|get)(?:ing|ting) this "
            r"(?:e-?mail|message|newsletter)\b{rest}",
            r"this (?:e-?mail|message|newsletter) (?:was sent|is intended|and any)\b{rest}",
            r"sent from my \w+(?: \w+)?",
            r"update (?:your )?(?:e-?mail )?preferences",
            r"manage (?:your )?(?:subscriptions?|e-?mails?)",
            r"forward (?:this|to a friend)\b{rest}",
            r"on .{6,60}\bwrote:",
            r"[-_ ]{0,20}(?:begin )?(?:forwarded|original) message:?[-_ ]{0,20}",
            r"(?:from|to|cc|bcc|reply-to): [^.!?]{0,80}\S{1,60}@\S{1,60}.{0,200}",
            r"(?:sent|date): .{0,40}\d{1,2}:\d{2}.{0,30}",
        ),
        takes=(
            "Unsubscribe",
            "You are receiving this email because you asked for it.",
            "View this email in your browser",
            "Sent from my phone",
            "On Tue, 7 May 2024 at 10:02, A. Reyl wrote:",
            "---------- Forwarded message ---------",
            "From: Press Office <press@example.org>",
            "Sent: Monday, 6 May 2024 10:30",
        ),
        leaves=(
            "You are receiving this convoy, the council was told.",
            "On Tuesday the mayor wrote: nobody leaves without a list.",
            "To: all residents of zone 3, leave by 18:00.",
            "From: the ministry. The gate opens at 06:00.",
        ),
        glued=False,
    ),
)
