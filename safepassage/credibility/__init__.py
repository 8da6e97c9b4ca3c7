"""Credibility: 25 criteria, each met, not met, stated by somebody, or without evidence."""
