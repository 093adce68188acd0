"""The editors of a protected value, by the sort of its parts, and what is typed turned into a value again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tripplanner.dates import typed_date
from tripplanner.i18n import Message
from tripplanner.planning.privacy.contents import DIETS, PARTS, Content, Part, refused
from tripplanner.ui.forms import write
from tripplanner.ui.records.editable import LongEditor
from tripplanner.ui.records.parsing import Unreadable, country, day, whole
from tripplanner.ui.widgets.ticks import Ticks

Say = Callable[[Message], str]


def make_editor(part: Part, content: Content, say: Say, language: str) -> QWidget:
    """An editor that shows a part of a value."""
    shown = typed(part, getattr(content, part.name), language)
    made: QWidget
    if part.sort == "diets":
        made = Ticks([(code, say(words)) for code, words in DIETS.items()])
    elif part.sort == "truth":
        made = QCheckBox(say(part.title))
    elif part.sort == "words":
        made = LongEditor("")
    else:
        made = QLineEdit()
    write(made, shown)
    made.setAccessibleName(say(part.title))
    return made


def typed(part: Part, value: Any, language: str) -> object:
    """A value as a person would type it."""
    if part.sort == "date" and isinstance(value, date):
        return typed_date(value, language)
    if part.sort == "diets":
        return list(value)
    if part.sort == "truth":
        return value
    return "" if value is None else str(value)


def with_part(kind: str, content: Content, name: str, value: object) -> Content:
    """The content with what was typed into one part.

    :raises TripPlannerError: it cannot be read; the sentence names the field and never repeats what was typed.
    """
    part = next(one for one in PARTS[kind] if one.name == name)
    try:
        return replace(content, **{name: _read(part, value)})  # type: ignore[type-var]
    except Unreadable:
        raise refused(part) from None


def _read(part: Part, value: object) -> Any:
    if part.sort == "diets":
        return tuple(value)  # type: ignore[arg-type]
    if part.sort == "truth":
        return bool(value)
    words = str(value).strip()
    if part.sort == "date":
        return day(words)
    if part.sort in ("minutes", "metres"):
        return whole(words)
    return country(words) if part.sort == "country" else str(value)
