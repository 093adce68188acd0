"""One module per kind of document, each with a ``KIND``; adding a file adds a kind."""
