## تقرير الحالة. الأسماء وكلمات النصوص كما كُتبت هناك.
sit-title = تقرير الحالة { $number }
sit-title-named = تقرير الحالة { $number }: { $title }
sit-draft = مسودة: لم تصدر بعد. ويُحجز رقمها عند إصدارها.
sit-as-of = بحسب ما عُرف في { $as_of } ({ $timezone }).
sit-period = الفترة: من { $since } إلى { $as_of }.
sit-known = أُعدّ مما احتواه السجل في { $known }.
sit-grade-planners = للمخططين: كل ما في السجل
sit-grade-partners = للشركاء: بلا ما هو محجوب؛ ولا تُفصَّل الأعداد الأقل من 10
sit-grade-public = للجمهور
sit-lead = كل سطر هو قولُ أحدٍ ما، وبجانبه من قاله ومنذ متى. وما يقوله طرفٌ يبقى قولًا له. ولا شيء هنا يقول إن طريقًا آمن.
sit-only-reviewed = لا يتضمن إلا ما راجعه شخص.
sit-waiting = { $count ->
    [zero] لا أخبار تنتظر المراجعة.
    [one] خبر واحد ينتظر المراجعة وليس متضمَّنًا هنا.
    [two] خبران ينتظران المراجعة وليسا متضمَّنين هنا.
    [few] { $count } أخبار تنتظر المراجعة وليست متضمَّنة هنا.
   *[other] { $count } خبرًا تنتظر المراجعة وليست متضمَّنة هنا.
 }
sit-unreviewed-top = لم يُراجَع كل شيء: { $count ->
    [one] سطر واحد يستند إلى خبر لم يراجعه أحد، وهو معلَّم.
    [two] سطران يستندان إلى أخبار لم يراجعها أحد، وهما معلَّمان.
    [few] { $count } أسطر تستند إلى أخبار لم يراجعها أحد، وكلٌّ منها معلَّم.
   *[other] { $count } سطرًا تستند إلى أخبار لم يراجعها أحد، وكلٌّ منها معلَّم.
 }
sit-hides-numbers = عدد من الأشخاص محجوب. لذلك تُركت أعداد الأشخاص غير المنسوبة إلى مكان آخر أو مجموعة أخرى، لأنها قد تكشفه.
sit-next = التقرير التالي: { $when }.
sit-next-unset = التقرير التالي: لم يُحدَّد.
sit-contents = المحتويات
sit-skip = انتقل إلى ما تغيّر

sit-glance = نظرة سريعة
sit-glance-sides = المعابر وجوانبها: { $open } يُقال إنها مفتوحة، { $shut } مغلقة أو لا تُشغَّل، { $limited } مقيَّدة أو مخطَّط لها، { $differ } تختلف الأخبار فيها، { $blank } غير معروفة أو لم يقل أحد عنها شيئًا.
sit-glance-consents = الموافقات: { $given } يُقال إنها مُنحت، { $refused } رُفضت أو سُحبت، { $other } مطلوبة أو مشروطة أو منتظَرة.
sit-glance-deadline = الموعد النهائي التالي: { $name }، { $left }.
sit-glance-differ = { $count ->
    [one] في أمر واحد لا يقول المتحدثون الشيء نفسه؛ وأقوالهم جميعًا هنا.
    [two] في أمرين لا يقول المتحدثون الشيء نفسه؛ وأقوالهم جميعًا هنا.
    [few] في { $count } أمور لا يقول المتحدثون الشيء نفسه؛ وأقوالهم جميعًا هنا.
   *[other] في { $count } أمرًا لا يقول المتحدثون الشيء نفسه؛ وأقوالهم جميعًا هنا.
 }

sit-sec-changes = ما تغيّر منذ { $since }
sit-sec-after = ما تغيّر منذ تقرير الحالة { $number } ({ $since })
sit-sec-first = ما تغيّر
sit-first = لا يوجد تقرير سابق في هذه السلسلة يُقارَن به.
sit-no-change = لم يتغيّر شيء مما هو معروف.
sit-sec-figures = الأرقام الرئيسية
sit-sec-access = الوصول بحسب المعبر والجانب
sit-sec-consents = الموافقات والشروط
sit-sec-deadlines = المواعيد النهائية
sit-sec-orders = أوامر الإخلاء والتحذيرات
sit-sec-movement = المغادرات والخدمات
sit-sec-incidents = الحوادث
sit-sec-talks = المحادثات والاتصالات والمواقف
sit-sec-unknowns = ما يُقال إنه غير معروف أو غير مؤكَّد أو لا يُعطى
sit-sec-gaps = الثغرات
sit-sec-sources = المصادر
sit-sec-grades = كيف تُقيَّم المصادر
sit-nothing-held = لا يحتوي السجل على أي قول حتى هذه اللحظة.
sit-cap-figures = الأرقام كما قيلت؛ ولا يُؤخذ متوسط لها
sit-cap-access = ما يُقال عن كل معبر وجانب
sit-cap-consents = موافقة من المطلوبة، وبأي شروط
sit-cap-deadlines = ما الذي ينتهي ومتى، وما يُقال إنه يتبعه
sit-cap-orders = مناطق يُطلب منها الانتقال أو الاستعداد
sit-cap-movement = المغادرات والناقلون والخدمات
sit-cap-incidents = ما يُقال إنه حدث
sit-cap-talks = من يتحدث مع من، وعن ماذا، وما يريده كلٌّ منهم
sit-cap-unknowns = ما لم يقله من سُئلوا
sit-cap-changes = الجديد والمختلف وما زال
sit-cap-sources = النصوص التي يستند إليها هذا

