"""Files that went with messages to others: those made from a trip of somebody who is erased may name them in any page.

What is in a PDF cannot be searched by the words of a name alone (it may stand in an image, or in pieces), so the bytes
of every document that was made from such a trip are let go of. That it was sent, to whom and when stays.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from tripplanner.model.files import Blob
from tripplanner.model.journal import BinEntry
from tripplanner.model.releases import Release
from tripplanner.store.changes import from_json, portions, stored
from tripplanner.store.erasing.following import Gone
from tripplanner.store.erasing.wording import Needles

_BY = {"trip_id": "", "delegation_id": "delegation", "item_id": "item"}  # by column: whose part a row is


def let_go(connection: sa.Connection, gone: Gone, needles: Needles) -> int:
    """Lets go of those bytes, before rows and traces go; messages that did not leave yet are to be reviewed again.

    Returns how many files it were. Given bytes (an invitation) go only where they name the person.
    """
    message, attachment = stored("outbox_message").c, stored("outbox_attachment").c
    count = 0
    for some in portions(sorted(_trips(connection, gone))):
        found = sa.select(attachment.id, attachment.kind, attachment.sha256, message.id.label("message"))
        found = found.join_from(
            stored("outbox_attachment"), stored("outbox_message"), attachment.message_id == message.id
        )
        rows = connection.execute(found.where(message.trip_id.in_(some), attachment.sha256 != "")).all()
        named = [row for row in rows if row.kind or _names(connection, row.sha256, needles)]
        _empty(connection, [row.id for row in named], {row.message for row in named})
        count += len(named)
    return count


def _trips(connection: sa.Connection, gone: Gone) -> set[int]:
    """The trips in which the person has a row or had one: now, in the bin, in a version."""
    touched: dict[str, set[int]] = {table: set(ids) for table, ids in gone.rows.items()}
    for (table, _), ids in gone.freed.items():
        touched.setdefault(table, set()).update(ids)
    owners = {table: _owners(connection, table, ids) for table, ids in touched.items()}
    binned = _binned(connection, gone)
    found = _frozen(connection, gone).union(*(ids[""] for ids in owners.values()))
    for owner in filter(None, _BY.values()):
        led = binned[owner].union(*(ids[owner] for ids in owners.values()))
        found |= _column(connection, owner, "trip_id", led)
    return found | binned[""]


def _owners(connection: sa.Connection, table: str, ids: Iterable[int]) -> dict[str, set[int]]:
    """What rows are part of: trips (under “”), delegations, items."""
    own = stored(table).c
    return {
        owner: _column(connection, table, column, ids) if column in own else set[int]() for column, owner in _BY.items()
    }


def _column(connection: sa.Connection, table: str, column: str, ids: Iterable[int]) -> set[int]:
    own = stored(table).c
    found: set[int] = set()
    for some in portions(sorted(ids)):
        found.update(connection.scalars(sa.select(own[column]).where(own.id.in_(some), own[column].is_not(None))))
    return found


def _binned(connection: sa.Connection, gone: Gone) -> dict[str, set[int]]:
    """The same of rows that lie in the bin."""
    found: dict[str, set[int]] = {owner: set() for owner in _BY.values()}
    for raw in connection.scalars(sa.select(BinEntry.images)):
        for change in from_json(raw):
            image = change.before or {}
            if gone.has(change.table, change.id):
                for column, owner in _BY.items():
                    found[owner].update(filter(None, [image.get(column)]))
    return found


def _frozen(connection: sa.Connection, gone: Gone) -> set[int]:
    """Those of versions that hold the person."""
    text = sa.cast(Release.content, sa.Text)
    uuids: set[str] = set()
    for person in sorted(gone.people):
        uuids.update(connection.scalars(sa.select(Release.trip_uuid).where(text.contains(person)).distinct()))
    trips = stored("trip").c
    return set(connection.scalars(sa.select(trips.id).where(trips.uuid.in_(uuids))))


def _names(connection: sa.Connection, digest: str, needles: Needles) -> bool:
    data = connection.scalar(sa.select(Blob.data).where(Blob.sha256 == digest))
    unfolded = (data or b"").replace(b"\r\n ", b"").decode("utf-8", "replace")
    return needles.found_in(unfolded)


def _empty(connection: sa.Connection, ids: Iterable[int], messages: Iterable[int]) -> None:
    attachments, letters = stored("outbox_attachment"), stored("outbox_message")
    for some in portions(sorted(ids)):
        raised = {"sha256": "", "size": 0, "version": attachments.c.version + 1}
        connection.execute(sa.update(attachments).where(attachments.c.id.in_(some)).values(raised))
    for some in portions(sorted(messages)):
        ready = letters.c.id.in_(some) & (letters.c.state == "ready")
        again = {"state": "review", "scheduled_at": None, "problem": sa.null(), "version": letters.c.version + 1}
        connection.execute(sa.update(letters).where(ready).values(again))
