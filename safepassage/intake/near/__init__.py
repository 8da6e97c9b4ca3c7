"""Near: copies of one text that several outlets print, recognised as one source."""