sit-what = ماذا
sit-state = ما يُقال
sit-details = التفاصيل
sit-by-whom = من قاله
sit-since = منذ
sit-ends = ينتهي
sit-change = التغيّر
sit-now = الآن
sit-before = سابقًا
sit-outlet = نشره
sit-published-on = تاريخ النشر
sit-text = النص

sit-by-itself = { $who } بلسانه
sit-by-outlet = نشره { $who }
sit-comma = ،
sit-by-text = نص لم يُذكر ناشره
sit-by-note = خبر لم يُنشر
sit-by-unknown = لا يُعرف من قاله
sit-via = عبر { $chain }
sit-said-on = قيل في { $when }
sit-read-on = نُشر في { $when }
sit-judged = التقييم { $code }
sit-mark-unreviewed = لم يُراجَع
sit-mark-withheld = محجوب عن غيركم: { $why }
sit-mark-headline = عنوان
sit-differs = الأخبار مختلفة
sit-copies = { $count ->
    [one] ونسخة واحدة منه
    [two] ونسختان منه
    [few] و{ $count } نسخ منه
   *[other] و{ $count } نسخة منه
 }
sit-range = { $from } إلى { $to }
sit-not-known = غير معروف
sit-few-hours = { $count ->
    [zero] 0 ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
   *[other] { $count } ساعة
 }
sit-few-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
   *[other] { $count } يومًا
 }
sit-left = المتبقي { $most }
sit-left-range = المتبقي من { $least } إلى { $most }
sit-left-at-most = ربما انقضى؛ والمتبقي { $most } على الأكثر
sit-passed = انقضى
sit-end-not-known = لا تُعرف نهايته

sit-k-new = جديد
sit-k-changed = تغيّر
sit-k-passed = انقضى
sit-k-taken-back = سُحب القول
sit-k-gone = لم يعد قائمًا

sit-gap-side = لم يقل أحد هل هذا الجانب مفتوح: { $name }
sit-gap-deadline = لا يُعرف متى ينتهي هذا: { $name }
sit-gap-differ = لا يقول المتحدثون عن هذا الشيء نفسه: { $name }
sit-gap-withheld = عدد يبقى في الداخل: { $name }
sit-no-gaps = لم تُعثر على ثغرة. ولا يعني ذلك أنه لا توجد ثغرات.

sit-f-exact = { $n }
sit-f-about = نحو { $n }
sit-f-estimated = { $n } (تقدير)
sit-f-more-than = أكثر من { $n }
sit-f-at-least = { $n } على الأقل
sit-f-less-than = أقل من { $n }
sit-f-at-most = { $n } على الأكثر
sit-f-between = من { $low } إلى { $high }
sit-f-hidden = العدد غير معروض

sit-a-reliability = المصدر: A موثوق، B موثوق عادةً، C موثوق إلى حد ما، D غير موثوق عادةً، E غير موثوق، F لا يمكن الحكم عليه.
sit-a-credibility = ما يقوله: 1 أكّده آخرون، 2 صحيح على الأرجح، 3 ربما صحيح، 4 مشكوك فيه، 5 غير مرجَّح، 6 لا يمكن الحكم عليه. والأسطر التي بلا تقييم هي F6: لم يقيّمها أحد.

