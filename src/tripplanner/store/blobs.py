"""Bytes of files: each content once, kept as long as anything may need it."""

from __future__ import annotations

import hashlib
import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.files import Blob, File
from tripplanner.model.journal import BinEntry, UndoStep
from tripplanner.model.releases import Release
from tripplanner.store.capture import recorder_of
from tripplanner.store.changes import portions

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def put(session: Session, data: bytes) -> str:
    """Stores the bytes, if they are new, and returns their SHA-256 in hexadecimal. For writing verbs."""
    digest = hashlib.sha256(data).hexdigest()
    known = session.scalar(sa.select(Blob.sha256).where(Blob.sha256 == digest))
    if known is None:
        session.add(Blob(sha256=digest, data=data))
        session.flush()
    return digest


def collect(session: Session) -> int:
    """Removes the bytes that no file, undo step, bin entry or release refers to, and returns how many contents went.

    A writing verb, for quiet moments: an undone edit may have stored bytes that nothing can bring back any more.
    """
    present = set(session.scalars(sa.select(Blob.sha256)))
    loose = sorted(present - _needed(session))
    with recorder_of(session).own_writes() as connection:
        for portion in portions(loose):
            connection.execute(sa.delete(Blob.__table__).where(Blob.sha256.in_(portion)))  # type: ignore[arg-type]
    return len(loose)


def _needed(session: Session) -> set[str]:
    needed = set(session.scalars(sa.select(File.sha256)))
    for column in (UndoStep.images, BinEntry.images, sa.cast(Release.content, sa.Text)):
        for text in session.scalars(sa.select(column)):
            needed.update(_DIGEST.findall(text or ""))
    return needed
