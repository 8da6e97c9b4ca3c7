"""Gold texts that tune the reading of news, with their maker."""
