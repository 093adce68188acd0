"""Name badges on sheets of labels, and table cards to fold."""
