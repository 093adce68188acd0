"""One module per kind of record: its frozen row, its list, and a ``KIND`` that says how it is shown."""
