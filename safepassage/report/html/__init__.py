"""The report as one HTML file: a section each."""
