"""The editor of a field, by its sort: words, a choice, months to tick, a number typed and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tripplanner.dates import month_name, short_weekday, typed_date
from tripplanner.i18n import Message, msg
from tripplanner.text import Text
from tripplanner.ui.records.editable import LongEditor
from tripplanner.ui.records.editing import Target, may_lack, sort_of
from tripplanner.ui.records.parsing import READERS, Unreadable
from tripplanner.ui.records.values import UNVERIFIED
from tripplanner.ui.widgets.ticks import Ticks
from tripplanner.worldnames import country_name, language_name

Say = Callable[[Message], str]
#: Words longer than this are typed in an editor of several lines.
LONG = 60
_MONDAY = date(2001, 1, 1)


def make_editor(target: Target, say: Say, language: str) -> QWidget:
    """An editor that shows the value of ``target``; ``language`` is that of the window."""
    line, value = target.line, target.line.value
    sort = sort_of(target.detail, line)
    if target.language:
        return LongEditor(words_of(target))
    if sort == "truth":
        unknown: Mapping[str, Message | str] = {"": UNVERIFIED} if may_lack(target) else {}
        words = {"yes": msg("yes"), "no": msg("no"), **unknown}
        return _choice(words, {True: "yes", False: "no"}.get(value, ""), say)  # type: ignore[call-overload]
    if sort == "choice":
        unset: Mapping[str, Message | str] = {"": "–"} if may_lack(target) else {}
        return _choice({**unset, **(line.words or {})}, str(value or ""), say)
    if sort in ("months", "weekdays"):
        return _ticks(sort, value, say, language)
    typed = _typed(sort, value, language)
    return LongEditor(typed) if sort == "words" and len(typed) > LONG else QLineEdit(typed)


def words_of(target: Target) -> str:
    """The words of a text field in the language of the target."""
    value = target.line.value
    if isinstance(value, tuple):
        value = value[target.number] if target.number < len(value) else Text()
    return value.get(target.language) if isinstance(value, Text) else ""


def _choice(words: Mapping[str, Message | str], value: str, say: Say) -> QComboBox:
    made = QComboBox()
    for key, word in words.items():
        made.addItem(word if isinstance(word, str) else say(word), key)
    if value not in words and value:
        made.addItem(value, value)
    made.setCurrentIndex(made.findData(value))
    return made


def _ticks(sort: str, value: object, say: Say, language: str) -> Ticks:
    if sort == "months":
        choices = [(month, month_name(month, language)) for month in range(1, 13)]
    else:
        days = (date.fromordinal(_MONDAY.toordinal() + number) for number in range(7))
        choices = [(number, short_weekday(day, language)) for number, day in enumerate(days, start=1)]
    made = Ticks(choices, say(UNVERIFIED))
    made.put(value)  # type: ignore[arg-type]
    return made


def _typed(sort: str, value: object, language: str) -> str:
    """A value as a person would type it again."""
    if value is None:
        return ""
    if sort == "real" and isinstance(value, float):
        plain = f"{value:.7f}".rstrip("0").rstrip(".")
        return plain.replace(".", ",") if language == "fr" else plain
    if sort == "day" and isinstance(value, date):
        return typed_date(value, language)
    if sort == "hours":
        return ", ".join(f"{first}–{last}" for first, last in value)  # type: ignore[attr-defined]
    if sort in _NAMED:
        codes = [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
        return ", ".join(_named(sort, code, language) for code in codes if code)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _named(sort: str, code: str, language: str) -> str:
    """A country or a language by its name, where that is read back as the same; else by its code."""
    name = _NAMED[sort](code, language)
    try:
        same = READERS[sort](name, "") in (code, [code])
    except Unreadable:
        same = False
    return name if same else code


_NAMED = {"country": country_name, "countries": country_name, "tongues": language_name}
