"""The titles of items that the planner makes, in the languages of the trip."""

from __future__ import annotations

from collections.abc import Iterable

from tripplanner.i18n import Message, languages, printed, say
from tripplanner.text import EMPTY, Text

LUNCH, DINNER, DEBRIEF = printed("Lunch"), printed("Dinner"), printed("Debrief")


def text(title: object, wanted: Iterable[str] = ()) -> Text:
    """A title as a text: one that is one already, or a message in those of the languages that have a catalogue."""
    if isinstance(title, Text):
        return title
    if not isinstance(title, Message):
        return EMPTY
    return _made({language: say(title, language) for language in wanted if language in languages()} or {
        "en": say(title, "en")
    })  # fmt: skip


def coach_to(place: Text, wanted: Iterable[str]) -> Text:
    """*Coach to …*, in the languages in which the place has a name."""
    known = {language: place.get(language) for language in wanted if language in languages() and place.get(language)}
    known = known or {"en": place.best("en")}
    return _made({language: say(printed("Coach to {place}", place=name), language) for language, name in known.items()})


def _made(words: dict[str, str]) -> Text:
    source = next(iter(words))
    return Text.of(source, **words)
