"""Who gets a copy of their own of which kinds of document, by the part that they have in the trip."""

from __future__ import annotations

from tripplanner.documents import registry
from tripplanner.documents.registry import DocumentKind
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

#: The part in a trip, as members of its team have it; a delegate has none.
DRIVER = "driver"
#: What a driver has a copy of besides the documents for drivers: the pack is another one, the calendar the team’s.
_FOR_DRIVERS = ("calendar", "field_pack")
_READ_FOR_DRIVERS = ("field_pack",)
#: What says of somebody nothing but who they are: made of anybody, whoever it is for.
_OF_ANYBODY = ("badges", "table_cards")


def may_drive_with(kind: DocumentKind) -> bool:
    """Whether a driver may have a document of the kind: what is for drivers, their own field pack, the calendar."""
    return kind.audience == "drivers" or kind.key in _FOR_DRIVERS


def is_for(kind: DocumentKind, role: str) -> bool:
    """Whether it is made for whoever has this part in a trip: drivers get theirs, everybody else those of delegates."""
    return may_drive_with(kind) if role == DRIVER else kind.audience == "delegates"


def can_be_of(kind: DocumentKind, role: str) -> bool:
    """Whether a copy of one person can be asked for: never one that holds what its reader may not see."""
    return role != DRIVER or may_drive_with(kind) or kind.key in _OF_ANYBODY


def audience_of(kind: DocumentKind, role: str = "", *, host: bool = False) -> str:
    """As whom somebody’s own copy is read: hosts as such, a driver’s pack as drivers, else as everybody’s."""
    if host and kind.for_hosts:
        return "hosts"
    return "drivers" if role == DRIVER and kind.key in _READ_FOR_DRIVERS else kind.audience


def refuse_copy(kind: DocumentKind, role: str, name: str) -> None:
    """Raises :class:`TripPlannerError` for a copy that holds what its reader may not see."""
    if not can_be_of(kind, role):
        known = [one for one in registry.kinds().values() if can_be_of(one, role)]
        known.sort(key=lambda one: one.audience != "drivers")
        raise TripPlannerError(
            msg("“{kind}” says what drivers may not read: there is no copy of it for {name}.", kind=kind.title,
                name=name),
            msg("Nothing was written."), msg("Choose one of: {kinds}.", kinds=tuple(one.key for one in known)),
        )  # fmt: skip
