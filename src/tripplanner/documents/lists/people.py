"""Who is in a list, and how lists call them."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.documents.content import TripContent
from tripplanner.documents.content.people import PersonLine
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


def everybody(trip: TripContent) -> list[PersonLine]:
    """Delegates by rank within their delegations, then the team; a person in two parts comes once."""
    delegates = [person for delegation in trip.delegations for person in delegation.delegates]
    return list({person.person: person for person in reversed([*delegates, *trip.members])}.values())[::-1]


def role(person: PersonLine) -> Message | str:
    """What the person is in the trip; nothing for a role that we have no word for."""
    return ROLES.get(person.role, "")


def group_marks(trip: TripContent, person: PersonLine) -> str:
    """The marks of the sub-groups, where the trip has any."""
    return " · ".join(person.subgroups) if trip.subgroups else ""
