"""The map of a report: who is where at which time, with a slider, a chart and tables."""
