"""The hosts that a document is written for, each with what concerns it."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.content import OrganisationLine, TripContent
from tripplanner.documents.narrowing import hosted
from tripplanner.documents.registry import Request


@dataclass(frozen=True, slots=True)
class Received:
    """An organisation that receives the guests; ``trip`` is narrowed to what concerns it."""

    organisation: OrganisationLine
    trip: TripContent


def receivers(everybody: TripContent, request: Request) -> list[Received]:
    """The host that is asked for, else every organisation that hosts something that takes place.

    Raises :class:`NotFound` when the trip does not meet the one that is asked for.
    """
    if request.organisation:
        own = hosted(everybody, request.organisation)
        return [Received(own.host, own)] if own.host else []
    lines = dict.fromkeys(host.organisation for item in everybody.items if not item.cancelled for host in item.hosts)
    return [Received(line, hosted(everybody, line.ref.uuid)) for line in lines]
