## The digest by mail. Names, and words of texts, are given as they are written there.
dg-subject-first = { $title }: מצב הדברים
dg-subject-quiet = { $title }: אין חדש
dg-subject-one = { $title }: { $what }
dg-subject-more = { $title }: { $what } (ועוד { $count })
dg-as-of = נכון ל־{ $as_of } ({ $timezone }).
dg-since = בהשוואה לעדכון הקודם, מ־{ $since }.
dg-first = העדכון הראשון: הוא מציג את מצב הדברים.
dg-doubt = ייתכן שהעדכון מ־{ $since } לא הגיע אליכם. אם לא הגיע, בקשו אותו מ־{ $sender }.
dg-changed = מה השתנה
dg-no-change = דבר ממה שהעדכון הזה עוסק בו לא השתנה.
dg-stands = מצב הדברים
dg-taken-back = נמשך חזרה
dg-why-taken-back = למה נמשך חזרה: { $why }
dg-before = קודם: { $what }
dg-more = { $count ->
    [one] ועוד אחד שאינו מוצג כאן
    [two] ועוד שניים שאינם מוצגים כאן
   *[other] ועוד { $count } שאינם מוצגים כאן
 }
dg-about = נושאים: { $topics }.
dg-places = מקומות: { $places }.
dg-why = הודעה זו נשלחת כי { $address } נמצאת ברשימה של { $sender }.
dg-leave-web = ליציאה מהרשימה: { $url }
dg-leave-mail = ליציאה מהרשימה כתבו אל { $address } בנושא "unsubscribe".
dg-feed-title = { $title }: מה נאמר
dg-feed-about = מה נאמר, על ידי מי וממתי. טענה של צד היא טענה.
