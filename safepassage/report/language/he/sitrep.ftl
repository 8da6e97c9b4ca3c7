## דוח מצב. שמות ומילים מתוך טקסטים ניתנים כפי שנכתבו שם.
sit-title = דוח מצב { $number }
sit-title-named = דוח מצב { $number }: { $title }
sit-draft = טיוטה: עדיין לא יצא. המספר נקבע כשהוא יוצא.
sit-as-of = נכון ל־{ $as_of } ({ $timezone }).
sit-period = התקופה: מ־{ $since } עד { $as_of }.
sit-known = נעשה ממה שהיה ברשומה ב־{ $known }.
sit-grade-planners = למתכננים: כל מה שברשומה
sit-grade-partners = לשותפים: בלי מה שחסוי; מספרים קטנים מ־10 אינם מפורטים
sit-grade-public = לציבור
sit-lead = כל שורה היא דבר שמישהו אמר, ולצידה מי אמר ומאז מתי. טענה של צד נשארת טענה. דבר כאן אינו אומר שדרך כלשהי בטוחה.
sit-only-reviewed = יש בו רק דיווחים שאדם בדק.
sit-waiting = { $count ->
    [one] דיווח אחד ממתין לבדיקה ואינו כאן.
    [two] שני דיווחים ממתינים לבדיקה ואינם כאן.
   *[other] { $count } דיווחים ממתינים לבדיקה ואינם כאן.
 }
sit-unreviewed-top = לא הכול נבדק: { $count ->
    [one] שורה אחת נשענת על דיווח שאיש לא בדק. היא מסומנת.
    [two] שתי שורות נשענות על דיווחים שאיש לא בדק. כל אחת מסומנת.
   *[other] { $count } שורות נשענות על דיווחים שאיש לא בדק. כל אחת מסומנת.
 }
sit-hides-numbers = מספר של אנשים חסוי. לכן הושמטו מספרי אנשים שאינם קשורים למקום אחר או לקבוצה אחרת, כי הם עלולים לגלות אותו.
sit-next = הדוח הבא: { $when }.
sit-next-unset = הדוח הבא: לא נקבע.
sit-contents = תוכן
sit-skip = דילוג למה שהשתנה

sit-glance = במבט אחד
sit-glance-sides = מעברים וצדדיהם: { $open } נאמר שהם פתוחים, { $shut } סגורים או לא מופעלים, { $limited } מוגבלים או מתוכננים, { $differ } במחלוקת, { $blank } לא ידועים או שלא נאמר עליהם דבר.
sit-glance-consents = הסכמות: { $given } נאמר שניתנו, { $refused } נדחו או בוטלו, { $other } נדרשות, מותנות או ממתינות.
sit-glance-deadline = המועד הקרוב: { $name }, { $left }.
sit-glance-differ = { $count ->
    [one] בדבר אחד המדברים אינם אומרים אותו דבר; דברי כולם כאן.
    [two] בשני דברים המדברים אינם אומרים אותו דבר; דברי כולם כאן.
   *[other] ב־{ $count } דברים המדברים אינם אומרים אותו דבר; דברי כולם כאן.
 }

sit-sec-changes = מה השתנה מאז { $since }
sit-sec-after = מה השתנה מאז דוח מצב { $number } ({ $since })
sit-sec-first = מה השתנה
sit-first = אין בסדרה זו דוח קודם להשוות אליו.
sit-no-change = דבר לא השתנה במה שידוע.
sit-sec-figures = מספרים עיקריים
sit-sec-access = גישה לפי מעבר וצד
sit-sec-consents = הסכמות ותנאים
sit-sec-deadlines = מועדים
sit-sec-orders = הוראות פינוי ואזהרות
sit-sec-movement = יציאות ושירותים
sit-sec-incidents = אירועים
sit-sec-talks = שיחות, קשרים ועמדות
sit-sec-unknowns = מה שנאמר שאינו ידוע, אינו מאומת או אינו נמסר
sit-sec-gaps = פערים
sit-sec-sources = מקורות
sit-sec-grades = איך מקורות מדורגים
sit-nothing-held = אין ברשומה שום דבר שמישהו אמר נכון לרגע זה.
sit-cap-figures = מספרים כפי שנאמרו; אין ממוצעים
sit-cap-access = מה שנאמר על כל מעבר וצד
sit-cap-consents = הסכמתו של מי נדרשת, ובאילו תנאים
sit-cap-deadlines = מה נגמר ומתי, ומה נאמר שיבוא אחריו
sit-cap-orders = אזורים שנאמר להם לזוז או להיות מוכנים
sit-cap-movement = יציאות, מובילים ושירותים
sit-cap-incidents = מה שנאמר שקרה
sit-cap-talks = מי מדבר עם מי, על מה, ומה כל אחד רוצה
sit-cap-unknowns = מה שהנשאלים לא אמרו
sit-cap-changes = חדש, אחר, ומה שכבר אינו
sit-cap-sources = הטקסטים שעליהם זה נשען

