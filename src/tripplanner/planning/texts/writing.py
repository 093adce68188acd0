"""What a person does about one translation: write it, call it done, say that a change had no effect on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict, NotFound
from tripplanner.i18n import msg
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.texts.fields import field_of
from tripplanner.planning.texts.reading import TextRow, read_again
from tripplanner.text import Text, source_hash
from tripplanner.typography import polished


@dataclass(frozen=True, slots=True)
class TextRef:
    """Which text: a record, a field of it, and the place where the field holds several.

    ``seen`` is the hash of the source words that the person had before them; empty: whatever they are now.
    """

    table: str
    uuid: str
    attribute: str
    number: int = 0
    seen: str = ""

    @classmethod
    def of(cls, row: TextRow) -> TextRef:
        """The text of a row, as it was read."""
        text = row.text
        return cls(row.field.table, row.uuid, row.field.attribute, row.number, source_hash(text.get(text.source)))


def write_translation(session: Session, ref: TextRef, language: str, words: str) -> Text:
    """Give a translation other words, as its language is written. It does not become fresh by that: a new one is a
    draft, one that is out of date stays so until it is :func:`finish_translation` that is called.
    """
    clean = polished(words.strip(), language)
    return _change(session, ref, lambda text: text if text.get(language) == clean else text.reworded(language, clean))


def finish_translation(session: Session, ref: TextRef, language: str, words: str) -> Text:
    """The words fit the present source, says a person: the translation is reviewed. Empty words remove it."""
    clean = polished(words.strip(), language)
    return _change(session, ref, lambda text: text.with_words(language, clean))


def rewrite(session: Session, ref: TextRef, language: str, words: str) -> Text:
    """Somebody who writes in the language says something else: it becomes the source, the others are out of date."""
    clean = polished(words.strip(), language)
    return _change(session, ref, lambda text: text if text.get(language) == clean else text.rewritten(language, clean))


def review_translation(session: Session, ref: TextRef, language: str) -> Text:
    """A person has read the translation: it fits the present source."""
    return _change(session, ref, lambda text: text.reviewed(language) if text.get(language) else text)


def no_effect(session: Session, ref: TextRef, language: str) -> Text:
    """What changed in the source has no effect on the translation; a draft stays one."""
    return _change(session, ref, lambda text: text.without_effect(language) if text.get(language) else text)


def mark_draft(session: Session, ref: TextRef, language: str) -> Text:
    """Somebody who speaks the language still has to read the translation."""
    return _change(session, ref, lambda text: text.as_draft(language) if text.get(language) else text)


def _change(session: Session, ref: TextRef, change: Callable[[Text], Text]) -> Text:
    """Put the changed text in its place; raises :class:`NotFound`, :class:`Conflict`, and Archived for such a trip."""
    record, column = _found(session, ref)
    held: Any = getattr(record, column)
    texts: list[Text] = list(held) if isinstance(held, tuple) else [held]  # pyright: ignore[reportUnknownArgumentType]
    if ref.number >= len(texts) or not texts[ref.number]:
        raise _gone()
    now = texts[ref.number]
    if ref.seen and source_hash(now.get(now.source)) != ref.seen:
        raise Conflict(
            msg("Somebody changed the source of this text in the meantime."),
            msg("The translation was not changed."),
            msg("Read the source again, then translate what is there now."),
        )
    texts[ref.number] = change(now)
    if texts[ref.number] != now:
        setattr(record, column, tuple(texts) if isinstance(held, tuple) else texts[0])
        session.flush()
    return texts[ref.number]


def _found(session: Session, ref: TextRef) -> tuple[Any, str]:
    field = field_of(ref.table, ref.attribute)
    if field is None:
        raise _gone()
    record = session.scalars(sa.select(field.model).where(field.model.uuid == ref.uuid)).one_or_none()
    rows = read_again(session, ref.table, [ref.uuid])
    if record is None or not rows:
        raise _gone()
    if rows[0].trip is not None:
        refuse_archived(session, rows[0].trip)
    return record, field.attribute


def _gone() -> NotFound:
    return NotFound(
        msg("This text is no longer there."),
        None,
        msg("Somebody may have deleted it: read the list again."),
    )
