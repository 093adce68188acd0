"""The page of what a trip is to teach and what it taught; each of its tabs is a file in ``tabs``."""
