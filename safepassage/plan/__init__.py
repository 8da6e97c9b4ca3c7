"""The plan as data: instructions, movements, figures, rules by name, and its bundle on disk."""
