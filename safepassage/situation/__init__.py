"""Situation: what is said, by whom, since when; a log of events and what follows from it."""
