"""Bundles that the tests of credibility and review share."""
