"""Furniture: lines of a page that are no part of its report, as rules with examples."""
