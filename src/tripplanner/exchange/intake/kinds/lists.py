"""Lists in one cell: codes of groups, names of themes, months, weekdays, opening hours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tripplanner.dates import month_list, month_name, weekday_list
from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg

_BETWEEN = re.compile(r"\s*[,;/、，；+\n]\s*")
_RANGE = re.compile(r"\s*(?:[-–—~～]|\bau?\b|\bà\b|\bto\b|至|到)\s*")
_SPAN = re.compile(r"(\d{1,2})\s*[:hH时]\s*(\d{2})?\s*(?:[-–—~～]|à|to|至|到)\s*(\d{1,2})\s*[:hH时]\s*(\d{2})?")
_ALL_YEAR = frozenset(map(normalised, ("toute l’année", "all year", "全年", "year-round", "1-12")))
_DAYS = {
    1: "lundi lun monday mon 周一 星期一 礼拜一 1 lu", 2: "mardi mar tuesday tue tues 周二 星期二 礼拜二 2 ma",
    3: "mercredi mer wednesday wed 周三 星期三 礼拜三 3 me", 4: "jeudi jeu thursday thu thur 周四 星期四 礼拜四 4 je",
    5: "vendredi ven friday fri 周五 星期五 礼拜五 5 ve", 6: "samedi sam saturday sat 周六 星期六 礼拜六 6 sa",
    7: "dimanche dim sunday sun 周日 星期日 星期天 周天 7 di",
}  # fmt: skip
_SHORT_MONTHS = {
    1: "janv jan", 2: "févr fév feb", 3: "mar", 4: "avr apr", 5: "may", 6: "jun", 7: "juil jul", 8: "aug",
    9: "sept sep", 10: "oct", 11: "nov", 12: "déc dec",
}  # fmt: skip


class WordsKind(Kind):
    """Words with commas between them, in their order."""

    def read(self, cell: Cell, reading: Reading) -> tuple[str, ...]:
        words = plain(cell)
        parts = (part.strip() for part in (words.split(";") if ";" in words else _BETWEEN.split(words)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def same(self, one: Any, other: Any) -> bool:
        return [normalised(word) or word for word in one or ()] == [normalised(word) or word for word in other or ()]

    def cell(self, value: Any, language: str) -> Cell:
        if not value:
            return None
        apart = any(len(_BETWEEN.split(word)) > 1 for word in value)  # a name with a comma in it
        return "; ".join(value) + (";" if len(value) == 1 else "") if apart else ", ".join(value)


class GroupsKind(WordsKind):
    """Codes of groups: their order says nothing."""

    def read(self, cell: Cell, reading: Reading) -> tuple[str, ...]:
        return tuple(sorted(super().read(cell, reading)))


class _NumbersKind(Kind):
    """Numbers that have names and runs: ``avril–octobre``, ``4-10``, ``lun.–ven.``"""

    most = 0

    def numbers(self) -> dict[str, int]:
        raise NotImplementedError

    def refused(self, cell: Cell) -> Refused:
        raise NotImplementedError

    def read(self, cell: Cell, reading: Reading) -> list[int]:
        if isinstance(cell, bool):  # “open: true” is no month
            raise self.refused(cell)
        text = unicodedata.normalize("NFKC", plain(cell))
        found: set[int] = set()
        for part in re.split(r"[,;/、，；\n]| et | and |和", text):
            if part.strip():
                found.update(self._run(part, cell))
        if not found:
            raise self.refused(cell)
        return sorted(found)

    def _run(self, part: str, cell: Cell) -> Sequence[int]:
        ends = [self.numbers().get(normalised(end)) for end in _RANGE.split(part.strip()) if end.strip()]
        if len(ends) not in (1, 2) or None in ends:
            raise self.refused(cell)
        first, last = ends[0], ends[-1]
        assert first is not None
        assert last is not None
        span = (last - first) % self.most
        return [(first - 1 + n) % self.most + 1 for n in range(span + 1)]

    def same(self, one: Any, other: Any) -> bool:
        return (None if one is None else list(one)) == (None if other is None else list(other))


class MonthsKind(_NumbersKind):
    """Months of the year, 1–12."""

    most = 12

    def read(self, cell: Cell, reading: Reading) -> list[int]:
        return list(range(1, 13)) if normalised(plain(cell)) in _ALL_YEAR else super().read(cell, reading)

    def numbers(self) -> dict[str, int]:
        if not _months:
            for number in range(1, 13):
                names = [month_name(number, one) for one in ("fr", "en", "zh")] + _SHORT_MONTHS[number].split()
                _months.update({normalised(name): number for name in (*names, str(number))})
        return _months

    def refused(self, cell: Cell) -> Refused:
        return Refused(msg("“{value}” are not months.", value=said(cell)), msg("Write them like 4–10."))

    def cell(self, value: Any, language: str) -> Cell:
        return month_list(value, language) if value else None


class WeekdaysKind(_NumbersKind):
    """Days of the week, 1 = Monday."""

    most = 7

    def numbers(self) -> dict[str, int]:
        return _weekdays

    def refused(self, cell: Cell) -> Refused:
        return Refused(msg("“{value}” are not days of the week.", value=said(cell)), msg("Write them like 1–5."))

    def cell(self, value: Any, language: str) -> Cell:
        return weekday_list(value, language) if value else None


class HoursKind(Kind):
    """Opening hours, as pairs of times."""

    def read(self, cell: Cell, reading: Reading) -> list[list[str]]:
        text = unicodedata.normalize("NFKC", plain(cell))
        spans = [_clock(match) for match in _SPAN.finditer(text)]
        rest = _SPAN.sub("", text).strip(" ,;，、；")
        if (
            not spans
            or rest
            or any(not a < b for a, b in spans)
            or any(a[1] > b[0] for a, b in pairwise(sorted(spans)))
        ):
            raise Refused(
                msg("“{value}” are not opening hours.", value=said(cell)), msg("Write them like 09:00–12:00.")
            )
        return [list(span) for span in spans]

    def cell(self, value: Any, language: str) -> Cell:
        return ", ".join(f"{first}–{last}" for first, last in value) if value else None


def _clock(match: re.Match[str]) -> tuple[str, str]:
    first, first_min, last, last_min = (int(part or 0) for part in match.groups())
    if max(first, last) > 24 or max(first_min, last_min) > 59:
        return ("", "")
    return f"{first:02}:{first_min:02}", f"{last:02}:{last_min:02}"


_months: dict[str, int] = {}
_weekdays = {normalised(word): number for number, words in _DAYS.items() for word in words.split()}
WORDLIST, GROUPS, MONTHS, WEEKDAYS, HOURS = WordsKind(), GroupsKind(), MonthsKind(), WeekdaysKind(), HoursKind()
