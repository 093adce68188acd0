"""The logo of an organisation: one picture, made safe as photos are."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.model.files import File
from tripplanner.planning.attachments import safe_name
from tripplanner.planning.owning import open_owner
from tripplanner.planning.pictures import Picture
from tripplanner.planning.using import count_uses
from tripplanner.store import blobs


def set_logo(session: Session, table: str, id: int, name: str, found: Picture) -> None:
    """Another logo; the former one goes where nothing else uses it."""
    record = open_owner(session, table, id)
    former = _logo(session, record)
    made = File(
        sha256=blobs.put(session, found.data), name=safe_name(name), media_type=found.media_type, size=len(found.data),
        width=found.width, height=found.height,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record.logo_id = made.id
    session.flush()
    _drop(session, former)


def remove_logo(session: Session, table: str, id: int) -> None:
    """No logo any more."""
    record = open_owner(session, table, id)
    former = _logo(session, record)
    record.logo_id = None
    session.flush()
    _drop(session, former)


def _logo(session: Session, record: Any) -> File | None:
    return session.get(File, record.logo_id) if record.logo_id is not None else None


def _drop(session: Session, former: File | None) -> None:
    if former is not None and not count_uses(session, former):
        session.delete(former)
        session.flush()
