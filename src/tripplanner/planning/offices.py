"""The office's own identity: who signs letters and calendars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.offices import Office
from tripplanner.planning.edits import edit
from tripplanner.planning.logos import remove_logo, set_logo
from tripplanner.planning.pictures import Picture
from tripplanner.text import EMPTY, Text

WHAT = msg("office")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office; ``version`` is ``None`` until somebody wrote anything down."""

    id: int | None = None
    version: int | None = None
    name: Text = EMPTY
    short_name: str = ""
    address: Text = EMPTY
    email: str = ""
    phone: str = ""
    emergency_phone: str = ""
    website: str = ""
    signatory: Text = EMPTY
    accent: str = ""
    logo_id: int | None = None


_COLUMNS = (
    Office.id,
    Office.version,
    Office.name,
    Office.short_name,
    Office.address,
    Office.email,
    Office.phone,
    Office.emergency_phone,
    Office.website,
    Office.signatory,
    Office.accent,
    Office.logo_id,
)


def office(session: Session) -> OfficeRow:
    """The office's identity, empty where nobody entered it."""
    row = session.execute(sa.select(*_COLUMNS).order_by(Office.id).limit(1)).first()
    return OfficeRow(*row) if row else OfficeRow()


def edit_office(session: Session, version: int | None, **changes: Any) -> None:
    """Set fields of the identity; the first time, the record is made."""
    id = _number(session)
    if id is None:
        session.add(Office(**changes))
        session.flush()
        return
    edit(session, Office, id, version, WHAT, **changes)


def set_office_logo(session: Session, name: str, found: Picture) -> None:
    """The logo that documents print; the first time, the record is made."""
    if _number(session) is None:
        edit_office(session, None)
    set_logo(session, "office", _number(session) or 0, name, found)


def remove_office_logo(session: Session) -> None:
    """No logo any more."""
    id = _number(session)
    if id is not None:
        remove_logo(session, "office", id)


def _number(session: Session) -> int | None:
    return session.scalar(sa.select(Office.id).order_by(Office.id).limit(1))
