"""Composing what leaves by mail: words from the standard texts, files from the kinds of document.

A message is prepared with the words and with what is to be attached; the bytes are made when somebody looks at it, and
kept: what was seen is what is sent.
"""

from tripplanner.documents.outbox.freezing import freeze, look_at, review
from tripplanner.documents.outbox.preparing import FOR_HOSTS, FOR_PEOPLE, Made, offered, prepare

__all__ = ["FOR_HOSTS", "FOR_PEOPLE", "Made", "freeze", "look_at", "offered", "prepare", "review"]
