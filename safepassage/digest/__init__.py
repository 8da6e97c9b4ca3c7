"""Digest: what is new since a subscriber was last written to, as mail that is never sent twice."""
