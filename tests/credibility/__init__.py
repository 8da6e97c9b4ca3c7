"""Tests of the credibility table and of review."""
