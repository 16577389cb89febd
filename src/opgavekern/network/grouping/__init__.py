"""Groups that are given and groups that are found: mixing, communities, positions, core."""
