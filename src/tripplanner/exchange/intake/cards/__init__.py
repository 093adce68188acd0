"""vCards: their lines, their properties, and what these mean to us."""
