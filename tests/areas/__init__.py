"""Tests of areas, and of the zones that a draft makes of them."""
