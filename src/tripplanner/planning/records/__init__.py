"""Records in files of our own format, and the same records in the database.

``values`` reads one JSON value, ``library_kinds`` and ``trip_kinds`` say which fields each kind of record has,
``parse`` makes checked :class:`rows.Row` from a file's bytes, ``shelf`` finds and writes the records they stand
for. The sample and the import of programmes share all of it. The format: ``resources/sample/README.md``.
"""
