"""Credit: captions, bylines and dates that stand around a report."""

from __future__ import annotations

from safepassage.intake.documents.furniture.rule import FurnitureRule

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
_DATE_WORD = (
    r"(?:" + _MONTHS + r"|" + _DAYS + r"|\d[\d:.,/+-]*(?:st|nd|rd|th|am|pm|h|z)?|am|pm|a\.m\.?"
    r"|p\.m\.?|gmt|utc|[ecmp][sd]?t|cest|bst|ist|local|time|ago|hours?|minutes?|hrs?|mins?|days?"
    r"|on|at|by|updated|published|modified|last)"
)
_AGENCY = r"(?:afp|reuters|ap|getty images|epa(?:-efe)?|anadolu|dpa|xinhua|shutterstock|istock)"
# A name as bylines write it; never a day or month ("By Friday Morning").
_NAME = (
    r"(?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|January|February|March|April|May\b"
    r"|June\b|July\b|August|September|October|November|December)"
    r"[A-Z][\w.'’-]+(?: (?:[a-z]{2,3} ){0,2}[A-Z][\w.'’-]*){1,3}|[A-Z]{2,}(?: [A-Z]{2,}){1,3})"
)

DATE_LINE = FurnitureRule(
    "date_line",
    "when the page was published or changed",
    (
        r"(?:(?:first |last )?(?:published|posted|updated|modified|issued)(?: (?:on|at))?|date)"
        r"\s*[:|-]?\s*(?:" + _DATE_WORD + r"[\s,|·–—-]*){1,14}",
    ),
    takes=(
        "Published: 5 May 2024, 10:12 GMT",
        "Last updated on Mon 6 May 2024",
        "Updated 2 hours ago",
        "Posted at 14:05, 7 October 2023",
    ),
    leaves=(
        "Published figures put the number at 300.",
        "Updated lists were given out at 14:00.",
        "Issued on Friday, the order covers two zones.",
    ),
    glued=False,
)

RULES = (
    FurnitureRule(
        "caption",
        "a caption or credit of a picture",
        (
            r"(?:file )?(?:photo(?:graph)?s?|pictures?|images?|photo illustration|graphic)"
            r"(?: (?:by|credits?|courtesy(?: of)?|from|source|caption)){0,2}\s*[:/|]\s*.{1,240}",
            r"(?:photo|image|picture)s? (?:by|courtesy of) [^.!?]{1,60}[/,][^.!?]{1,60}",
            r".{0,400}\((?:ap |file |handout )?(?:photo|image|picture|credit)s?\b"
            r"[^()]{0,100}\)\.?",
            r".{0,300}\([^()]{1,60}/\s?" + _AGENCY + r"[^()]{0,40}\)\.?",
            r"[^.!?]{1,80}(?:/|via )" + _AGENCY + r"(?:(?:/| via )" + _AGENCY + r")?",
            r"(?:image |picture |photo )?(?:caption|credit|source)s?: .{1,60}/.{1,60}",
        ),
        takes=(
            "Photo: Mira Tal/Valley Post",
            "Image credit: Ostra Red Cross",
            "Buses wait at the Ketta bridge on Monday. (Photo by Mira Tal/AFP via Getty Images)",
            "FILE PHOTO: A ferry leaves Puerto Viejo, 2 October 2023. REUTERS/A. Name",
            "Mira Tal/AFP",
            "People queue at the gate (AP Photo/Mira Tal)",
        ),
        leaves=(
            "The port reopened on Monday, the ministry said. (AFP)",
            "Photos by residents showed smoke over the port.",
            "The picture: bleak, according to aid workers.",
            "Images of the bridge show one lane open.",
            "The gate is shut, AFP reported, citing Reuters.",
        ),
        glued=False,
    ),
    FurnitureRule(
        "file_caption",
        "a caption of an older picture, as agencies mark it",
        (r"FILE\s*[-–—:].{1,300}",),
        takes=("FILE - Trucks wait at the crossing in January.", "FILE – The pier in 2021"),
        leaves=("File lists by noon, drivers were told.",),
        glued=False,
        any_case=False,
    ),
    FurnitureRule(
        "byline",
        "who wrote the text",
        (
            r"(?:[Bb]y|BY) " + _NAME + r"(?:(?:,| and|, and| &) " + _NAME + r"){0,3}"
            r"(?: ?(?:,|\||-|–|—|in|for) ?[\w .,'’/&|:-]{1,60})?",
            r"[Bb]y (?:our )?(?:[Aa]gencies|[Ss]taff(?: [Ww]riters?| [Rr]eporters?)?"
            r"|[Cc]orrespondents?)",
        ),
        takes=(
            "By Mira Tal",
            "By Mira Tal and Jon van der Berg",
            "By Mira Tal, Valley Post",
            "BY MIRA TAL",
            "By staff writers",
        ),
        leaves=(
            "By Friday Morning",
            "By Friday the last bus had left.",
            "By Tomas Reyl's count, 1,150 people are waiting.",
            "By boat or by bus",
        ),
        glued=False,
        any_case=False,
    ),
    FurnitureRule(
        "reporting_by",
        "who worked on the text",
        (
            r"\(?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Edited|Written|Compiled"
            r"|Translated|Produced)(?: and (?:[Ww]riting|[Ee]diting))? by [A-Z][^.!?]{3,160}"
            r"[.)]{0,2}",
            r"Our [Ss]tandards: [^!?]{1,80}",
            r"\(?With (?:inputs?|additional reporting|files) from [^.!?]{2,80}[.)]{0,2}",
        ),
        takes=(
            "(Reporting by Mira Tal; Editing by Jon Berg)",
            "Additional reporting by Mira Tal in Ketta",
            "With inputs from agencies",
        ),
        leaves=(
            "Edited lists were handed over on Friday.",
            "Writing by hand, the clerks list 40 names an hour.",
        ),
        any_case=False,
    ),
    DATE_LINE,
)
