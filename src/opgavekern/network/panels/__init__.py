"""Actors one by one, how unequal they are, and the same in networks of two modes."""