sit-what = מה
sit-state = מה נאמר
sit-details = פרטים
sit-by-whom = מי דיווח
sit-since = מאז
sit-ends = נגמר
sit-change = השינוי
sit-now = עכשיו
sit-before = קודם
sit-outlet = פורסם על ידי
sit-published-on = פורסם ב־
sit-text = טקסט

sit-by-itself = { $who } בשם עצמו
sit-by-outlet = פורסם על ידי { $who }
sit-comma = ,
sit-by-text = טקסט שהמפרסם שלו לא נקוב
sit-by-note = דיווח שלא פורסם
sit-by-unknown = לא ידוע מי אומר זאת
sit-via = דרך { $chain }
sit-said-on = נאמר ב־{ $when }
sit-read-on = פורסם ב־{ $when }
sit-judged = בדירוג { $code }
sit-mark-unreviewed = לא נבדק
sit-mark-withheld = חסוי מאחרים: { $why }
sit-mark-headline = כותרת
sit-differs = הדיווחים שונים
sit-copies = { $count ->
    [one] ועותק אחד שלו
    [two] ושני עותקים שלו
   *[other] ו־{ $count } עותקים שלו
 }
sit-range = { $from } עד { $to }
sit-not-known = לא ידוע
sit-few-hours = { $count ->
    [one] שעה אחת
    [two] שעתיים
   *[other] { $count } שעות
 }
sit-few-days = { $count ->
    [one] יום אחד
    [two] יומיים
   *[other] { $count } ימים
 }
sit-left = נותרו { $most }
sit-left-range = נותרו { $least } עד { $most }
sit-left-at-most = אולי כבר עבר; נותרו לכל היותר { $most }
sit-passed = עבר
sit-end-not-known = סופו אינו ידוע

sit-k-new = חדש
sit-k-changed = השתנה
sit-k-passed = עבר
sit-k-taken-back = הדברים נלקחו בחזרה
sit-k-gone = כבר אינו

sit-gap-side = איש לא אמר אם הצד הזה פתוח: { $name }
sit-gap-deadline = לא ידוע מתי זה נגמר: { $name }
sit-gap-differ = המדברים על כך אינם אומרים אותו דבר: { $name }
sit-gap-withheld = מספר שנשאר בפנים: { $name }
sit-no-gaps = לא נמצא פער. אין פירושו שאין.

sit-f-exact = { $n }
sit-f-about = בערך { $n }
sit-f-estimated = { $n } (הערכה)
sit-f-more-than = יותר מ־{ $n }
sit-f-at-least = לפחות { $n }
sit-f-less-than = פחות מ־{ $n }
sit-f-at-most = לכל היותר { $n }
sit-f-between = { $low } עד { $high }
sit-f-hidden = המספר אינו מוצג

sit-a-reliability = המקור: A אמין, B אמין בדרך כלל, C אמין למדי, D לא אמין בדרך כלל, E לא אמין, F אי אפשר לשפוט.
sit-a-credibility = מה שהוא אומר: 1 אושר בידי אחרים, 2 כנראה נכון, 3 אולי נכון, 4 מוטל בספק, 5 לא סביר, 6 אי אפשר לשפוט. שורות בלי דירוג הן F6: איש לא שפט אותן.

