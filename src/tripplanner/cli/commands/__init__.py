"""One module per command, each with a ``COMMAND``; adding a file adds a command."""
