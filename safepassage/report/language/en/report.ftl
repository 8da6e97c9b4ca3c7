## The report. Names of scenarios are given as they are written there.
r-title = Report: { $title }
r-skip = Skip to the answer
r-contents = Contents
r-as-of = As of { $as_of }, from { $start } to { $end } ({ $timezone }). Headcount: { $headcount }.
r-headcount-low = low
r-headcount-likely = likely
r-headcount-high = high
r-grade-planners = For planners: everything in the plan
r-grade-partners = For partners: without bottlenecks; counts below 10 are not told apart
r-grade-public = For the public
r-none = none
r-not-reviewed = These texts have not been reviewed by a native speaker yet.
r-untranslated = { $count ->
    [one] 1 text is not translated yet and stands in English.
   *[other] { $count } texts are not translated yet and stand in English.
 }
r-other-languages-in = Names, reasons and statements stand in the language in which they were written.
r-if-open = IF THE GATES OPEN: nobody has said when { $count ->
    [one] 1 gate is
   *[other] { $count } gates are
 } open. Every figure here takes them as open all the time.
r-voluntary = Movement is voluntary and temporary. Those who stay keep their protection and their aid.

r-verdict-passed = The check passed: this plan meets the stated criteria in this model, on these data. It does not say that any way is safe.
r-verdict-failed = THE CHECK FAILED. Do not use this plan.
r-verdict-failed-detail = Rules broken: { $rules }. Claims that say more than they show: { $claims }. Every figure below is what the bundle says, and may be wrong.

r-answer = Who can leave now
r-all-can = All { $people } people expected to go have an open way now, each group taken alone, in this model and on these data.
r-some-can = { $can } of { $people } people expected to go have an open way now; { $cannot } have none.
r-none-can = None of { $people } people expected to go has an open way now.
r-cannot-all-leave = Not everybody who is expected to go has an open way now. Numbers are withheld.
r-in-the-way-first = Most of them are held up by this: { $what }.
r-would-free = { $count ->
    [one] 1 opening or consent
   *[other] { $count } openings and consents together
 } would open a way for { $people } more.
r-plan-complete = With this plan all { $people } people expected to go can have arrived by { $when }.
r-plan-short = With this plan { $arrived } of { $people } people expected to go can arrive by { $end }.
r-bound-time = No plan could do it before { $when }.
r-bound-people = No plan could bring more than { $people }.
r-way = { $population }: { $people } people by { $by } (from { $zones })
r-way-per-day = - at most { $people } in this time
r-nobody = The alternative: nobody moves
r-nobody-moves = { $people } people stay where they are. Movement is voluntary and temporary; those who stay keep their protection and their aid.
r-nobody-aid = The minimum of aid for all is { $trucks } trucks until the end; the gates, as they are known, let at most { $most } of them pass.

r-in-the-way = What stands in the way, and on whose word
r-blockers-caption = Each thing in the way of people who have no open way now
r-what = What
r-people = People
r-party = Party
r-source = Source
r-since = Since
r-nobody-said = nobody has said
r-last-word = Last word on it:
r-only-way = For all who cannot leave now there is one way out: { $name }.
r-more-rows = { $count } more
r-unlocks = What would free the most people
r-unlock = { $count ->
    [one] One opening or consent
   *[other] { $count } together
 }: { $people } more people would have a way
r-unlocks-not-tried = There are too many sets of openings and consents to try them all.

r-map = Map and time
r-arrivals = People arrived over time

