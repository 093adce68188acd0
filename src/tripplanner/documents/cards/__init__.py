"""The day card: one day as a picture for a group chat."""
