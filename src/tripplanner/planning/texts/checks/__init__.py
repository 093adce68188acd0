"""One module per check of a translation, each with a ``CHECK``."""
