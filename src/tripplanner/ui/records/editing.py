"""Writing one field of one record through the workspace: one step, named, typographically clean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Float, Integer, String
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.types import CivilDate, JsonColumn, TextColumn, TextsColumn
from tripplanner.planning.edits import edit
from tripplanner.planning.finding import get
from tripplanner.planning.items import edit_item_fields
from tripplanner.planning.kinds import Detail, Shown, kind
from tripplanner.text import Text, Texts
from tripplanner.typography import polished
from tripplanner.ui.context import Context
from tripplanner.ui.records.parsing import READERS

#: Kept by the program, or changed elsewhere: a code is an identity, a rank is an order.
_KEPT = ("code", "updated_at", "rank", "start_zone", "end_zone", "colour")
#: Only a person's own fields are changed from the card of a delegate or a contact: an organisation has its own card.
_OWNERS = ("person",)
#: Columns that hold the code of a country.
_COUNTRIES = ("country", "nationality")
_JSON = {
    "open_months": "months",
    "open_weekdays": "weekdays",
    "open_hours": "hours",
    "countries": "countries",
    "languages": "tongues",
    "working_languages": "tongues",
}
_SORTS: tuple[tuple[type, str], ...] = (
    (TextColumn, "text"),
    (TextsColumn, "texts"),
    (CivilDate, "day"),
    (Boolean, "truth"),
    (Integer, "whole"),
    (Float, "real"),
    (String, "words"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A field: of which record, which one, in which language (empty: none), and which of several texts."""

    detail: Detail
    line: Shown
    language: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """What the field is called among the editors of a form."""
        return f"{self.line.key}/{self.language}" + (f"/{self.number}" if self.number else "")


def sort_of(detail: Detail, line: Shown) -> str:
    """How a line is edited: ``text``, ``whole``, ``months`` …; empty where it is not edited here."""
    owner, _, name = (line.path or line.key).rpartition(".")
    if line.key in _KEPT or owner not in ("", *_OWNERS):
        return ""
    column = _columns(detail, owner).get(name)
    if column is None:
        return ""
    of_column = column.columns[0].type
    if isinstance(of_column, JsonColumn):
        return _JSON.get(name, "")
    found = next((sort for made, sort in _SORTS if isinstance(of_column, made)), "")
    if found == "words":
        return "choice" if line.words is not None else "country" if name in _COUNTRIES else "words"
    return found


def editable(detail: Detail, line: Shown) -> bool:
    """Whether a line is a plain column that a person may write."""
    return bool(sort_of(detail, line))


def may_lack(target: Target) -> bool:
    """Whether the field of ``target`` may hold nothing at all: unknown, or not decided."""
    owner, _, name = (target.line.path or target.line.key).rpartition(".")
    column = _columns(target.detail, owner).get(name)
    return column is not None and bool(column.columns[0].nullable)


def _columns(detail: Detail, owner: str) -> Any:
    mapper: Any = kind(detail.kind).model.__mapper__
    return mapper.relationships[owner].mapper.column_attrs if owner else mapper.column_attrs


def write(context: Context, target: Target, value: object, scope: str | None, done: Callable[[], None]) -> None:
    """Commit what was typed; a refusal is said and the words stay in the editor."""
    detail, line = target.detail, target.line
    label = msg("edit “{field}”", field=line.title)
    key = f"{detail.uuid}.{target.name}"
    try:
        new = _value(target, value, context.language.code)
        context.workspace.do(label, set_field, detail, line.path or line.key, new, scope=scope, merge_key=key)
    except TripPlannerError as error:
        context.shell.trouble(error)
    done()


def set_field(session: Session, detail: Detail, path: str, value: object) -> None:
    """Set one field; a text keeps the words other people have given its other languages meanwhile."""
    found = kind(detail.kind)
    owner, _, name = path.rpartition(".")
    record: Any = get(session, found.model, detail.id, found.what)
    record = getattr(record, owner) if owner else record
    if isinstance(value, _Words):
        value = value.into(getattr(record, name))
    if detail.kind == "items":
        edit_item_fields(session, detail.id, None, **{name: value})
    else:
        edit(session, type(record), record.id, None, found.what, **{name: value})


@dataclass(frozen=True, slots=True)
class _Words:
    """Words for one language of a text, put into the text as it is when they are written.

    ``number`` is the place of the text where a field holds several; a text without words leaves them. ``own``: it is
    the language of whoever writes: they say something else; in another language they correct a translation.
    """

    language: str
    words: str
    number: int | None = None
    own: bool = False

    def into(self, now: Any) -> Any:
        """The field with these words."""
        if self.number is None:
            return self._text(now)
        texts: list[Text] = [*now, Text()] if self.number >= len(now) else list(now)
        texts[self.number] = self._text(texts[self.number])
        kept: Texts = tuple(text for text in texts if any(text.words.values()))
        return kept

    def _text(self, text: Text) -> Text:
        if text.get(self.language) == self.words:
            return text
        write = text.rewritten if self.own else text.with_words
        return write(self.language, self.words)


def _value(target: Target, value: object, spoken: str) -> object:
    sort = sort_of(target.detail, target.line)
    if target.language:
        words = polished(str(value).strip(), target.language)
        number = target.number if sort == "texts" else None
        return _Words(target.language, words, number, target.language == spoken)
    if sort in READERS:
        return READERS[sort](str(value), target.line.key)
    words = value.strip() if isinstance(value, str) else value
    return None if words == "" and sort == "choice" and may_lack(target) else words
