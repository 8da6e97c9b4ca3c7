"""Accepted claims become values of a scenario, each named by its claims."""
