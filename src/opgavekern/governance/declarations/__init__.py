"""What plugins declare: frozen data, one file for each kind of declaration."""
