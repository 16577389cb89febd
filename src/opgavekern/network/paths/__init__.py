"""Shortest paths: how far actors are, and who stands between them."""
