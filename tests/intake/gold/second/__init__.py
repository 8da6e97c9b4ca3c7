"""Lines of a second reader on the shared texts, offsets only: how far two people agree."""
