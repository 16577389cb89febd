"""Rules that are written down in a file, without Python: read, typed by the model, and run."""
