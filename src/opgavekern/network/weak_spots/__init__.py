"""Where a network is weak: who is missing, what hangs on one, what errors do to its figures."""
