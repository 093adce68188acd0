"""What formats of points have in common: where a record is, what it is called, and all of its fields as words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tripplanner.exchange.intake.near import where
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.exchange.outgoing.records import Record, Values

SUBJECTS = ("sites", "places")
_PLACE = ("latitude", "longitude", "altitude_m")


def holds(values: Values) -> bool:
    """Whether a record has a position."""
    return where(values) is not None


def degrees(value: Any) -> str:
    """A coordinate with all of its digits, without an exponent."""
    return format(Decimal(repr(float(value))), "f")


def fields(record: Record) -> Iterator[tuple[str, str]]:
    """Every field but the position, as words, by its key; the identifier first."""
    yield "uuid", record.uuid
    yield from ((key, words) for key, words in record.words.items() if key not in _PLACE)


def called(record: Record, key: str, language: str) -> str:
    """A text in the language asked for, else in the first one it has."""
    wanted = (f"{key}.{one}" for one in dict.fromkeys((language, *LANGUAGES)))
    return next((record.words[one] for one in wanted if record.words.get(one)), "")
