## Two plans side by side. A is the first bundle, B the other.
c-title = { $one } and { $other } compared
c-heading = Two plans compared
c-lead = A is { $one }, B is { $other }. What is said to be more, fewer, earlier or later is from A to B.
c-of-plan = { $plan } = { $name }: { $title }
c-span = as of { $as_of }, from { $start } to { $end } ({ $timezone }), headcount: { $headcount }
c-words = In words
c-passed = { $plan }: its check passed.
c-failed = { $plan } ({ $name }) FAILS ITS CHECK. Do not use it. Rules broken: { $rules }. Claims that say more than they show: { $claims }. What stands here of it is what the bundle says, and may be wrong.
c-apart-scenario = These are plans of different scenarios ({ $before } and { $after }). Their people, ways and places are not the same, so only the figures stand side by side, and no difference is drawn from them.
c-apart-timezone = Their time zones differ ({ $before } and { $after }), so their local days are not the same, and aid by day is not compared.
c-apart-start = They do not start at the same instant (A: { $before }, B: { $after }, UTC). Earlier and later here are by the clock, not by the time since the start.
c-apart-end = They do not end at the same instant (A: { $before }, B: { $after }, UTC), so "arrived by the end" is not the same question in both.
c-apart-step = They are planned on different steps (A: { $before } s, B: { $after } s). Differences of up to one step may come from that alone.
c-apart-if_open = They do not take the same gates as open of which nobody has said when they are (A: { $before }; B: { $after }).
c-arrived-by = By { $when }, when the first of them ends, { $before } people have arrived in A and { $after } in B.
c-same = There is no difference: the same inputs, the same answer, the same instructions.
c-same-answer = The answer is the same for everybody, although { $count ->
    [one] 1 input differs.
   *[other] { $count } inputs differ.
 }
c-fewer = { $people } fewer people arrive in B: { $after } of { $of_after }, and in A { $before } of { $of_before }.
c-fewer-who = Fewer arrive of: { $rows }.
c-no-way = { $people } people have no open way any more: { $rows }.
c-no-way-rule = What stands in the way of those who do not arrive in B: { $rules }.
c-more = { $people } more people arrive in B: { $after } of { $of_after }, and in A { $before } of { $of_before }.
c-more-who = More arrive of: { $rows }.
c-new-way = A way is open now to { $people } people who had none in A: { $rows }.
c-as-many = As many people arrive in both: { $people }.
c-hidden = Numbers of some of the people are withheld; only totals are shown.
c-aid-worse = Aid falls further short of its minimum in B: { $after } trucks are missing, and in A { $before } ({ $dates }).
c-aid-better = Aid falls less short of its minimum in B: { $after } trucks are missing, and in A { $before } ({ $dates }).
c-aid-trucks = Aid: { $after } trucks come in in B, and in A { $before }; what is missing to the minimum is the same.
c-aid-same = Aid is the same on every day.
c-later = { $share ->
    [t50] Half of the people
    [t90] 90 % of the people
   *[t100] Everyone
 } { $share ->
    [t100] has arrived { $time } later in B: { $after }, and in A { $before }.
   *[other] have arrived { $time } later in B: { $after }, and in A { $before }.
 }
c-earlier = { $share ->
    [t50] Half of the people
    [t90] 90 % of the people
   *[t100] Everyone
 } { $share ->
    [t100] has arrived { $time } earlier in B: { $after }, and in A { $before }.
   *[other] have arrived { $time } earlier in B: { $after }, and in A { $before }.
 }
c-proved-fewer = No plan on the inputs of B could bring more than { $bound } people (proved), so another plan would not win them back.
c-not-proved-fewer = A plan on the inputs of B could still bring up to { $bound } people: it is not proved that they are lost.
c-proved-more = No plan on the inputs of A could bring more than { $bound } people (proved), so it is the inputs that make the difference.
c-other-way = At least { $people } people who arrive in both go another way in B.
c-other-place = At least { $people } people who arrive in both arrive at another place in B.
c-instructions = Instructions: { $added } new, { $gone } gone, { $changed } changed.
c-instructions-same = Everybody is told the same.
c-inputs-one = One input differs: { $what }. A: { $before }. B: { $after }.
c-inputs-many = { $count } inputs differ. The first: { $what }. A: { $before }. B: { $after }.
c-inputs-none = The inputs are the same: what differs comes from how it was planned (options, program version).

