"""What the chips under quick add say of a line. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tripplanner.dates import duration, short_date
from tripplanner.i18n import Message, msg
from tripplanner.planning.quickadd import Chip, Draft
from tripplanner.planning.words import ITEM_TYPE
from tripplanner.ui.language import Language, verbatim


@dataclass(frozen=True, slots=True)
class Told:
    """A chip: its words, tone and icon; ``index`` in the draft, -1 for what follows without being said.

    ``others`` are the words of the other readings.
    """

    words: str
    tone: str
    icon: str
    index: int = -1
    others: tuple[str, ...] = ()


_ICONS = {"day": "calendar-days", "time": "clock", "length": "clock", "where": "map-pin", "person": "users",
          "theme": "tag", "type": "tag", "way": "route", "after": "clock", "before": "clock",
          "travel": "bus"}  # fmt: skip


def told(draft: Draft, language: Language) -> tuple[Told, ...]:
    """The chips of a draft, in the order of the line; day and times that follow from the rest at the end."""
    if not draft.text.strip():
        return ()
    found = [_chip(chip, index, draft, language) for index, chip in enumerate(draft.chips)]
    if draft.title:
        found.append(Told(language.say(msg("“{title}”", title=draft.title)), "transfer", "pencil"))
    if draft.first("day") is None and draft.day is not None:
        found.append(Told(_day(draft.day, language), "transfer", "calendar-days"))
    if draft.start is None:
        found.append(
            Told(language.say(msg("to be placed · {length}", length=_length(draft, language))), "warn", "clock")
        )
    elif draft.first("time") is None:
        found.append(Told(_times(draft), "transfer", "clock"))
    return tuple(found)


def spoken(chips: tuple[Told, ...], language: Language) -> str:
    """The same for a screen reader, other readings included."""
    parts: list[str] = []
    for chip in chips:
        parts.append(chip.words)
        parts += [language.say(msg("or {reading}", reading=other)) for other in chip.others]
    return ", ".join(parts)


def _chip(chip: Chip, index: int, draft: Draft, language: Language) -> Told:
    words = _words(chip, draft, language)
    others = tuple(_words(other, draft, language, alone=True) for other in chip.others)
    if others:
        return Told(words, "warn", "circle-question-mark", index, others)
    if not chip.known:
        return Told(language.say(msg("{name}: unknown", name=words)), "warn", "circle-alert", index)
    return Told(words, "ok", _ICONS[chip.kind], index)


def _words(chip: Chip, draft: Draft, language: Language, *, alone: bool = False) -> str:
    return language.say(_message(chip, draft, language, alone=alone))


def _message(chip: Chip, draft: Draft, language: Language, *, alone: bool) -> Message:
    kind, value = chip.kind, chip.value
    if kind == "day":
        return verbatim(_day(value, language))
    if kind == "time":
        return verbatim(_clock(value[0]) if alone or draft.start is None else _times(draft))
    if kind == "length":
        return verbatim(duration(value, language.code))
    if kind == "type":
        return ITEM_TYPE[value]
    if kind == "way":
        return verbatim(f"{value[0].label} → {value[1].label}")
    named = {"person": msg("with {name}"), "after": msg("after {name}"), "before": msg("before {name}")}
    if kind in named:
        return Message(named[kind].id, {"name": value.label})
    if kind == "travel":
        return msg("travel inserted before")
    return verbatim(f"#{value.label}" if kind == "theme" else value.label)


def _day(day: date, language: Language) -> str:
    return short_date(day, language.code)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _times(draft: Draft) -> str:
    return f"{draft.start:%H:%M}–{draft.end:%H:%M}"


def _length(draft: Draft, language: Language) -> str:
    return duration(draft.minutes, language.code)
