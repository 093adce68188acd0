"""Which invitations are due: pure rules over what hosts should know and what was sent to them.

An invitation goes to one address about one item. It goes out once, again when what it says has changed (SEQUENCE one
more), and is taken back when the item is off or goes to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tripplanner.i18n import Message, msg
from tripplanner.planning.requests.reading import HostRequest


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation, or its withdrawal, that has left. ``method``: REQUEST or CANCEL.

    ``digest`` is equal where an invitation says the same, ``times`` where it is about the same hours; ``event`` is
    what a later CANCEL needs of it.
    """

    item_uuid: str
    organisation_uuid: str
    address: str
    method: str
    sequence: int
    digest: str = ""
    times: str = ""
    event: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for invitations that follow each other in somebody’s calendar."""
        return self.item_uuid, self.address.casefold()


@dataclass(frozen=True, slots=True)
class Invited:
    """What a host should know of an item now. ``sequence`` is what calendars of the item bear."""

    request: HostRequest
    digest: str
    times: str
    sequence: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """As :attr:`Sent.key`."""
        return self.request.item_uuid, self.request.address.casefold()


@dataclass(frozen=True, slots=True)
class Due:
    """An invitation to send. ``invited`` is ``None`` where nothing is left of it; ``before`` is what went out last.

    ``moved``: its hours are not those that were told before, so that a former answer no longer holds.
    """

    method: str
    sequence: int
    why: Message
    invited: Invited | None = None
    before: Sent | None = None
    moved: bool = False


def due(invited: Iterable[Invited], sent: Iterable[Sent]) -> list[Due]:
    """What is to be sent, invitations first; ``sent`` in the order in which it left."""
    last = {one.key: one for one in sent}
    now = [one for one in invited if one.request.address and one.request.planned]
    live = {key: one for key, one in last.items() if one.method == "REQUEST"}
    asks = (_asking(one, last.get(one.key), live.values()) for one in now)
    known = {one.key for one in now}
    backs = (_taking_back(one, invited) for key, one in live.items() if key not in known)
    return [*filter(None, asks), *backs]


def _asking(one: Invited, before: Sent | None, live: Iterable[Sent]) -> Due | None:
    if one.request.state == "refused":
        return None
    if before is None or before.method == "CANCEL":
        why = _first(one, before, live)
        sequence = one.sequence if before is None else max(one.sequence, before.sequence + 1)
        return Due("REQUEST", sequence, why, one, before, before is not None) if why is not None else None
    if before.digest == one.digest:
        return None
    moved = before.times != one.times
    why = msg("the hours have changed") if moved else msg("what it says has changed")
    return Due("REQUEST", max(one.sequence, before.sequence + 1), why, one, before, moved)


def _first(one: Invited, before: Sent | None, live: Iterable[Sent]) -> Message | None:
    """Why somebody is asked who is not, or no longer: nothing where the host was asked by other means."""
    if before is not None:
        return msg("it takes place after all")
    if any(_same_host(one, other) for other in live):
        return msg("somebody else receives there")
    return msg("not asked yet") if one.request.state == "to_contact" else None


def _same_host(one: Invited, other: Sent) -> bool:
    return (one.request.item_uuid, one.request.organisation_uuid) == (other.item_uuid, other.organisation_uuid)


def _taking_back(before: Sent, invited: Iterable[Invited]) -> Due:
    same = list(_of_item(before, invited))
    sequence = max([before.sequence + 1, *(one.sequence for one in same)])
    return Due("CANCEL", sequence, _reason(same), None, before)


def _of_item(before: Sent, invited: Iterable[Invited]) -> Iterator[Invited]:
    return (one for one in invited if one.request.item_uuid == before.item_uuid)


def _reason(same: list[Invited]) -> Message:
    if not same:
        return msg("it is no longer in the programme, or has no host")
    if any(one.request.planned for one in same):
        return msg("somebody else receives")
    return msg("it does not take place")
