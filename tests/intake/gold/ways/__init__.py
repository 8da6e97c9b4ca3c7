"""Ways to say a fact of each type, one sentence a line: what rules for classes of sentences read."""
