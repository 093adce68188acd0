"""What hangs on a record, one section of its card per file; ``SECTION`` is its class. Adding a file is enough."""
