## The digest by mail. Names, and words of texts, are given as they are written there.
dg-subject-first = { $title }: how things stand
dg-subject-quiet = { $title }: nothing new
dg-subject-one = { $title }: { $what }
dg-subject-more = { $title }: { $what } (and { $count } more)
dg-as-of = As of { $as_of } ({ $timezone }).
dg-since = Compared with the last digest, of { $since }.
dg-first = The first digest: it says how things stand.
dg-doubt = The digest of { $since } may not have reached you. If it did not, ask { $sender } for it.
dg-changed = What changed
dg-no-change = Nothing of what this digest is about has changed.
dg-stands = How things stand
dg-taken-back = taken back
dg-why-taken-back = why it was taken back: { $why }
dg-before = before: { $what }
dg-more = { $count ->
    [one] and 1 more that is not shown here
   *[other] and { $count } more that are not shown here
 }
dg-about = About: { $topics }.
dg-places = Places: { $places }.
dg-why = You get this because { $address } is on the list of { $sender }.
dg-leave-web = To leave the list: { $url }
dg-leave-mail = To leave the list, write to { $address } with the subject "unsubscribe".
dg-feed-title = { $title }: what is said
dg-feed-about = What is said, by whom and since when. A party's claim is a claim.
