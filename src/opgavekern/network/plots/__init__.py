"""Pictures of networks and of what is measured in them, for papers and for the report."""
