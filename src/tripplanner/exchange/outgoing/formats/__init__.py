"""Formats beside tables in which records go out: each file of this folder holds a ``WRITER``; no list names them."""
