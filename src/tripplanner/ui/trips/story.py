"""What a trip card says, in words: made of counts from the data, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tripplanner.dates import date_span
from tripplanner.i18n import Message, msg, msgn, say
from tripplanner.planning.trip_rows import TripRow
from tripplanner.text import Text

#: How the stages are grouped on the page, in order.
GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (msg("Under way"), ("under_way",)),
    (msg("In preparation"), ("idea", "preparation", "confirmed", "published")),
    (msg("To be concluded"), ("review",)),
    (msg("Archived"), ("archived",)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Trips that are in the same phase."""

    title: Message
    trips: tuple[TripRow, ...]


def groups(trips: Iterable[TripRow]) -> list[Group]:
    """The trips by phase; phases without a trip are left out."""
    kept = list(trips)
    found = [Group(title, tuple(t for t in kept if t.stage in stages)) for title, stages in GROUPS]
    return [group for group in found if group.trips]


def second_title(text: Text, language: str, languages: Iterable[str]) -> str:
    """The title in the first other language of the trip that has it: Chinese beside French, French beside Chinese."""
    others = [code for code in ("zh", "fr", "en", *languages) if code != language]
    first = text.best(language)
    return next((text.get(code) for code in others if text.get(code) and text.get(code) != first), "")


def line(trip: TripRow, language: str) -> str:
    """``13–20 juin 2027 · 14 délégués · Genève → Vercors``: what may be shortened comes last."""
    parts = [date_span(trip.first_day, trip.last_day, language)]
    if trip.delegates:
        parts.append(say(msgn("{n} delegate", "{n} delegates", trip.delegates), language))
    parts.append(trip.route.best(language))
    return " · ".join(part for part in parts if part)


def share_confirmed(trip: TripRow) -> tuple[int, int]:
    """How many items of the programme are confirmed, and how many there are."""
    return trip.confirmed, trip.items


def next_step(trip: TripRow) -> Message:
    """What stands between the trip and its next stage, from its stage and its counts."""
    if not trip.items:
        return msg("Next step: write the programme")
    if trip.unplaced:
        return msgn("Next step: place {n} item", "Next step: place {n} items", trip.unplaced)
    waiting = trip.items - trip.confirmed
    if waiting and trip.stage in ("idea", "preparation"):
        return msgn("Next step: confirm {n} item", "Next step: confirm {n} items", waiting)
    return _NEXT[trip.stage]


_NEXT = {
    "idea": msg("Next step: prepare the documents"),
    "preparation": msg("Next step: prepare the documents"),
    "confirmed": msg("Next step: hand out the documents"),
    "published": msg("Next step: the journey itself"),
    "under_way": msg("Next step: today’s debriefing"),
    "review": msg("Next step: write down what was learnt"),
    "archived": msg("Nothing left to do"),
}
