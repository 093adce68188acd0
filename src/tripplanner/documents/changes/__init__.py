"""What changed between two versions of a programme: one page per reader, in their language or two."""
