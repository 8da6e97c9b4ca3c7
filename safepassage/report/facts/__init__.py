"""Facts of a report: what a bundle, its check and its exits say, as values of no language."""
