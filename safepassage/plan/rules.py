"""Rules: each named once, with the sentence that report, check and errors use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a plan must keep; `unit` is that of its margin."""

    name: str
    sentence: str
    unit: str


_RULES = (
    Rule("manifest", "Every file of the bundle is the one that was sealed.", "files"),
    Rule("inputs_valid", "The inputs join up and add up.", "problems"),
    Rule("whole_people", "People move as whole people.", "people"),
    Rule("people_conserved", "Nobody is counted twice and nobody is lost.", "people"),
    Rule("departure_ready", "Nobody leaves before being ready.", "people"),
    Rule("departure_deadline", "Nobody leaves after the zone's latest departure.", "s"),
    Rule("no_vehicle", "Nobody rides in a car that is not there.", "seats"),
    Rule("route_connected", "A route leads from start to destination without a break.", "elements"),
    Rule("forbidden_turn", "No route makes a forbidden turn.", "turns"),
    Rule("eligibility", "A gate lets pass only whom its holder's condition admits.", "people"),
    Rule("link_capacity", "What enters a road uses no more than its rate allows.", "passings"),
    Rule("closure", "Nobody is on a closed link.", "s"),
    Rule("corridor_hours", "A corridor is used only in its movement hours.", "s"),
    Rule("corridor_consent", "A corridor is used only while every consent holds.", "s"),
    Rule("gate_rate", "What passes a gate uses no more seconds than it is open.", "passings"),
    Rule("gate_hours", "A gate is passed only while both sides are open.", "s"),
    Rule("gate_consent", "A gate is passed only while every consent holds.", "s"),
    Rule("intake_rate", "A destination takes in no more than it can.", "passings"),
    Rule("destination_room", "No more people arrive than there is known room.", "people"),
    Rule("leg_seats", "No more people board than there are seats.", "people"),
    Rule("leg_departure", "A leg leaves when it leaves; whoever is there later stays.", "periods"),
    Rule("leg_consent", "A leg carries people only while every consent holds.", "people"),
    Rule("queue", "Nobody goes on before having come there, and nobody is left waiting.", "people"),
    Rule(
        "aid_minimum", "Every day brings its minimum of trucks, or as many as it holds.", "trucks"
    ),
    Rule("aid_return", "Every truck goes out again on the day on which it came in.", "trucks"),
    Rule("walking_limit", "Nobody walks further in a day than assumed possible.", "m"),
    Rule("horizon", "Who counts as arrived has arrived by the end.", "periods"),
    Rule("instruction_window", "An instruction's window and people fit its movements.", "s"),
    Rule(
        "instruction_size", "An instruction is for at least 50 people or a whole start.", "people"
    ),
    Rule("bounds_certificate", "Every bound follows from its certificate.", "claims"),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _RULES}

# Further names that a row of the shortfall may carry.
SHORTFALL_ONLY = {
    "no_path": "No road leads to any destination, even with everything open.",
    "leg_gone": "The leg has left, or does not leave in this time.",
    "deadline": "Nobody leaves after the zone's latest departure.",
    "horizon": "The plan ends before they could arrive.",
}
