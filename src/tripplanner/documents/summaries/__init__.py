"""The learning summary and the outline of a trip: read once, set on pages or written for Word."""
