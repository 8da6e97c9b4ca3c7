"""What is printed: zone cards and the report as PDF, set by Typst."""
