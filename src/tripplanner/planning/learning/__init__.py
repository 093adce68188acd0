"""What a trip is to teach and what it taught: pure reckonings, and verbs that carry them out."""
