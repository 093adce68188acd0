"""How values of records are written: months, hours, truth values, numbers; what is unknown is said so. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tripplanner.dates import clock, date_span, duration, listed, metres, month_list, number, short_date, weekday_list
from tripplanner.i18n import Message, msg
from tripplanner.planning.kinds import Shown
from tripplanner.text import Text
from tripplanner.worldnames import country_name, language_name

#: Fields whose absence is a fact that somebody still has to find out, and is therefore written.
RULES = (
    "open_months", "open_weekdays", "open_hours", "group_cap", "permit_needed", "walk_min", "ascent_m",
    "step_free", "outdoor", "max_vehicle_seats", "lead_days",
)  # fmt: skip
UNVERIFIED = msg("not verified")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values in the window's language; ``first`` and ``second`` are the languages of content."""

    language: str
    say: Callable[[Message], str]
    first: str = "fr"
    second: str = "zh"

    def words(self, text: Text) -> str:
        """A text in the first language that has it."""
        return text.best(self.first, self.second)

    def is_empty(self, line: Shown) -> bool:
        """Whether a line says nothing; rules always say something."""
        if line.key in RULES:
            return False
        return not line.value and not (isinstance(line.value, int | float) and not isinstance(line.value, bool))

    def value(self, line: Shown) -> str:
        """A value that is neither a text nor several: one line of words."""
        if line.value is None:
            return self.say(UNVERIFIED) if line.key in RULES else ""
        special = _SPECIAL.get(line.key)
        if special is not None:
            return special(self, line.value)
        if line.words is not None:
            found = line.words.get(str(line.value))
            return self.say(found) if found else str(line.value)
        return self.plain(line.value)

    def plain(self, value: Any) -> str:
        """A value by its type."""
        if isinstance(value, Text):
            return self.words(value)
        if isinstance(value, bool):
            return self.say(msg("yes") if value else msg("no"))
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return short_date(value, self.language)
        if isinstance(value, float):
            return number(value, self.language, 5)
        if isinstance(value, Mapping):
            return " · ".join(f"{key}{self.colon()}{self.plain(one)}" for key, one in value.items())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return listed((self.plain(one) for one in value), self.language)
        return str(value)

    def moment(self, value: datetime) -> str:
        """A civil time as it is; an instant in the zone of the computer."""
        here = value.astimezone() if value.tzinfo is not None else value
        return f"{short_date(here.date(), self.language)} {clock(here)}"

    def colon(self) -> str:
        """What stands between a name and what it says."""
        return "：" if self.language == "zh" else "\u00a0: " if self.language == "fr" else ": "

    def span(self, first: date | None, last: date | None) -> str:
        """Two dates that belong together."""
        if first is None or last is None:
            return " – ".join(short_date(day, self.language) for day in (first, last) if day is not None)
        return date_span(first, last, self.language)


def _countries(writer: Writer, value: Any) -> str:
    return listed((country_name(code, writer.language) for code in value), writer.language)


def _tongues(writer: Writer, value: Any) -> str:
    return listed((language_name(code, writer.language) for code in value or ()), writer.language)


def _by_language(writer: Writer, value: Any) -> str:
    """``Chinese: 成熟林``, language by language."""
    return " · ".join(
        f"{language_name(code, writer.language)}{writer.colon()}{writer.plain(words)}" for code, words in value.items()
    )


def _hours(writer: Writer, value: Any) -> str:
    return listed((f"{first}–{last}" for first, last in value), writer.language)


_SPECIAL: Mapping[str, Callable[[Writer, Any], str]] = {
    "open_months": lambda writer, value: month_list(value, writer.language),
    "open_weekdays": lambda writer, value: weekday_list(value, writer.language),
    "open_hours": _hours,
    "forbidden": _by_language,
    "countries": _countries,
    "languages": _tongues,
    "spoken": _tongues,
    "working_languages": _tongues,
    "country": lambda writer, value: country_name(value, writer.language) if value else "",
    "nationality": lambda writer, value: country_name(value, writer.language) if value else "",
    "walk_min": lambda writer, value: duration(value, writer.language),
    "drive_min": lambda writer, value: duration(value, writer.language),
    "typical_visit_min": lambda writer, value: duration(value, writer.language),
    "altitude_m": lambda writer, value: metres(value, writer.language),
    "ascent_m": lambda writer, value: metres(value, writer.language),
    "latitude": lambda writer, value: number(value, writer.language, 5) + "°",
    "longitude": lambda writer, value: number(value, writer.language, 5) + "°",
}
