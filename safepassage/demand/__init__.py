"""Demand: who is ready to leave from where, when."""
