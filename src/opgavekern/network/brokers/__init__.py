"""Who stands between others that have no tie, and between their groups."""
