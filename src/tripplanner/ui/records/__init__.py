"""One record in full: every field in every language, with the state of each text, edited where it stands."""
