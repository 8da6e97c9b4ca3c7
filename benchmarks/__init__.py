"""Benchmarks: recipes for networks, and one module for each table of figures."""
