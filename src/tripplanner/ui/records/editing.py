"""Writing one field of one record through the workspace: one step, named, typographically clean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.edits import edit
from tripplanner.planning.items import edit_item_fields
from tripplanner.planning.kinds import Detail, Shown, kind
from tripplanner.text import Text
from tripplanner.typography import polished
from tripplanner.ui.context import Context


@dataclass(frozen=True, slots=True)
class Target:
    """A field: of which record, which one, and in which language (empty for a field without languages)."""

    detail: Detail
    line: Shown
    language: str = ""

    @property
    def name(self) -> str:
        """What the field is called among the editors of a form."""
        return f"{self.line.key}/{self.language}"


def editable(detail: Detail, line: Shown) -> bool:
    """Whether a line is a plain column that a person may write."""
    columns: Any = kind(detail.kind).model.__mapper__.column_attrs
    simple = line.value is None or isinstance(line.value, str | int | float | Text)
    number_of_unknown = line.value is None and line.key in columns and _type_of(detail, line) not in (int, float, bool)
    return line.key in columns and line.key not in _KEPT and simple and not number_of_unknown


_KEPT = ("code", "updated_at", "rank", "start_zone", "end_zone", "colour", "country")


def _type_of(detail: Detail, line: Shown) -> type:
    """The Python type of the column behind a line."""
    column = kind(detail.kind).model.__mapper__.column_attrs[line.key].columns[0]
    try:
        return column.type.python_type
    except NotImplementedError:
        return object


def write(context: Context, target: Target, value: object, scope: str | None, done: Callable[[], None]) -> None:
    """Commit what was typed; a refusal is said and the words stay in the editor."""
    detail, line = target.detail, target.line
    try:
        new = _value(target, value)
    except ValueError:
        error = TripPlannerError(
            msg("“{value}” is not a number.", value=str(value)),
            msg("Nothing was changed."),
            msg("Write digits, or leave the field empty if it is unknown."),
        )
        context.shell.trouble(error)
        return
    label = msg("edit “{field}”", field=line.title)
    key = f"{detail.uuid}.{target.name}"
    try:
        context.workspace.do(label, set_field, detail, line.key, new, scope=scope, merge_key=key)
    except TripPlannerError as error:
        context.shell.trouble(error)
    done()


def set_field(session: Session, detail: Detail, name: str, value: object) -> None:
    """Set one field; a text keeps the words other people have given its other languages meanwhile."""
    found = kind(detail.kind)
    if isinstance(value, _Words):
        record = session.get(found.model, detail.id)
        value = value.into(getattr(record, name)) if record is not None else value.into(Text())
    if detail.kind == "items":
        edit_item_fields(session, detail.id, None, **{name: value})
    else:
        edit(session, found.model, detail.id, None, found.what, **{name: value})


@dataclass(frozen=True, slots=True)
class _Words:
    """Words for one language of a text, put into the text as it is when they are written."""

    language: str
    words: str

    def into(self, text: Text) -> Text:
        return text if text.get(self.language) == self.words else text.with_words(self.language, self.words)


def _value(target: Target, value: object) -> object:
    if target.language:
        return _Words(target.language, polished(str(value).strip(), target.language))
    wanted = _type_of(target.detail, target.line)
    if wanted in (int, float) and isinstance(value, str):
        text = value.strip().replace(",", ".").replace("\u202f", "").replace("\u00a0", "")
        return wanted(text) if text else None
    return value.strip() if isinstance(value, str) else value
