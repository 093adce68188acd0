"""What a person types into a field, as the value the model keeps. No Qt.

Every reader takes the words of an editor and gives the value, ``None`` where the words are empty (unknown), or
raises :class:`Unreadable` with a sentence that names what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import pairwise
from typing import Any

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

_MOST = 100_000
#: The degrees that a coordinate may have, by field.
_DEGREES = {"latitude": 90.0, "longitude": 180.0}
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"))
_SPAN = re.compile(r"(\d{1,2})[:hH：](\d{2})?\s*(?:[-–—~]|à|to|至)\s*(\d{1,2})[:hH：](\d{2})?")


class Unreadable(TripPlannerError):
    """What was typed is not a value of this field; nothing was changed."""

    def __init__(self, what: Message, todo: Message | None) -> None:
        super().__init__(what, msg("Nothing was changed."), todo)


def whole(text: str, key: str = "") -> int | None:
    """A count, minutes, metres: not negative."""
    del key
    plain = text.translate(_SPACES)
    if not plain:
        return None
    if not re.fullmatch(r"[0-9]+", plain) or int(plain) > _MOST:
        raise _not_a_number(text)
    return int(plain)


def real(text: str, key: str = "") -> float | None:
    """A number with decimals, written with a comma or a point; a coordinate in its range."""
    plain = text.translate(_SPACES).replace(",", ".").rstrip("°")
    if not plain:
        return None
    if not re.fullmatch(r"[+-]?[0-9]*\.?[0-9]+", plain) or abs(float(plain)) > _DEGREES.get(key, _MOST):
        raise _not_a_number(text)
    return float(plain)


_A_DAY = msg("13/06/2027")


def day(text: str, key: str = "") -> date | None:
    """A date, the year first or last: ``2027-06-13``, ``13/06/2027``, ``13.6.2027``, ``2027年6月13日``."""
    del key
    if not text.strip():
        return None
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 3:
        first, month, last = numbers
        year, of_month = (first, last) if first > 31 else (last, first)
        try:
            return date(year, month, of_month)
        except ValueError:
            pass
    raise Unreadable(
        msg("“{value}” is not a date.", value=text),
        msg("Write it as {example}, or leave the field empty if it is unknown.", example=_A_DAY),
    )


_MOMENT = re.compile(r"(\d{1,2})\s*(?:[:hH：点]\s*(\d{2})?分?)?")


def moment(text: str, key: str = "") -> time | None:
    """A time of day: ``9:30``, ``9h30``, ``9h``, ``9点30``."""
    del key
    if not text.strip():
        return None
    found = _MOMENT.fullmatch(text.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise Unreadable(
            msg("“{value}” is not a time of day.", value=text),
            msg("Write it as {example}, or leave the field empty if it is unknown.", example="09:30"),
        )
    return time(hour, minute)


def hours(text: str, key: str = "") -> list[list[str]] | None:
    """Opening hours: ``09:00–12:00, 14h–18h30``."""
    del key
    if not text.strip():
        return None
    spans = [_clock(match) for match in _SPAN.finditer(text)]
    rest = _SPAN.sub("", text).strip(" ,;，、；\u00a0\u202f")
    if not spans or rest or any(not first < last for first, last in spans) or not _apart(spans):
        raise Unreadable(
            msg("“{value}” are not opening hours.", value=text),
            msg("Write them as {example}, or leave the field empty if they are unknown.", example="09:00–12:00"),
        )
    return [list(span) for span in spans]


def countries(text: str, key: str = "") -> list[str]:
    """Codes of countries, from codes or names: ``FR, CH``, ``Chine, 法国``."""
    del key
    from tripplanner.exchange.intake.kinds.world import COUNTRY

    found: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;，、；\n]", text))):
        codes = part.split()
        if all(re.fullmatch("[A-Za-z]{2}", code) for code in codes):
            found += [code.upper() for code in codes]
        else:
            found.append(_read(COUNTRY, part))
    return list(dict.fromkeys(found))


def country(text: str, key: str = "") -> str:
    """The code of one country, by its code or its name, or nothing."""
    del key
    found = countries(text)
    if len(found) > 1:
        what = msg("“{value}” is not a country.", value=text)
        raise Unreadable(what, msg("Write its name, or its code of two letters."))
    return next(iter(found), "")


def tongues(text: str, key: str = "") -> list[str]:
    """Codes of languages, from codes or names: ``fr, en``, ``chinois, 英文``."""
    del key
    from tripplanner.exchange.intake.kinds.world import LANGUAGES

    codes = re.sub(r"[,;，、；]", " ", text.lower()).split()
    if all(re.fullmatch(r"[a-z]{2,3}(?:-[a-z]+)?", code) for code in codes):
        return list(dict.fromkeys(codes))
    return _read(LANGUAGES, text)


def _read(kind: Any, text: str) -> Any:
    """What a field of an import takes is taken here as well."""
    from tripplanner.exchange.intake.kinds.kind import Reading, Refused

    try:
        return kind.take(text, Reading())
    except Refused as refused:
        raise Unreadable(refused.what, refused.todo) from refused


def truth(text: str, key: str = "") -> bool | None:
    """What an editor of yes, no and unknown holds."""
    del key
    return {"yes": True, "no": False}.get(text)


def _clock(match: re.Match[str]) -> tuple[str, str]:
    numbers = [int(part or 0) for part in match.groups()]
    if numbers[0] > 23 or numbers[2] > 24 or numbers[1] > 59 or numbers[3] > 59 or (numbers[2] == 24 and numbers[3]):
        return ("", "")
    return f"{numbers[0]:02}:{numbers[1]:02}", f"{numbers[2]:02}:{numbers[3]:02}"


def _apart(spans: list[tuple[str, str]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


def _not_a_number(text: str) -> Unreadable:
    return Unreadable(
        msg("“{value}” is not a number this field can hold.", value=text),
        msg("Write digits, or leave the field empty if it is unknown."),
    )


Reader = Callable[..., object]
READERS: Mapping[str, Reader] = {
    "whole": whole,
    "real": real,
    "day": day,
    "hours": hours,
    "countries": countries,
    "country": country,
    "tongues": tongues,
    "truth": truth,
}
