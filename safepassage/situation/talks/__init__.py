"""Talks and contacts: negotiations, calls and readouts, and support that hangs on something."""