c-inputs = What the inputs differ in
c-inputs-caption = Each input that is not the same, with its source
c-figures = Figures side by side
c-figures-caption = Figures of both plans; a bound holds for any plan on its inputs
c-people = For whom it differs
c-people-caption = People by zone and start for whom something is not the same
c-rules = Who does not arrive, by what stands in the way
c-rules-caption = People who do not arrive, by rule
c-aid = Aid by day
c-aid-caption = Trucks by stream and local day
c-uses = What people and trucks pass
c-uses-caption = Crossings, legs and roads that are not used alike
c-starts = Last start that still arrives
c-starts-caption = For one person alone, by zone and gate
c-instructions-head = Instructions that are not the same
c-instructions-caption = What people of the same start would be told
c-map = Where people go
c-map-caption = Roads, crossings and legs that people use: a solid line in both plans, long dashes only in A, dots only in B. The wider, the more people.
c-map-only-a = only in A
c-map-only-b = only in B
c-map-both = in both
c-map-unused = road that nobody uses
c-map-zone = where people start
c-map-place = destination
c-map-says = Map: { $both } roads and crossings are used in both plans, { $a } only in A, { $b } only in B. The table "What people and trucks pass" says the same.
c-what = What
c-source = Source
c-figure = Figure
c-difference = A to B
c-zone = Zone and start
c-arrive = Arrive
c-last = Last arrival
c-later-head = On average, of those who arrive
c-open-way = Open way at the start
c-moved = Otherwise
c-day = Stream and day
c-rule = What stands in the way
c-where = Where
c-window = Leave between
c-route = Way
c-differs = What differs
c-not-known = not known
c-not-there = not there
c-there = there
c-no-word = nobody's word
c-never = never
c-none = none
c-nobody = nobody
c-min-later = { $time } later
c-min-earlier = { $time } earlier
c-same-time = at the same time
c-less-moved-way = at least { $people } go another way
c-less-moved-place = at least { $people } arrive elsewhere
c-fewer-of = { $people } fewer
c-more-of = { $people } more
c-trucks-of = { $trucks } trucks
c-trucks-missing = { $trucks } missing
c-trucks-most = at most { $trucks } in any plan
c-kind-added = new in B
c-kind-gone = gone in B
c-part-people = people
c-part-window = window
c-part-route = way
c-part-destination = destination
c-part-fallback = the other way
c-part-pace = who leaves in which minute
c-rows-more = and { $count } more
c-proved-part = { $people } of them in no plan (proved)
c-equal = equal
c-figure-people = People expected to go
c-figure-people_staying = People who stay
c-figure-people_arrived = People arrived by the end
c-figure-people_arrived_bound = At most, in any plan (proved)
c-figure-people_gap = People that another plan might still bring
c-figure-t50 = Half have arrived
c-figure-t50_bound = Half, not before, in any plan (proved)
c-figure-t90 = 90 % have arrived
c-figure-t90_bound = 90 %, not before, in any plan (proved)
c-figure-t100 = Everyone has arrived
c-figure-t100_bound = Everyone, not before, in any plan (proved)
c-figure-gap = Above the bound, of everyone's time
c-figure-mean_arrival = Mean arrival of those who arrive
c-figure-longest_wait = Longest wait on the way
c-figure-largest_queue = Most people waiting at one place
c-figure-trucks = Aid trucks that come in
c-public-lead = Some of the ways to leave have changed. Nobody has to leave; leaving is a choice.
c-public-same = No way to leave has changed.
c-public-gone = No longer
c-public-new = New
c-public-otherwise = Otherwise: { $way }
c-public-no-other = no other way
c-minutes = { $number } min
c-hours = { $number } h
c-if-open = IF THE GATES OPEN: nobody has said when { $count ->
    [one] 1 gate is
   *[other] { $count } gates are
 } open. Every figure of { $plan } takes them as open all the time.
