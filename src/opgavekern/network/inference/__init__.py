"""Whether relations are more than chance: permutations, random graphs, regression."""
