"""The fields of an arrival or a departure, for one person or for many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.planning.delegations.journeys import DIRECTION, JourneyRow, Way, people_of_delegates, set_journey
from tripplanner.text import Text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.records.sheet import Asked, Sheet, choice_field, day_field, time_field, words_field

if TYPE_CHECKING:
    from tripplanner.ui.library.screen import LibraryScreen

#: Kinds of place at which people arrive: the others are many.
_STOPS = ("airport", "station", "town")


def stops(session: Session) -> tuple[tuple[int, Text], ...]:
    """The places (number, name) to arrive at: airports, stations and towns."""
    rows = session.execute(sa.select(Place.id, Place.name).where(Place.kind.in_(_STOPS)).order_by(Place.code, Place.id))
    return tuple((id, name) for id, name in rows)


def journey_fields(
    now: JourneyRow | None, places: Sequence[tuple[int, Text]], words: Callable[[Text], str], language: str
) -> list[Asked]:
    """When, where and by what, with what is noted now."""
    at = now.at if now else None
    known = [(None, "–"), *((id, words(name)) for id, name in places)]
    if now is not None and now.place_id is not None and now.place is not None:
        known = list(dict([*known, (now.place_id, words(now.place))]).items())
    return [
        day_field("day", msg("Day"), at.date() if at else None, language),
        time_field("time", msg("Time there"), at.time() if at else None),
        choice_field("place", msg("Place"), known, now.place_id if now else None),
        words_field("where", msg("Where, in words"), now.where if now else ""),
        words_field("zone", msg("Time zone (empty: of the place)"), now.own_zone if now else ""),
        words_field("carrier", msg("Flight or train"), now.carrier if now else ""),
        words_field("note", msg("Note"), now.note if now else ""),
    ]


def note_for_several(screen: LibraryScreen) -> None:
    """An arrival or a departure for all delegates that are selected, as one step."""
    context, part = screen.context, screen.part
    ids, trip = part.chosen(), context.shell.trip
    if not ids or trip is None:
        return
    places = context.workspace.get(stops)
    directions = [(key, context.language.say(word)) for key, word in DIRECTION.items()]
    fields = [
        choice_field("direction", msg("What"), directions, "arrival"),
        *journey_fields(None, places, screen.tongue.words, context.language.code),
    ]

    def write(session: Session, values: dict[str, Any]) -> object:
        return set_journey(session, trip, people_of_delegates(session, ids), values["direction"], way(values))

    def run(values: dict[str, Any]) -> object:
        label = msg("note how several people travel")
        return context.workspace.do(label, write, values, scope=screen.scope())

    ask(Sheet(context, msg("Arrival or departure"), fields, run, screen.window()))


def way(values: dict[str, Any]) -> Way:
    """What was typed. Raises where a day is given without a time, or a time without a day."""
    if (values["day"] is None) != (values["time"] is None):
        raise TripPlannerError(
            msg("An arrival or a departure has a day and a time."),
            msg("Nothing was changed."),
            msg("If only the day is known, write it under “Arrives on” or “Leaves on”."),
        )
    at = datetime.combine(values["day"], values["time"]) if values["day"] is not None else None
    return Way(at, values["zone"], values["place"], values["where"], values["carrier"], values["note"])
