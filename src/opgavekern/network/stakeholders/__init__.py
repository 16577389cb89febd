"""What is at stake for whom, and who should meet."""
