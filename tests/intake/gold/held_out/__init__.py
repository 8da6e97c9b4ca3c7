"""Gold texts that nobody who writes rules has read."""
