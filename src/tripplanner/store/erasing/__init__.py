"""Erasing a person for good: from rows, undo steps, bin, history, releases, texts, and from backups."""
