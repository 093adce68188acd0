"""The field booklet: one module per section, one that puts them in order."""
