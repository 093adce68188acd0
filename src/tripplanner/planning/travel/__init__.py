"""How long it takes from one place to another: the office's own legs first, else an estimate that says so.

``spots`` are places on the map, ``legs`` what the office measured, ``estimate`` the formula for all else,
``table`` the two together, ``reading`` reads them from a database, ``bands`` compares what a programme plans
with what it needs.
"""
