"""Optimise: what makes plans and bounds. Nothing that checks or simulates imports it."""
