"""Nine more invented texts that nobody who writes rules has read: letters, notices, reports."""
