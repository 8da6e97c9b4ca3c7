"""Intake: reads a text and proposes typed facts, which a person accepts, edits or rejects."""