sit-s-open = פתוח
sit-s-closed = סגור
sit-s-not-operated = לא מופעל
sit-s-restricted = מוגבל
sit-s-outbound-only = ליציאה בלבד
sit-s-full = מלא
sit-s-sole-exit = היציאה היחידה
sit-s-planned-open = פתיחה מתוכננת
sit-s-planned-closed = סגירה מתוכננת
sit-s-damaged = ניזוק
sit-s-unknown = לא ידוע
sit-s-unsaid = איש לא אמר
sit-s-required = נדרשת
sit-s-granted = ניתנה
sit-s-withheld = נדחתה
sit-s-conditional = בתנאי
sit-s-pending = ממתינה
sit-s-withdrawn = בוטל
sit-s-only-if = רק בתנאי
sit-s-ultimatum = אולטימטום
sit-s-last-departure = יציאה אחרונה
sit-s-expiry = פג
sit-s-report-time = מועד התייצבות
sit-s-closure = נסגר
sit-s-stock-out = המלאי אוזל
sit-s-completion = צריך להסתיים עד אז
sit-s-start = מתחיל
sit-s-deadline = מועד אחרון
sit-s-order = הוראה או אזהרה
sit-s-departed = יצא
sit-s-arrived = הגיע
sit-s-planned = מתוכנן
sit-s-running = פועל
sit-s-cancelled = בוטל
sit-s-arranged = סוכם
sit-s-suspended = מושעה
sit-s-resumed = חודש
sit-s-reduced = צומצם
sit-s-cut = נותק
sit-s-restored = הושב
sit-s-incident = אירוע
sit-s-ongoing = השיחות נמשכות
sit-s-at-risk = השיחות בסכנה
sit-s-agreed = הוסכם
sit-s-failed = השיחות נכשלו
sit-s-paused = השיחות הופסקו
sit-s-call = שיחת טלפון
sit-s-meeting = פגישה
sit-s-talks = שיחות
sit-s-contact = קשר
sit-s-visit = ביקור
sit-s-message = הודעה
sit-s-role = תפקיד
sit-s-supports = תומך
sit-s-opposes = מתנגד
sit-s-demands = דורש
sit-s-refuses = מסרב
sit-s-intends = מתכוון
sit-s-offers = מציע
sit-s-ready = נאמר שהוא מוכן
sit-s-deployed = נאמר שנשלח
sit-s-alert = נאמר שהוא בכוננות
sit-s-not-known = נאמר שאינו ידוע
sit-s-killed = נהרגו
sit-s-injured = נפצעו
sit-s-missing = נעדרים
sit-s-held = מוחזקים
sit-s-released = שוחררו
sit-s-trapped = לכודים
sit-s-stranded = תקועים
sit-s-waiting = ממתינים
sit-s-evacuated = הוצאו
sit-s-rescued = חולצו
sit-s-displaced = עקורים
sit-s-sheltered = במקלטים
sit-s-at-sea = בים
sit-s-affected = נפגעו

sit-d-source = מקור
sit-d-hours = שעות
sit-d-until = עד
sit-d-since = מאז
sit-d-when = מתי
sit-d-condition = תנאי
sit-d-on-party = על מי
sit-d-by = מאת
sit-d-what = מה
sit-d-consequence = אחרת
sit-d-level = דרגה
sit-d-last = האחרונה
sit-d-mode = באמצעות
sit-d-origin = מ־
sit-d-dest = אל
sit-d-capacity = מקומות
sit-d-count = כמה
sit-d-kind = סוג
sit-d-victims = במי מדובר
sit-d-weapon = במה
sit-d-topics = על
sit-d-place = היכן
sit-d-parties = בין
sit-d-mediator = בתיווך
sit-d-role = בתור
sit-d-about = בעניין
sit-d-reason = למה
sit-d-stands = במה זה תלוי
sit-s-absent = איש אינו אומר שזה קיים
sit-s-claimed = אחרים אומרים שזה קיים
sit-s-met = קיים, לדברי התומך עצמו
sit-d-unanchored = נספר מאז שנאמר; תחילתו לא נאמרה
sit-d-again = דובר בו שוב
sit-d-not-again = דובר בו קודם ולא עכשיו
sit-d-waits = ממתין לכך
sit-s-airstrike = תקיפה אווירית
sit-s-arrest = מעצר
sit-s-attack = תקיפה
sit-s-bombing = הפצצה
sit-s-clash = עימות
sit-s-collapse = קריסה
sit-s-crash = התרסקות
sit-s-accident = תאונה
sit-s-disaster = אסון
sit-s-displacement = עקירה
sit-s-explosion = פיצוץ
sit-s-kidnapping = חטיפה
sit-s-protest = הפגנה
sit-s-push-back = החזרת אנשים
sit-s-release = שחרור
sit-s-rescue = חילוץ
sit-s-seizure = תפיסה
sit-s-shelling = הפגזה
sit-s-shooting = ירי
sit-s-sinking = טביעה
sit-s-evacuation = פינוי
sit-s-eruption = התפרצות
sit-s-violation = הפרה
sit-s-outbreak = התפרצות מחלה
sit-s-flood = שיטפון
sit-s-fire = שריפה
sit-s-earthquake = רעידת אדמה
sit-s-present = נמצאים
sit-s-capacity = מקום ל
sit-s-other = אחר
sit-s-sheltering = מוצאים מקלט
sit-s-available = זמין
sit-s-wishing-to-leave = רוצים לצאת
sit-s-share = חלק
sit-s-detained = עצורים
sit-s-crossed = חצו
sit-s-aid-needed = סיוע נדרש
sit-s-returned = חזרו
sit-s-infected = נדבקו
sit-s-expected = צפויים
sit-s-aid-delivered = סיוע שהגיע
sit-s-aboard = על הסיפון
sit-s-allowed = מותר
sit-not-named = לא נקוב
