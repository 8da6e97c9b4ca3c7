"""Model: an optional language model proposes facts through the same door as the rules."""
