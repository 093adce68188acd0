"""Bytes of files: each content once, kept as long as anything may need it."""

from __future__ import annotations

import hashlib
import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.files import Blob, File
from tripplanner.model.journal import BinEntry, UndoStep
from tripplanner.model.outbox import OutboxAttachment
from tripplanner.model.releases import Release
from tripplanner.store.capture import recorder_of
from tripplanner.store.changes import portions

_COLLECTING = 0x424C4F42  # "BLOB": a number of ours among the server's advisory locks
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def put(session: Session, data: bytes) -> str:
    """Stores the bytes, if they are new, and returns their SHA-256 in hexadecimal. For writing verbs."""
    digest = hashlib.sha256(data).hexdigest()
    _wait_for_collection(session.connection(), shared=True)
    known = session.scalar(sa.select(Blob.sha256).where(Blob.sha256 == digest))
    if known is None:
        session.add(Blob(sha256=digest, data=data))
        session.flush()
    return digest


def collect(session: Session) -> int:
    """Removes the bytes that no file, message, undo step, bin entry or release refers to, and returns how many went.

    A writing verb. A workspace does the same when it is closed, by :func:`collect_unused`.
    """
    with recorder_of(session).own_writes() as connection:
        return collect_unused(connection)


def collect_unused(connection: sa.Connection) -> int:
    """As :func:`collect`, where no verb runs: an edit that was undone and left behind, a file that left the bin."""
    if connection.scalar(sa.select(Blob.sha256).limit(1)) is None:
        return 0
    _wait_for_collection(connection, shared=False)
    loose = set(connection.scalars(sa.select(Blob.sha256)))
    for column in (File.sha256, OutboxAttachment.sha256):
        loose -= set(connection.scalars(sa.select(column)))
    unused = sorted(loose - _remembered(connection)) if loose else []
    for portion in portions(unused):
        connection.execute(sa.delete(Blob.__table__).where(Blob.sha256.in_(portion)))  # type: ignore[arg-type]
    return len(unused)


def _remembered(connection: sa.Connection) -> set[str]:
    """The contents that an undo step, the bin or a release may bring back."""
    found: set[str] = set()
    for column in (UndoStep.images, BinEntry.images, sa.cast(Release.content, sa.Text)):
        for text in connection.scalars(sa.select(column)):
            found.update(_DIGEST.findall(text or ""))
    return found


def _wait_for_collection(connection: sa.Connection, *, shared: bool) -> None:
    """On a server, no client counts on bytes that another is about to collect; a file has one writer anyway."""
    if connection.dialect.name == "postgresql":
        take = sa.func.pg_advisory_xact_lock_shared if shared else sa.func.pg_advisory_xact_lock
        connection.execute(sa.select(take(_COLLECTING)))