r-gates = Gates, side by side
r-gates-caption = State of each side at the start of the plan
r-side = Crossing and side
r-state = State
r-holder = Held by
r-consents = Consents
r-state-open = open now
r-state-closed = closed now
r-state-unknown = not known to be open
r-until = until { $when }
r-opens = opens { $when }
r-rate-people = { $rate } people an hour
r-rate-cars = { $rate } cars an hour
r-rate-trucks = { $rate } trucks an hour
r-only-for = only for: { $who }
r-nobody-known = nobody that is known
r-none-asked = none asked for
r-consent-given = given
r-consent-refused = refused
r-consent-unknown = unknown, nobody has said
r-consent-conditional-met = given on a condition that is met
r-consent-conditional-not-met = on a condition that is not met
r-consent-conditional-not-known = on a condition; whether it is met is not known
r-of-people = people
r-of-aid = aid
r-of-all = people and aid
r-via = reached through { $name }
r-not-now = (not valid now)

r-instructions = How to leave, if you choose to
r-instructions-intro = Instructions, never orders. Each is for people of one place and start; leaving is a choice.
r-instructions-caption = Instructions by zone
r-no-instructions = There is no instruction: with this plan nobody can leave. What stands in the way is said above.
r-filter = Search
r-all-zones = all zones
r-filter-count = { $count } of { $all } shown
r-zone = Zone and start
r-leave = Leave between
r-to = and
r-route = Way
r-destination = Destination
r-fallback = Otherwise
r-seats-by-name = seats are given out by name
r-on-the-way = { $km } km, { $minutes } min under way
r-no-other-way = no other way
r-not-tested = whether it has room is not tested
r-already-there = already there
r-mode-car = by car
r-mode-foot = on foot
r-mode-seat = seats only (cannot walk)

r-aid = Aid by day
r-aid-caption = Trucks by stream and local day
r-stream = Stream
r-days = Day
r-trucks = Trucks
r-minimum = Minimum
r-quota = Quota
r-met = Minimum met
r-yes = yes
r-aid-short = SHORT by { $count }
r-no-plan-more = No plan could bring more than { $most }.

r-destinations = Destinations, by need
r-destinations-caption = Who arrives where, and which need is short
r-arrive = Arrive
r-room = Room
r-needs = Needs
r-last-arrival = Last arrival
r-room-unknown = not known; unknown room never counts
r-room-unlimited = not limited
r-full = full
r-short-need = this one is short
r-not-known = not known
r-enough-for = enough for { $people } people
r-room-needed = If { $name } had room, { $people } people would arrive there; this would have to be there: { $needs }
r-need-amount = { $need }: { $amount } { $unit }
r-kind-shelter = shelter
r-kind-reception = reception
r-kind-refuge = refuge of last resort
r-kind-outside = outside
need-floor-area = floor area
need-water = water
need-toilets = toilets
need-food = food
need-health = health posts
need-beds = beds

r-bottleneck = What is narrowest
r-bottleneck-intro = No plan can be faster than these places let people through:
r-cannot = In no plan { $people } people arrive by the end.
place-link = road
place-crossing = gate
place-destination = room
place-leg = seats
place-corridor = corridor
place-other = place

r-short = Who does not arrive, and what would mend it
r-short-caption = People who do not arrive with this plan, by what stands in the way
r-rule = What stands in the way
r-how-sure = How sure
r-would-mend = What would mend it
r-proved-short = No plan could bring them.
r-not-proved-short = Not proved: another plan might.
r-mend = { $amount }: { $people } more would arrive
r-no-mend = No single change mends it.
r-mend-not-sought = Not every single change was tried.

r-last-start = Last start that still arrives
r-last-start-intro = The latest instant from which one person, alone, still arrives by the end. It is not a promise for many.
r-last-start-caption = By zone and gate
r-where = Where

r-proofs = What is proved, and how to check it yourself
r-check-yourself = A stranger can check this bundle with Python alone, without this program:
r-fingerprint = Fingerprint of the bundle:
r-claims = Claims
r-rules = Rules, each with its smallest margin
r-claim = Claim
r-value = Value
r-status = Status
r-note = Note
r-margin = Margin
r-kept = kept
r-broken = BROKEN
r-not-applicable = not applicable
status-proved = proved
status-checked = checked
status-simulated = simulated
status-asserted = on a source's word
status-failed = FAILED
status-stated = stated
status-not-checked = not checked

