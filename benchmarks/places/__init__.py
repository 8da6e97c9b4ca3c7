"""Places: from open data to a checked plan, one row for each."""
