"""Lists as a person walks through them: which records, in which order, in groups, a window of rows at a time.

``shelves`` has a file per list (found by being there), ``asking`` the verbs. No verb reads every row: identifiers come
from one statement, groups are counted by the database, and rows are read for what is on the screen.
"""
