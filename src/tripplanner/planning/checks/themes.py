"""What a trip is about: themes that visits show, themes that objectives name, and cases that illuminate them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, ThemeOf
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.planning.checks.words import named


def _without_case(trip: CheckedTrip) -> Iterator[Finding]:
    """Silent where the library has no case at all: nobody keeps a benchmark there."""
    if not any(theme.has_case for theme in trip.themes.values()):
        return
    for item in trip.placed:
        themes = [trip.themes[id] for id in sorted(_shown(item)) if id in trip.themes]
        bare = [theme for theme in themes if not _illuminated(trip, theme)]
        if bare:
            what = msg("No case study of the library illuminates what {item} shows: {themes}.", item=named(item),
                       themes=_joined(bare))  # fmt: skip
            yield CASE.found(what, (item,), day=item.day, rows=[_row(theme) for theme in bare])


def _shown(item: CheckedItem) -> frozenset[int]:
    """What an item shows: the themes of its site and its own."""
    return item.themes | (item.site.themes if item.site is not None else frozenset[int]())


def _illuminated(trip: CheckedTrip, theme: ThemeOf) -> bool:
    """By a case of its own, of a theme above it or of one below it."""
    return any(trip.themes[id].has_case for id in theme.kin if id in trip.themes)


def _joined(themes: Sequence[ThemeOf]) -> Message:
    joined = msg("{day}", day=themes[0].name)
    for theme in themes[1:]:
        joined = msg("{first}, {next}", first=joined, next=theme.name)
    return joined


def _row(theme: ThemeOf) -> RowRef:
    return RowRef("theme", theme.uuid, theme.code)


def _without_visit(trip: CheckedTrip) -> Iterator[Finding]:
    """Themes that the trip or an objective is said to be about, and those whose name stands in an objective."""
    if not trip.aims:
        return
    shown = frozenset[int]().union(*map(_shown, trip.placed))
    for theme, objective in trip.aims:
        if not theme.kin & shown:
            what = msg("No visit shows {theme}, which an objective names: “{objective}”.", theme=theme.name,
                       objective=objective)  # fmt: skip
            if not objective:
                what = msg("No visit shows {theme}, which the trip is about.", theme=theme.name)
            yield VISIT.found(what, rows=(_row(theme), RowRef("trip", trip.uuid, trip.code)))


CASE = Rule("learning.theme_without_case", "informs", msg("A theme without a case study"),
            msg("A visit feeds the benchmark when a case study says the same of another place."), _without_case,
            scope="item")  # fmt: skip
VISIT = Rule("learning.theme_without_visit", "informs", msg("A theme without a visit"),
             msg("What a trip is for should be seen in the field."), _without_visit)  # fmt: skip
RULES = (CASE, VISIT)
