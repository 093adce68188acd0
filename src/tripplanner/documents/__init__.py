"""Documents: frozen content read from the database, written to files."""
