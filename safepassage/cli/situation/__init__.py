"""The commands of `safepassage situation`."""
