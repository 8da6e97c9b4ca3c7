## The sitrep. Names, and words of texts, are given as they are written there.
sit-title = Sitrep { $number }
sit-title-named = Sitrep { $number }: { $title }
sit-draft = DRAFT: not given out yet. Its number is taken when it is.
sit-as-of = As of { $as_of } ({ $timezone }).
sit-period = Period: from { $since } to { $as_of }.
sit-known = Made of what the record held at { $known }.
sit-grade-planners = For planners: everything in the record
sit-grade-partners = For partners: nothing that is withheld; counts below 10 are not told apart
sit-grade-public = For the public
sit-lead = Every line is what somebody said: by whom and since when stands beside it. A party's claim is a claim. Nothing here says that a way is safe.
sit-only-reviewed = Only reports that somebody has reviewed are in it.
sit-waiting = { $count ->
    [one] 1 report waits for review and is not in it.
   *[other] { $count } reports wait for review and are not in it.
 }
sit-unreviewed-top = NOT ALL REVIEWED: { $count ->
    [one] 1 line rests on a report that nobody has reviewed. It is marked.
   *[other] { $count } lines rest on reports that nobody has reviewed. Each is marked.
 }
sit-hides-numbers = A number of people is withheld. Counts of people that are not tied to another place or group are left out, since they could give it away.
sit-next = Next report: { $when }.
sit-next-unset = Next report: not set.
sit-contents = Contents
sit-skip = Skip to what changed

sit-glance = At a glance
sit-glance-sides = Crossings and sides: { $open } said to be open, { $shut } closed or not operated, { $limited } limited or planned, { $differ } in dispute, { $blank } not known or without a word.
sit-glance-consents = Consents: { $given } said to be given, { $refused } refused or withdrawn, { $other } asked for, conditional or awaited.
sit-glance-deadline = Next deadline: { $name }, { $left }.
sit-glance-differ = { $count ->
    [one] On 1 thing those who speak of it do not say the same; all of them stand here.
   *[other] On { $count } things those who speak of them do not say the same; all of them stand here.
 }

sit-sec-changes = What changed since { $since }
sit-sec-after = What changed since sitrep { $number } ({ $since })
sit-sec-first = What changed
sit-first = No earlier sitrep of this series is there to compare it with.
sit-no-change = Nothing changed in what is held.
sit-sec-figures = Key figures
sit-sec-access = Access, by crossing and side
sit-sec-consents = Consents and conditions
sit-sec-deadlines = Deadlines
sit-sec-orders = Evacuation orders and warnings
sit-sec-movement = Departures and services
sit-sec-incidents = Incidents
sit-sec-talks = Talks, contacts and positions
sit-sec-unknowns = Said not to be known, confirmed or given
sit-sec-gaps = Gaps
sit-sec-sources = Sources
sit-sec-grades = How sources are graded
sit-nothing-held = Nothing that anybody said is held as of this instant.
sit-cap-figures = Figures as they were said; none is averaged
sit-cap-access = What is said of each crossing and side
sit-cap-consents = Whose agreement is needed, and on which terms
sit-cap-deadlines = What ends when, and what is said to follow
sit-cap-orders = Zones that are told to move or to be ready
sit-cap-movement = Departures, carriers and services
sit-cap-incidents = What is said to have happened
sit-cap-talks = Who speaks with whom, about what, and what each wants
sit-cap-unknowns = What those who were asked did not say
sit-cap-changes = New, other and gone
sit-cap-sources = Texts that this rests on

sit-what = What
sit-state = What is said
sit-details = Details
sit-by-whom = Reported by
sit-since = Since
sit-ends = Ends
sit-change = Change
sit-now = Now
sit-before = Before
sit-outlet = Published by
sit-published-on = Published
sit-text = Text

sit-by-itself = { $who } in its own voice
sit-by-outlet = published by { $who }
sit-comma = ,
sit-by-text = a text whose publisher is not named
sit-by-note = a report that was not published
sit-by-unknown = who says so is not known
sit-via = via { $chain }
sit-said-on = said { $when }
sit-read-on = published { $when }
sit-judged = graded { $code }
sit-mark-unreviewed = not reviewed
sit-mark-withheld = withheld from others: { $why }
sit-mark-headline = headline
sit-differs = reports differ
sit-copies = { $count ->
    [one] and 1 copy of it
   *[other] and { $count } copies of it
 }
sit-range = { $from } to { $to }
sit-not-known = not known
sit-few-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
 }
sit-few-days = { $count ->
    [one] 1 day
   *[other] { $count } days
 }
sit-left = { $most } left
sit-left-range = { $least } to { $most } left
sit-left-at-most = may have passed; at most { $most } left
sit-passed = passed
sit-end-not-known = its end is not known

sit-k-new = new
sit-k-changed = changed
sit-k-passed = passed
sit-k-taken-back = taken back
sit-k-gone = no longer held

sit-gap-side = Nobody has said whether this side is open: { $name }
sit-gap-deadline = When this ends is not known: { $name }
sit-gap-differ = Those who speak of this do not say the same: { $name }
sit-gap-withheld = A number that stays inside: { $name }
sit-no-gaps = No gap was found. That does not say that there is none.

