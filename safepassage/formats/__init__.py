"""Formats: standards of the field, read into rows of ours and written out again."""
