"""Reads the themes of the library, which of them have a case study, and which the objectives of a trip name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.aims import ObjectiveTheme, TripTheme
from tripplanner.model.cases import CaseTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Trip
from tripplanner.planning.checks.frozen import ThemeOf
from tripplanner.planning.rows import decoded, execute, stored
from tripplanner.text import EMPTY, Text, normalised

_SHORTEST = 2  # characters of a name that is looked for: one stands in too many words


def read_themes(session: Session) -> Mapping[int, ThemeOf]:
    """The themes by their numbers; the same ones as long as the rows are the same."""
    rows = execute(session, select(Theme.id, Theme.uuid, Theme.code, stored(Theme.name), Theme.parent_id))
    cases = execute(session, select(CaseTheme.theme_id).distinct())
    return _themes(tuple(sorted(tuple(row) for row in rows)), frozenset(id for (id,) in cases))


@lru_cache(maxsize=4)
def _themes(rows: tuple[tuple[Any, ...], ...], cases: frozenset[int]) -> Mapping[int, ThemeOf]:
    parents = {row[0]: row[4] for row in rows}
    kin: dict[int, set[int]] = defaultdict(set)
    for id in parents:
        for above in _upwards(id, parents):
            kin[id].add(above)
            kin[above].add(id)
    return {
        id: ThemeOf(uuid, code, decoded(name or ""), frozenset(kin[id]), id in cases)
        for id, uuid, code, name, _ in rows
    }


def _upwards(id: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """A theme and those above it; a circle ends where it began."""
    seen: set[int] = set()
    here: int | None = id
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents.get(here)


def aims(session: Session, trip: Trip, themes: Mapping[int, ThemeOf]) -> tuple[tuple[ThemeOf, Text], ...]:
    """What the trip is about: themes of an objective, or whose name stands in one, each with the first that says so;
    then those of the trip alone, with an empty text.
    """
    found: dict[str, tuple[ThemeOf, Text]] = {}
    texts = {objective.id: objective.text for objective in trip.objectives}
    linked = select(ObjectiveTheme.objective_id, ObjectiveTheme.theme_id).where(ObjectiveTheme.objective_id.in_(texts))
    for objective, theme in execute(session, linked.order_by(ObjectiveTheme.id)) if texts else ():
        if theme in themes:
            found.setdefault(themes[theme].uuid, (themes[theme], texts[objective]))
    for objective in trip.objectives:
        for theme in themes.values():
            if names_theme(objective.text, theme.name):
                found.setdefault(theme.uuid, (theme, objective.text))
    own = select(TripTheme.theme_id).where(TripTheme.trip_id == trip.id).order_by(TripTheme.position, TripTheme.id)
    for (theme,) in execute(session, own):
        if theme in themes:
            found.setdefault(themes[theme].uuid, (themes[theme], EMPTY))
    return tuple(found.values())


def names_theme(text: Text, name: Text) -> bool:
    """Does a text, in any language, hold the whole of a name in that language?"""
    return any(_holds(words, name.get(language)) for language, words in text.words.items())


@lru_cache(maxsize=16_384)
def _holds(words: str, name: str) -> bool:
    plain = normalised(name).casefold()
    if len(plain) < _SHORTEST:
        return False
    ends = r"(?!\w)" if plain[-1].isascii() else ""
    return re.search(rf"(?<![a-z0-9]){re.escape(plain)}s?{ends}", normalised(words).casefold()) is not None
