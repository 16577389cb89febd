"""Whether those who should work together do: what work, rules and stances ask, beside what is."""
