"""Composing what leaves by mail: words from the standard texts, files from the kinds of document.

A message is prepared with the words and with what is to be attached; the bytes are made when somebody looks at it, and
kept: what was seen is what is sent.
"""

from tripplanner.documents.outbox.enclosing import attach, attach_file, offered, offered_for, own_file
from tripplanner.documents.outbox.free import PLACEHOLDERS, blank, write_free
from tripplanner.documents.outbox.freezing import freeze, look_at, review
from tripplanner.documents.outbox.preparing import FOR_HOSTS, FOR_PEOPLE, Made, prepare

__all__ = [
    "FOR_HOSTS", "FOR_PEOPLE", "PLACEHOLDERS", "Made", "attach", "attach_file", "blank", "freeze", "look_at",
    "offered", "offered_for", "own_file", "prepare", "review", "write_free",
]  # fmt: skip
