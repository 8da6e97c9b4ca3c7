"""Store: the record on disk, which is only ever added to."""
