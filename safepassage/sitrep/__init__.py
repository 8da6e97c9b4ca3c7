"""Sitrep: the situation as of a moment, numbered, each line with its source."""
