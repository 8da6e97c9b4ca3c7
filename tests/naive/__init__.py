"""Plain twins of the kernels, written from the definition."""
