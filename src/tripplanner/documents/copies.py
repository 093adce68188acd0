"""Who gets a copy of their own of which kinds of document, by the part that they have in the trip."""

from __future__ import annotations

from tripplanner.documents import registry
from tripplanner.documents.registry import DocumentKind
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

#: The part in a trip, as members of its team have it; a delegate has none.
DRIVER = "driver"
#: What a driver has a copy of besides the documents for drivers: the pack is another one, the calendar the team’s.
_FOR_DRIVERS = ("calendar", "field_pack")
_READ_FOR_DRIVERS = ("field_pack",)
#: What is made about somebody rather than for them: their badge, their place at table, for the team their needs.
_ABOUT_DRIVERS = ("badges", "table_cards")
_ABOUT_DELEGATES = (*_ABOUT_DRIVERS, "care")
#: Whom documents are for that hold more than delegates may read, be they cut down to one delegate’s days.
_KEPT_FROM_DELEGATES = ("staff", "drivers")


def may_drive_with(kind: DocumentKind) -> bool:
    """Whether a driver may have a document of the kind: what is for drivers, their own field pack, the calendar."""
    return kind.audience == "drivers" or kind.key in _FOR_DRIVERS


def is_for(kind: DocumentKind, role: str) -> bool:
    """Whether it is made for whoever has this part in a trip: drivers get theirs, everybody else those of delegates."""
    return may_drive_with(kind) if role == DRIVER else kind.audience == "delegates"


def can_be_of(kind: DocumentKind, role: str) -> bool:
    """Whether a copy of one person can be asked for: never one that holds what its reader may not see."""
    if role == DRIVER:
        return may_drive_with(kind) or kind.key in _ABOUT_DRIVERS
    return bool(role) or kind.key in _ABOUT_DELEGATES or kind.audience not in _KEPT_FROM_DELEGATES


def audience_of(kind: DocumentKind, role: str = "", *, host: bool = False) -> str:
    """As whom somebody’s own copy is read: hosts as such, a driver’s pack as drivers, else as everybody’s."""
    if host and kind.for_hosts:
        return "hosts"
    return "drivers" if role == DRIVER and kind.key in _READ_FOR_DRIVERS else kind.audience


def refuse_copy(kind: DocumentKind, role: str, name: str) -> None:
    """Raises :class:`TripPlannerError` for a copy that holds what its reader may not see."""
    if not can_be_of(kind, role):
        driving = role == DRIVER
        about = _ABOUT_DRIVERS if driving else _ABOUT_DELEGATES
        known = [one for one in registry.kinds().values() if is_for(one, role) or one.key in about]
        known.sort(key=lambda one: one.audience != "drivers")
        raise TripPlannerError(
            (_no_driver if driving else _no_delegate)(kind, name),
            msg("Nothing was written."), msg("Choose one of: {kinds}.", kinds=tuple(one.key for one in known)),
        )  # fmt: skip


def _no_driver(kind: DocumentKind, name: str) -> Message:
    words = {"kind": kind.title, "name": name}
    return msg("“{kind}” says what drivers may not read: there is no copy of it for {name}.", **words)


def _no_delegate(kind: DocumentKind, name: str) -> Message:
    words = {"kind": kind.title, "name": name}
    return msg("“{kind}” says what delegates may not read: there is no copy of it for {name}.", **words)
