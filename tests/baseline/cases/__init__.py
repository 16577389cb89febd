"""For each rule of the baseline: a dossier that breaks it, how to mend it, and the border."""