r-contradictions = Statements that contradict each other
r-contradictions-intro = All are kept; none is corrected, and no middle is taken.

r-basis = What it rests on
r-assumptions-caption = Assumptions and defaults
r-assumption = Assumption
r-meaning = Meaning
r-not-used = Facts that were not known yet, and not used: { $count }
r-not-planned = Read, but not planned: { $count }
r-claims-said = Who said what: { $count }
r-sources = Sources: { $count }
r-not-shown = not shown
r-made = Made by Safe Passage from a sealed bundle.

rule-manifest = Every file is the one that was sealed
rule-inputs-valid = The inputs join up and add up
rule-whole-people = People move as whole people
rule-people-conserved = Nobody is counted twice or lost
rule-departure-ready = Nobody leaves before being ready
rule-departure-deadline = Nobody leaves after the latest departure
rule-no-vehicle = There is no vehicle for them
rule-route-connected = The way is without a break
rule-forbidden-turn = No forbidden turn
rule-eligibility = A condition on who may pass
rule-link-capacity = What a road can carry
rule-closure = A closed road
rule-corridor-hours = Movement hours of a corridor
rule-corridor-consent = Consent for a corridor
rule-gate-rate = What a gate lets pass
rule-gate-hours = Opening hours of a gate
rule-gate-consent = Consent for a gate
rule-intake-rate = What a destination takes in
rule-destination-room = Room at the destination
rule-leg-seats = Seats
rule-leg-departure = The hour of departure
rule-leg-consent = Consent for a departure
rule-leg-gone = The departure has left, or does not leave in this time
rule-queue = Waiting on the way
rule-aid-minimum = The minimum of aid on every day
rule-aid-return = Trucks go out again on the same day
rule-walking-limit = The longest walk
rule-horizon = The end of the plan
rule-instruction-window = The window of an instruction
rule-instruction-size = The size of an instruction
rule-bounds-certificate = Every bound follows from its certificate
rule-no-path = There is no way
rule-deadline = The zone's latest departure
r-help = Whom to ask
r-no-help = No help line is given in this plan. Ask whoever gave you this page.
r-no-instructions-public = There is no instruction at present. Ask the help line.
r-says = ({ $who }, { $since }.)
r-said-last = (Last word on it: { $who }, { $since }.)

## What is said where a number is withheld, and to the public
r-public-title = If you choose to leave
r-as-of-public = As of { $as_of }. All times are local ({ $timezone }).
r-verdict-failed-public = THE CHECK FAILED. Do not use this page. Ask the help line.
r-withheld = On this page no number of people is given: one of them is withheld, and any other would give it away. What planners wrote freely (assumptions, titles of sources) and ways of people whose number is withheld are left out too.
r-all-can-hidden = Everybody who is expected to go has an open way now, each group taken alone, in this model and on these data.
r-would-free-hidden = { $count ->
    [one] 1 opening or consent
   *[other] { $count } openings and consents together
 } would open a way for the most people.
r-plan-complete-hidden = With this plan everybody who is expected to go can have arrived by { $when }.
r-plan-short-hidden = With this plan not everybody who is expected to go can arrive by { $end }.
r-way-hidden = { $population }: by { $by } (from { $zones })
r-nobody-hidden = Everybody stays where they are.
r-unlock-hidden = { $count ->
    [one] One opening or consent
   *[other] { $count } together
 } would open a way for more people
r-mend-hidden = With a change here more would arrive
r-held-back = What holds back most of the others ({ $people }): { $what }.
r-not-at-once = Taken together, not all of them can arrive in time.
kind-resident = resident
kind-visitors = visitors
kind-hospital = patients
kind-school = school
kind-no-vehicle = no vehicle
kind-wounded = wounded
kind-displaced = displaced before
kind-cannot-walk = not able to walk the way
