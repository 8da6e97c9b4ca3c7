"""Review: a person accepts, edits, rejects or splits what was proposed; states without files."""
