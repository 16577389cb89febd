"""What changed from one wave to the next."""
