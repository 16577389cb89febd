"""Making graphs: of a dossier, of other graphs, of answers that are not all there."""
