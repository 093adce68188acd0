"""Kinds of answers: steps of a scale, one or several of the choices, words, moments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tripplanner.dates import long_date
from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.choices import YES_NO
from tripplanner.exchange.intake.kinds.dates import DateKind
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg
from tripplanner.planning.learning.feedback.questions import SCALE, Choice

_STEP = re.compile(r"\s*([-+\u2212\u2013]?\d+(?:[.,]\d+)?)\s*(?:[-–—=:.)、：]|/\s*5\b|$)")
_SIGNED = re.compile(r"\s*[-+\u2212\u2013]\s*\d")  # what makes headings even takes signs away
_UNTICKED = ("0", "false", "no", "non", "否", "")


class AnswerKind(Kind):
    """Words as they were said, whole, in whatever language; *n/a*, *néant* or 无 say that there are none."""


class ScaleKind(Kind):
    """A step of 1 to 5, written as its number, its words in any language, or both."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._known = _forms(choices)

    def read(self, cell: Cell, reading: Reading) -> int:
        text = plain(cell)
        found = self._known.get(normalised(text))
        if found is not None and not isinstance(cell, bool) and not _SIGNED.match(text):
            return int(found)
        number = _STEP.match(text)
        if number is None:
            words = tuple(f"{step}" for step in SCALE)
            raise Refused(msg("“{value}” is no step of the scale.", value=said(cell)),
                          msg("Write one of: {words}.", words=words))  # fmt: skip
        value = float(re.sub("[\u2212\u2013]", "-", number[1]).replace(",", "."))
        if value not in SCALE:
            low, high = str(SCALE[0]), str(SCALE[-1])
            raise Refused(msg("“{value}” is outside the scale from {low} to {high}.", value=said(cell), low=low,
                              high=high), msg("Correct the number, or ignore the cell."))  # fmt: skip
        return int(value)

    def show(self, value: Any, language: str) -> str:
        found = next((one for one in self._choices if one.value == str(value)), None)
        return found.label.get(language, str(value)) if found is not None else str(value or "")


class OneKind(Kind):
    """One of the choices, by its value or its words in any language."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._known = _forms(choices)

    def read(self, cell: Cell, reading: Reading) -> str:
        text = _DECIMAL.sub(r"\1", plain(cell))
        found = self._known.get(normalised(text) or text)
        if found is None and {one.value for one in self._choices} == {"yes", "no"}:
            answer = YES_NO.read(cell, reading)
            found = None if answer is None else "yes" if answer else "no"
        if found is None:
            raise Refused(msg("“{value}” is none of the answers offered.", value=said(cell)),
                          msg("Write one of: {words}.", words=tuple(_shown(one) for one in self._choices)))  # fmt: skip
        return found

    def show(self, value: Any, language: str) -> str:
        found = next((one for one in self._choices if one.value == value), None)
        return found.label.get(language, str(value)) if found is not None else str(value or "")


_DECIMAL = re.compile(r"^([01])[.,]0$")  # a tick as a program writes it that counts with it


class SeveralKind(Kind):
    """Any of the choices: all in one column, or a column of its own for each, ticked or not."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        self._name, self._choices = name, choices
        self._known = _forms(choices)
        self._order = [one.value for one in choices]

    def read(self, cell: Cell, reading: Reading) -> tuple[str, ...] | bool:
        text = _DECIMAL.sub(r"\1", plain(cell))
        values = text.split()
        if values and all(value in self._order for value in values):
            return self._sorted(values)
        if isinstance(cell, bool) or text.casefold() in (*_UNTICKED, "1", "x", "true", "yes", "oui", "是", "✓", "√"):
            return text.casefold() not in _UNTICKED
        return self._sorted(self._by_words(text, cell))

    def _by_words(self, text: str, cell: Cell) -> list[str]:
        """Labels one after the other, as tools write them: each is taken away from what is left."""
        left, found = normalised(text), list[str]()
        for words in sorted(self._known, key=len, reverse=True):
            if words and words in left:
                found.append(self._known[words])
                left = left.replace(words, "", 1)
        if left or not found:
            raise Refused(msg("“{value}” is none of the answers offered.", value=said(cell)))
        return found

    def _sorted(self, values: Sequence[str]) -> tuple[str, ...]:
        return tuple(value for value in self._order if value in values)

    def labelled(self, value: Any, heading: str, wanted: Any) -> Any:
        """What a column of its own says of its choice, which ends its heading."""
        if not isinstance(value, bool):
            return value
        own = choice_of(heading, self._choices)
        return (own,) if value and own else ()

    def joined(self, values: Sequence[Any]) -> Any:
        return self._sorted([one for value in values for one in value]) or ""

    def same(self, one: Any, other: Any) -> bool:
        return tuple(one or ()) == tuple(other or ())

    def show(self, value: Any, language: str) -> str:
        return ", ".join(one.label.get(language, one.value) for one in self._choices if one.value in (value or ()))


class DayKind(DateKind):
    """The day of a moment such as ``2027-06-20T10:11:12.345+02:00``, where it was written; or a day alone."""

    def read(self, cell: Cell, reading: Reading) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, str) and (match := _INSTANT.match(cell.strip())):
            try:
                return date.fromisoformat(match[1])
            except ValueError:
                raise Refused(msg("“{value}” is no day.", value=said(cell))) from None
        return super().read(cell, reading)


_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")


class IdentityKind(Kind):
    """An identity as tools give it, with or without ``uuid:`` before it."""

    def read(self, cell: Cell, reading: Reading) -> str:
        return plain(cell).removeprefix("uuid:")[:80]


class PersonKind(Kind):
    """A person of the trip by UUID, shown by name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def show(self, value: Any, language: str) -> str:
        return self._names.get(str(value or ""), "")


class DueKind(DateKind):
    """A day, kept as it is written in files."""

    def show(self, value: Any, language: str) -> str:
        return long_date(value, language) if isinstance(value, date) else str(value or "")


def choice_of(heading: str, choices: Sequence[Choice]) -> str:
    """The choice whose value or words a heading ends with; empty for none."""
    tail, whole = re.split(r"[/:.\-☐]", heading)[-1].strip(), normalised(heading)
    if any(one.value == tail for one in choices):
        return tail
    fits = [(len(words), value) for words, value in _forms(choices).items() if words and whole.endswith(words)]
    return max(fits)[1] if fits else ""


def _forms(choices: Sequence[Choice]) -> dict[str, str]:
    """The value of each choice by its words in any language, with and without the number before them."""
    found: dict[str, str] = {}
    for one in choices:
        for words in (one.value, *one.label.values()):
            found.setdefault(normalised(words) or words, one.value)
            bare = re.sub(r"^\d+\s*[–-]\s*", "", words)
            found.setdefault(normalised(bare) or bare, one.value)
    return found


def _shown(one: Choice) -> str:
    return next(iter(one.label.values()))
