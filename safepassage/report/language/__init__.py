"""Languages of what people read: every sentence of a report or card by its key."""
