"""Engine: how rules are run over a text; the words of a language stand in a folder of its own."""
