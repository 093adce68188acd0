"""One file per list: ``BROWSES`` has what can be asked of it."""
