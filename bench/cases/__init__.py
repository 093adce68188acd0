"""One module per subject, each with ``figures() -> list[Figure]``; adding a file adds a case."""
