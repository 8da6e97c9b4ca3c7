"""Review: someone else's plan against stated criteria: not seen, seen and incomplete, or met."""
