"""Ways to say a fact of each type, one sentence a line, that rules for classes have to read."""
