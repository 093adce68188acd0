"""From which language into which: the choice at the top of the page, kept in the settings."""

from __future__ import annotations

from itertools import permutations

from tripplanner.i18n import Message, languages
from tripplanner.settings import Settings
from tripplanner.ui.content import content_languages
from tripplanner.ui.language import short_name, verbatim

_KEY = "texts/pair"


def pairs() -> list[tuple[str, str]]:
    """Every pair of the languages of content."""
    return list(permutations(languages(), 2))


def pair_words(pair: tuple[str, str]) -> Message:
    """``fr → 中文``."""
    return verbatim(" → ".join(short_name(language) for language in pair))


def chosen_pair(settings: Settings, window: str) -> tuple[str, str]:
    """The pair chosen last; at first the two languages of content."""
    first, _, second = str(settings.get(_KEY, "")).partition(">")
    return (first, second) if (first, second) in pairs() else content_languages(settings, window)


def keep_pair(settings: Settings, pair: tuple[str, str]) -> None:
    """Remember the choice."""
    settings.set(_KEY, ">".join(pair))
