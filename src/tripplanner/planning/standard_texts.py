"""The office’s own sentences: for letters, for messages, and advice that booklets print."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.offices import StandardText
from tripplanner.planning.edits import edit
from tripplanner.text import Text

WHAT = msg("standard text")
_ADVICE = "advice-{number}"


@dataclass(frozen=True, slots=True)
class StandardTextRow:
    """A standard text; ``key`` says where it is printed (a wording of letters or messages, or advice of booklets)."""

    id: int
    version: int
    key: str
    title: Text
    body: Text


def standard_texts(session: Session) -> dict[str, StandardTextRow]:
    """Every one the office has, by its key."""
    columns = (StandardText.id, StandardText.version, StandardText.key, StandardText.title, StandardText.body)
    rows = session.execute(sa.select(*columns).order_by(StandardText.key))
    return {row.key: StandardTextRow(*row) for row in rows}


def set_standard_text(session: Session, key: str, title: Text, body: Text, version: int | None = None) -> None:
    """The office’s words under ``key`` from now on.

    ``version`` is that of the text that was read, ``None`` where there was none. Raises :class:`Conflict` where
    somebody else wrote meanwhile, and :class:`TripPlannerError` for a text without words.
    """
    if not body and not title:
        raise TripPlannerError(
            msg("A standard text without words says nothing."),
            msg("Nothing was changed."),
            msg("Write the text, or take ours again."),
        )
    id = session.scalar(sa.select(StandardText.id).where(StandardText.key == key))
    if id is None:
        session.add(StandardText(key=key, title=title, body=body))
        session.flush()
        return
    edit(session, StandardText, id, version, WHAT, title=title, body=body)


def add_advice(session: Session, title: Text, body: Text) -> str:
    """One more piece of advice for booklets; its key."""
    taken, number = standard_texts(session), 1
    while (key := _ADVICE.format(number=number)) in taken:
        number += 1
    set_standard_text(session, key, title, body)
    return key


def remove_standard_text(session: Session, key: str) -> None:
    """No words of the office any more: letters and messages say ours again, booklets nothing."""
    found = session.scalars(sa.select(StandardText).where(StandardText.key == key)).one_or_none()
    if found is not None:
        session.delete(found)
        session.flush()
