"""Graphs as measures read them: once, the same everywhere, with what is known of answers."""
