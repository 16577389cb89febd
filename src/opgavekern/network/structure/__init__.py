"""The network as a whole: components, distances, dyads and triads, hierarchy, balance."""