sit-s-open = مفتوح
sit-s-closed = مغلق
sit-s-not-operated = لا يُشغَّل
sit-s-restricted = مقيَّد
sit-s-outbound-only = للمغادرة فقط
sit-s-full = ممتلئ
sit-s-sole-exit = المخرج الوحيد
sit-s-planned-open = من المخطط فتحه
sit-s-planned-closed = من المخطط إغلاقه
sit-s-damaged = متضرر
sit-s-unknown = غير معروف
sit-s-unsaid = لم يقل أحد شيئًا
sit-s-required = مطلوبة
sit-s-granted = مُنحت
sit-s-withheld = مرفوضة
sit-s-conditional = مشروطة
sit-s-pending = منتظَرة
sit-s-withdrawn = مسحوب
sit-s-only-if = بشرط فقط
sit-s-ultimatum = إنذار نهائي
sit-s-last-departure = آخر مغادرة
sit-s-expiry = ينتهي
sit-s-report-time = موعد الحضور
sit-s-closure = يُغلق
sit-s-stock-out = ينفد المخزون
sit-s-completion = يجب إتمامه حتى ذلك
sit-s-start = يبدأ
sit-s-deadline = موعد نهائي
sit-s-order = أمر أو تحذير
sit-s-departed = غادر
sit-s-arrived = وصل
sit-s-planned = مخطَّط له
sit-s-running = يعمل
sit-s-cancelled = أُلغي
sit-s-arranged = رُتِّب
sit-s-suspended = متوقف
sit-s-resumed = استؤنف
sit-s-reduced = مخفَّض
sit-s-cut = مقطوع
sit-s-restored = أُعيد
sit-s-incident = حادثة
sit-s-ongoing = المحادثات مستمرة
sit-s-at-risk = المحادثات مهددة
sit-s-agreed = اتُّفق عليه
sit-s-failed = فشلت المحادثات
sit-s-paused = توقفت المحادثات
sit-s-call = مكالمة
sit-s-meeting = لقاء
sit-s-talks = محادثات
sit-s-contact = اتصال
sit-s-visit = زيارة
sit-s-message = رسالة
sit-s-role = دور
sit-s-supports = يؤيد
sit-s-opposes = يعارض
sit-s-demands = يطالب
sit-s-refuses = يرفض
sit-s-intends = يعتزم
sit-s-offers = يعرض
sit-s-ready = يُقال إنه جاهز
sit-s-deployed = يُقال إنه أُرسل
sit-s-alert = يُقال إنه في حالة تأهب
sit-s-not-known = يُقال إنه غير معروف
sit-s-killed = قُتلوا
sit-s-injured = أُصيبوا
sit-s-missing = مفقودون
sit-s-held = محتجزون
sit-s-released = أُفرج عنهم
sit-s-trapped = محاصرون
sit-s-stranded = عالقون
sit-s-waiting = ينتظرون
sit-s-evacuated = أُخرجوا
sit-s-rescued = أُنقذوا
sit-s-displaced = نازحون
sit-s-sheltered = في مراكز إيواء
sit-s-at-sea = في البحر
sit-s-affected = متضررون

sit-d-source = المصدر
sit-d-hours = الساعات
sit-d-until = حتى
sit-d-since = منذ
sit-d-when = متى
sit-d-condition = الشرط
sit-d-on-party = على من
sit-d-by = من
sit-d-what = ماذا
sit-d-consequence = وإلا
sit-d-level = الدرجة
sit-d-last = الأخيرة
sit-d-mode = بواسطة
sit-d-origin = من
sit-d-dest = إلى
sit-d-capacity = الأماكن
sit-d-count = كم
sit-d-kind = النوع
sit-d-victims = من يتعلق به الأمر
sit-d-weapon = بماذا
sit-d-topics = عن
sit-d-place = أين
sit-d-parties = بين
sit-d-mediator = بوساطة
sit-d-role = بصفة
sit-d-about = بشأن
sit-d-reason = لماذا
sit-d-stands = ما تتوقف عليه
sit-s-absent = لا أحد يقول إنه متوفر
sit-s-claimed = يقول آخرون إنه متوفر
sit-s-met = متوفر بحسب قول الداعم نفسه
sit-d-unanchored = محسوب من وقت قوله؛ ولم تُذكر بدايته
sit-d-again = ذُكر مرة أخرى
sit-d-not-again = ذُكر سابقًا لا الآن
sit-d-waits = ينتظر ذلك
sit-s-airstrike = غارة جوية
sit-s-arrest = اعتقال
sit-s-attack = هجوم
sit-s-bombing = قصف بالقنابل
sit-s-clash = اشتباك
sit-s-collapse = انهيار
sit-s-crash = تحطم
sit-s-accident = حادث
sit-s-disaster = كارثة
sit-s-displacement = نزوح
sit-s-explosion = انفجار
sit-s-kidnapping = اختطاف
sit-s-protest = احتجاج
sit-s-push-back = إرجاع أشخاص
sit-s-release = إفراج
sit-s-rescue = إنقاذ
sit-s-seizure = استيلاء
sit-s-shelling = قصف
sit-s-shooting = إطلاق نار
sit-s-sinking = غرق
sit-s-evacuation = إجلاء
sit-s-eruption = ثوران بركاني
sit-s-violation = خرق
sit-s-outbreak = تفشي مرض
sit-s-flood = فيضان
sit-s-fire = حريق
sit-s-earthquake = زلزال
sit-s-present = موجودون
sit-s-capacity = سعة
sit-s-other = غير ذلك
sit-s-sheltering = يحتمون
sit-s-available = متاح
sit-s-wishing-to-leave = يرغبون في المغادرة
sit-s-share = نسبة
sit-s-detained = معتقلون
sit-s-crossed = عبروا
sit-s-aid-needed = مساعدات مطلوبة
sit-s-returned = عادوا
sit-s-infected = مصابون بالعدوى
sit-s-expected = متوقَّع
sit-s-aid-delivered = مساعدات وصلت
sit-s-aboard = على متنها
sit-s-allowed = مسموح
sit-not-named = لم يُسمَّ