sit-f-exact = { $n }
sit-f-about = about { $n }
sit-f-estimated = { $n } (estimate)
sit-f-more-than = more than { $n }
sit-f-at-least = at least { $n }
sit-f-less-than = fewer than { $n }
sit-f-at-most = at most { $n }
sit-f-between = { $low } to { $high }
sit-f-hidden = count not shown

sit-a-reliability = Source: A reliable, B usually reliable, C fairly reliable, D not usually reliable, E unreliable, F cannot be judged.
sit-a-credibility = What it says: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. Lines without a grade stand at F6: nobody has judged them.

sit-s-open = open
sit-s-closed = closed
sit-s-not-operated = not operated
sit-s-restricted = restricted
sit-s-outbound-only = outward only
sit-s-full = full
sit-s-sole-exit = the only way out
sit-s-planned-open = opening is planned
sit-s-planned-closed = closing is planned
sit-s-damaged = damaged
sit-s-unknown = not known
sit-s-unsaid = nobody has said
sit-s-required = asked for
sit-s-granted = given
sit-s-withheld = refused
sit-s-conditional = on a condition
sit-s-pending = awaited
sit-s-withdrawn = withdrawn
sit-s-only-if = only on a condition
sit-s-ultimatum = ultimatum
sit-s-last-departure = last departure
sit-s-expiry = expires
sit-s-report-time = time to report
sit-s-closure = closes
sit-s-stock-out = stock runs out
sit-s-completion = to be done by then
sit-s-start = begins
sit-s-deadline = deadline
sit-s-order = order or warning
sit-s-departed = has left
sit-s-arrived = has arrived
sit-s-planned = planned
sit-s-running = running
sit-s-cancelled = cancelled
sit-s-arranged = arranged
sit-s-suspended = suspended
sit-s-resumed = resumed
sit-s-reduced = reduced
sit-s-cut = cut
sit-s-restored = restored
sit-s-incident = incident
sit-s-ongoing = talks go on
sit-s-at-risk = talks at risk
sit-s-agreed = agreed
sit-s-failed = talks failed
sit-s-paused = talks paused
sit-s-call = call
sit-s-meeting = meeting
sit-s-talks = talks
sit-s-contact = contact
sit-s-visit = visit
sit-s-message = message
sit-s-role = role
sit-s-supports = supports
sit-s-opposes = opposes
sit-s-demands = demands
sit-s-refuses = refuses
sit-s-intends = intends
sit-s-offers = offers
sit-s-ready = said to be ready
sit-s-deployed = said to be sent
sit-s-alert = said to be on alert
sit-s-not-known = said not to be known
sit-s-killed = killed
sit-s-injured = injured
sit-s-missing = missing
sit-s-held = held
sit-s-released = released
sit-s-trapped = trapped
sit-s-stranded = stranded
sit-s-waiting = waiting
sit-s-evacuated = brought out
sit-s-rescued = rescued
sit-s-displaced = displaced
sit-s-sheltered = in shelters
sit-s-at-sea = at sea
sit-s-affected = affected

sit-d-source = source
sit-d-hours = hours
sit-d-until = until
sit-d-since = since
sit-d-when = when
sit-d-condition = condition
sit-d-on-party = on whom
sit-d-by = by
sit-d-what = what
sit-d-consequence = else
sit-d-level = level
sit-d-last = the last one
sit-d-mode = by
sit-d-origin = from
sit-d-dest = to
sit-d-capacity = places
sit-d-count = how many
sit-d-kind = kind
sit-d-victims = who is concerned
sit-d-weapon = with
sit-d-topics = about
sit-d-place = where
sit-d-parties = between
sit-d-mediator = mediated by
sit-d-role = as
sit-d-about = about
sit-d-reason = why
sit-d-stands = what it hangs on
sit-s-absent = nobody says that it is there
sit-s-claimed = said by others to be there
sit-s-met = there, on the supporter's own word
sit-d-unanchored = counted from when it was told; its start is not said
sit-d-again = spoken of again
sit-d-not-again = spoken of before, not now
sit-d-waits = waits on it
sit-s-airstrike = air strike
sit-s-arrest = arrest
sit-s-attack = attack
sit-s-bombing = bombing
sit-s-clash = clash
sit-s-collapse = collapse
sit-s-crash = crash
sit-s-accident = accident
sit-s-disaster = disaster
sit-s-displacement = displacement
sit-s-explosion = explosion
sit-s-kidnapping = kidnapping
sit-s-protest = protest
sit-s-push-back = people turned back
sit-s-release = release
sit-s-rescue = rescue
sit-s-seizure = seizure
sit-s-shelling = shelling
sit-s-shooting = shooting
sit-s-sinking = sinking
sit-s-evacuation = evacuation
sit-s-eruption = eruption
sit-s-violation = violation
sit-s-outbreak = outbreak of disease
sit-s-flood = flood
sit-s-fire = fire
sit-s-earthquake = earthquake
sit-s-present = there
sit-s-capacity = room for
sit-s-other = other
sit-s-sheltering = taking shelter
sit-s-available = available
sit-s-wishing-to-leave = wishing to leave
sit-s-share = share
sit-s-detained = detained
sit-s-crossed = crossed
sit-s-aid-needed = aid needed
sit-s-returned = returned
sit-s-infected = infected
sit-s-expected = expected
sit-s-aid-delivered = aid delivered
sit-s-aboard = aboard
sit-s-allowed = allowed
sit-not-named = not named
