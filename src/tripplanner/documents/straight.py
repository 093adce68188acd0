"""One document from a database file, past the workspace: half the time of a booklet went into opening that."""

from __future__ import annotations

import sqlite3
from typing import Any

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.store.records import Plain, having
from tripplanner.store.straight import open_straight

_DIGITS = 9  # of a number that any row could have


def read_straight(location: str, kind: DocumentKind, key: str, request: Request) -> tuple[Any, Any] | None:
    """The trip's record and the content of a document, or ``None``: then the workspace is to be asked.

    It is for everything unusual: another kind of database, a trip named otherwise than by its number or code, a file
    that is damaged, in the way or of another version. What is wrong is then said in its words.
    """
    opened = open_straight(location) if kind.straight and request.release is None else None
    if opened is None:
        return None
    try:
        with opened, NO_COLLECTION:
            trip = _trip(opened, key.strip())
            return None if trip is None else (trip, kind.read(opened, trip.id, request))  # pyright: ignore[reportArgumentType]
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError):  # values that cannot be decoded
        return None


def _trip(source: Plain, key: str) -> Any:
    """The trip with this number, else the only one with this code."""
    numbered = having(source, "trip", "id", [int(key)]) if _is_number(key) else []
    found = numbered or having(source, "trip", "code", [key] if key else [])
    return found[0] if len(found) == 1 else None


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= _DIGITS
