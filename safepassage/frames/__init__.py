"""Frames: what an answer holds as pandas frames; pandas is loaded when one is asked for."""
