"""Networks as other tools keep them: one file for each format, read into one draft."""
