"""Who is in a list, and how lists call them."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.documents.content import ItemContent, TripContent
from tripplanner.documents.content.people import PersonLine
from tripplanner.documents.narrowing import concerns
from tripplanner.i18n import Message, printed

ROLES: Mapping[str, Message] = {
    "head": printed("Head of delegation"),
    "deputy": printed("Deputy head"),
    "member": printed("Member"),
    "accompanying": printed("Accompanying person"),
    "staff": printed("Staff"),
    "interpreter": printed("Interpreter"),
    "driver": printed("Driver"),
    "guest": printed("Guest"),
}


def delegates(trip: TripContent) -> list[PersonLine]:
    """The guests by rank, delegation after delegation."""
    return [person for delegation in trip.delegations for person in delegation.delegates]


def everybody(trip: TripContent) -> list[PersonLine]:
    """Delegates by rank within their delegations, then the team; a person in two parts comes once."""
    people = [*delegates(trip), *trip.members]
    return list({person.person: person for person in reversed(people)}.values())[::-1]


def role(person: PersonLine) -> Message | str:
    """What the person is in the trip; nothing for a role that we have no word for."""
    return ROLES.get(person.role, "")


def group_marks(trip: TripContent, person: PersonLine) -> str:
    """The marks of the sub-groups, where the trip has any."""
    return " · ".join(person.subgroups) if trip.subgroups else ""


def is_there(item: ItemContent, person: PersonLine) -> bool:
    """Whether the person is at the item in body: somebody online needs neither a seat nor a meal."""
    online = any(one.person == person.person and one.mode == "online" for one in item.presences)
    return not online and concerns(item, person)


def guests_at(trip: TripContent, item: ItemContent) -> list[PersonLine]:
    """The delegates who are at an item, by rank."""
    return [person for person in delegates(trip) if is_there(item, person)]
