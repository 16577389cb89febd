"""The chapters of the handbook, one file each: from what is in force to blocks."""
