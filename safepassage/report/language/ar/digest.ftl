## The digest by mail. Names, and words of texts, are given as they are written there.
dg-subject-first = { $title }: الوضع كما هو
dg-subject-quiet = { $title }: لا جديد
dg-subject-one = { $title }: { $what }
dg-subject-more = { $title }: { $what } (و{ $count } غيره)
dg-as-of = كما كان الأمر في { $as_of } ({ $timezone }).
dg-since = مقارنةً بالنشرة السابقة بتاريخ { $since }.
dg-first = النشرة الأولى: تبيّن الوضع كما هو.
dg-doubt = ربما لم تصلكم النشرة المؤرخة { $since }. إن لم تصل فاطلبوها من { $sender }.
dg-changed = ما الذي تغيّر
dg-no-change = لم يتغيّر شيء مما تتناوله هذه النشرة.
dg-stands = الوضع كما هو
dg-taken-back = سُحب
dg-why-taken-back = سبب السحب: { $why }
dg-before = سابقًا: { $what }
dg-more = { $count ->
    [one] وبند واحد آخر لا يظهر هنا
    [two] وبندان آخران لا يظهران هنا
    [few] و{ $count } بنود أخرى لا تظهر هنا
   *[other] و{ $count } بندًا آخر لا يظهر هنا
 }
dg-about = الموضوعات: { $topics }.
dg-places = الأماكن: { $places }.
dg-why = تصلكم هذه الرسالة لأن { $address } على قائمة { $sender }.
dg-leave-web = للخروج من القائمة: { $url }
dg-leave-mail = للخروج من القائمة اكتبوا إلى { $address } بعنوان "unsubscribe".
dg-feed-title = { $title }: ما يُقال
dg-feed-about = ما يُقال، ومن يقوله، ومنذ متى. قول أي طرف هو قوله.
