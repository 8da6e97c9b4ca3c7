"""Views of the record: what is held at an instant, each row with its claims and who says so."""
