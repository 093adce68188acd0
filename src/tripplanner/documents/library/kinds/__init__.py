"""One file per kind of document of the library; its ``KIND`` is found by being there."""
