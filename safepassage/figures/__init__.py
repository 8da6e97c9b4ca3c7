"""Figures: what an answer holds as matplotlib figures; matplotlib is loaded when one is asked."""
