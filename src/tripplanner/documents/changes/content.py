"""What a what-changed sheet says, and reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from tripplanner.documents.content import TripContent
from tripplanner.documents.editions import edition
from tripplanner.documents.registry import Request
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning import releases
from tripplanner.planning.outbox.due import own_changes, shown_to
from tripplanner.planning.releases import Comparison, Facts, ItemChange, Version
from tripplanner.planning.releases.freezing import Content, Row
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Against:
    """The version that a sheet compares with: its kind, its number, the moment it was made (UTC)."""

    kind: str
    number: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ChangesContent:
    """The changes of a trip in order of time; for one reader, theirs.

    ``differs`` are those items that are not as in the last approved version, where the sheet compares with another.
    ``host`` is the name of the organisation whose own sheet it is.
    """

    trip: TripContent
    languages: tuple[str, ...]
    against: Against
    changes: tuple[ItemChange, ...]
    differs: tuple[ItemChange, ...] = ()
    host: Text = EMPTY

    @property
    def sections(self) -> frozenset[str]:
        """It has none that could be left out."""
        return frozenset()

    @property
    def facing(self) -> bool:
        """Its languages never stand on facing pages."""
        return False

    def number_of(self, day: date) -> int:
        """The day of the trip, 1 for its first."""
        return (day - self.trip.first_day).days + 1


@dataclass(frozen=True, slots=True)
class ChangesShared:
    """What the sheets of all readers have in common; ``differs`` from the approved version, as above. ``before`` and
    ``after`` are what is compared, ``hosts`` the names of all organisations in them, by UUID."""

    trip: TripContent
    against: Against
    found: Comparison
    before: Facts
    after: Facts
    differs: Comparison | None = None
    hosts: Mapping[str, Text] = field(default_factory=dict[str, Text])


def read(session: Session, trip_id: int, request: Request) -> ChangesContent:
    """The changes from the release before the one that is asked for, or since the last one to the draft.

    With the option “since” *approved* those from the last approved version, with “against” those from the release of
    that number: somebody may not have got the one before. Raises :class:`NotFound` where there is nothing to compare
    with.
    """
    return sheet_of(read_all(session, trip_id, request), request)


def read_all(session: Session, trip_id: int, request: Request) -> ChangesShared:
    """The same for every reader."""
    from tripplanner.documents.reading import read_trip

    before = _against(session, trip_id, request)
    rows = releases.content_of(session, before)["rows"], _rows(session, trip_id, request.number)
    old, after = map(releases.facts_of, rows)
    found = releases.compare(old, after)
    approved = releases.latest(session, trip_id, "approved")
    differs = None
    if approved is not None and before.kind != "approved":
        differs = releases.compare(_frozen(session, approved), after)
    with edition(session, trip_id, request.release) as (source, id):
        trip = read_trip(source, id, request.for_everybody(), "hosts" if request.organisation else "delegates")
    against = Against(before.kind, before.number, before.made_at)
    hosts = {one["uuid"]: _name(one) for content in rows for one in content.get("organisation", ())}
    return ChangesShared(trip, against, found, old, after, differs, hosts)


def sheet_of(shared: ChangesShared, request: Request) -> ChangesContent:
    """The sheet of ``request.person``, of a host, or of the whole trip.

    Raises :class:`NotFound` for an organisation that neither version meets.
    """
    if request.organisation:
        own = _of_host(shared, request.organisation, request.languages)
        name = shared.hosts.get(request.organisation, EMPTY)
        return ChangesContent(shared.trip, request.languages, shared.against, own, host=name)
    differs = _of(shared.differs, request) if shared.differs else ()
    return ChangesContent(shared.trip, request.languages, shared.against, _of(shared.found, request), differs)


def _against(session: Session, trip_id: int, request: Request) -> Version:
    if request.option("since", "release") == "approved":
        approved = releases.latest(session, trip_id, "approved")
        if approved is None:
            raise _nothing_before()
        return approved
    if number := request.option("against"):
        return releases.version_of(session, trip_id, int(number))
    if request.number is None:
        last = releases.latest(session, trip_id)
        if last is None:
            raise _nothing_before()
        return last
    if request.number < 2:
        raise _nothing_before()
    return releases.version_of(session, trip_id, request.number - 1)


def _nothing_before() -> NotFound:
    return NotFound(
        msg("There is no earlier version to compare with."), None, msg("Release the programme first, or approve it.")
    )


def _rows(session: Session, trip_id: int, release: int | None) -> Content:
    if release is None:
        return releases.freeze(session, trip_id)
    return releases.content_of(session, releases.version_of(session, trip_id, release))["rows"]


def _name(organisation: Row) -> Text:
    """What it was called in that version; its acronym where it had no name."""
    values = organisation["values"]
    found = Text.from_json(values["name"]) if values["name"] else EMPTY
    return found or Text.of("en", en=values["acronym"] or "")


def _frozen(session: Session, version: Version) -> Facts:
    return releases.facts_of(releases.content_of(session, version)["rows"])


def _of(found: Comparison, request: Request) -> tuple[ItemChange, ...]:
    """All of it; of a person what is theirs and shows in the languages that they are given it in."""
    if request.person is None:
        return found.items
    return shown_to(found.people.get(request.person, ()), *request.languages)


def _of_host(shared: ChangesShared, organisation: str, languages: tuple[str, ...]) -> tuple[ItemChange, ...]:
    """What happens there or with them, in words that they read; what was approved is none of their business."""
    before, after = shared.before.at(organisation), shared.after.at(organisation)
    if not before and not after:
        raise NotFound(
            msg("The trip does not meet this organisation."), None, msg("Choose an organisation that hosts an item.")
        )
    return own_changes(before, after, *languages)
