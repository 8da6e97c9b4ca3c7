"""Convert: from the scenario's nouns to plain inputs in seconds, metres and people per hour."""
