"""Publishing the calendars of a release as feeds: one for the office, one for each person, to a folder or a server.

On a folder or WebDAV a feed is one file, ``<token>.ics``; on CalDAV a calendar of its own, in which each item is a
resource named by its UID. A later release updates them in place; what was cancelled stays as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tripplanner.documents.calendars.content import CalendarContent
from tripplanner.documents.calendars.reading import TripCalendar, read_trip
from tripplanner.documents.calendars.wording import shown
from tripplanner.documents.calendars.writing import calendar, one_per_resource
from tripplanner.documents.editions import edition
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.sharing.opening import open_place
from tripplanner.exchange.sharing.place import Place, Shelf
from tripplanner.exchange.sharing.targets import Target
from tripplanner.exchange.sharing.uploading import Outcome, Wanted, upload
from tripplanner.i18n import Message, msg
from tripplanner.model.people import Person
from tripplanner.planning import feeds
from tripplanner.planning.participants import Participant
from tripplanner.planning.releases import latest
from tripplanner.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.store.workspace import Workspace

_LABEL = msg("publish calendars")


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of one calendar: whose it is (``None``: the whole trip), and where it can be subscribed to."""

    reader: Participant | None
    address: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Order:
    """One publication: of a trip's release to a place.

    ``people`` are those whom the database still knows, by UUID; ``former`` those of them who left the trip, with their
    UUID and language by the number of the person.
    """

    trip_id: int
    release: int
    target: Target
    trip: TripCalendar
    people: Mapping[str, int]
    former: Mapping[int, tuple[str, str]]


def share(
    workspace: Workspace,
    trip_id: int,
    target: Target,
    *,
    release: int | None = None,
    whom: Iterable[str] = (),
    password: str | None = None,
    progress: Progress = NO_PROGRESS,
    opened: Callable[[Target, str | None], Place] = open_place,
) -> list[Shared]:
    """Publishes the calendars of a release, the latest unless told; ``whom`` are UUIDs of persons, else it is everybody
    and the office.

    What earlier publications put at this place and belongs to nobody any more is taken away. Raises
    :class:`~tripplanner.exchange.sharing.place.Unreachable`, :class:`~tripplanner.errors.Cancelled` and, before the
    first release, :class:`TripPlannerError`; what was published until then is kept and known.
    """
    order = workspace.get(_order, trip_id, target, release)
    chosen = set(whom)
    known = (reader for reader in order.trip.readers if reader.uuid in order.people)
    readers: list[Participant | None] = [reader for reader in known if not chosen or reader.uuid in chosen]
    if not chosen:
        readers.insert(0, None)
    place = opened(target, password)
    try:
        shared = _publish(workspace, order, readers, place, progress)
        if not chosen:
            _take_away(workspace, order, place, progress)
    finally:
        place.close()
    return shared


def take_back(
    workspace: Workspace, trip_id: int, target: Target, *, whom: Iterable[str] = (), password: str | None = None,
    progress: Progress = NO_PROGRESS, opened: Callable[[Target, str | None], Place] = open_place,
) -> int:  # fmt: skip
    """Takes away what was published of a trip at a place, of everybody or of these persons (UUIDs); how many files."""
    chosen = workspace.get(_feeds_of, trip_id, tuple(whom))
    place = opened(target, password)
    gone = 0
    try:
        for row in workspace.get(feeds.publications_at, trip_id, target.address):
            if chosen is None or row.feed_id in chosen:
                gone += _empty(workspace, trip_id, target, row, place, progress)
    finally:
        place.close()
    return gone


def _order(session: Session, trip_id: int, target: Target, release: int | None) -> _Order:
    if release is None:
        version = latest(session, trip_id)
        if version is None:
            raise TripPlannerError(
                msg("There is no release yet, and drafts are not published."),
                msg("Nothing was published."),
                msg("Release the programme first."),
            )
        release = version.number
    with edition(session, trip_id, release, withdrawn=True) as (source, id):
        trip = read_trip(source, id)
    known = {reader.uuid for reader in trip.readers}
    chosen = sa.select(Person.uuid, Person.id, Person.languages).where(Person.uuid.in_(known | trip.left.keys()))
    people: dict[str, int] = {}
    former: dict[int, tuple[str, str]] = {}
    for uuid, id, spoken in session.execute(chosen):
        if uuid in known:
            people[uuid] = id
        else:
            former[id] = uuid, _spoken(trip, spoken)
    return _Order(trip_id, release, target, trip, people, former)


def _spoken(trip: TripCalendar, languages: Iterable[str] | None) -> str:
    """The first language of the trip that somebody speaks, else its first."""
    of_trip = list(trip.trip.languages) or ["en"]
    return next((code for code in languages or () if code in of_trip), of_trip[0])


def _publish(
    workspace: Workspace, order: _Order, readers: Sequence[Participant | None], place: Place, progress: Progress
) -> list[Shared]:
    people = [order.people[reader.uuid] if reader else None for reader in readers]
    rows = workspace.do(_LABEL, feeds.ensure_feeds, order.trip_id, people)
    known: dict[int | None, dict[str, tuple[str, str]]] = {}
    for row in workspace.get(feeds.publications_at, order.trip_id, order.target.address):
        known.setdefault(row.feed_id, {}).update(row.files)
    found: list[Shared] = []
    for done, (reader, person) in enumerate(zip(readers, people, strict=True)):
        progress.step(done, len(readers), msg("Publishing the calendar of {name}", name=_called(reader)))
        feed = rows[person]
        content, before = _content(order.trip, reader), known.get(feed.id, {})
        outcome = _one(workspace, order, feed, content, before, place, progress.silent())
        found.append(Shared(reader, _address(order.target, feed.token), outcome))
        progress.check()
    progress.step(len(readers), len(readers))
    return found


def _one(
    workspace: Workspace,
    order: _Order,
    feed: feeds.FeedRow,
    content: CalendarContent,
    known: feeds.Files,
    place: Place,
    progress: Progress,
) -> Outcome:
    """One feed; whatever happens, what lies there afterwards is known."""
    wanted = _wanted(order, feed.token, content)
    address = _address(order.target, feed.token)

    def keep(held: feeds.Files) -> None:
        finished = held.keys() == wanted.files.keys()
        workspace.do(_LABEL, feeds.note_publication, order.trip_id, feed.id, order.target.address, held,
                     address=address, release=order.release, finished=finished)  # fmt: skip

    return upload(place, wanted, known, keep, progress)


def _content(trip: TripCalendar, reader: Participant | None) -> CalendarContent:
    if reader is not None:
        return trip.of(reader, flavour="feed")
    return trip.whole(next(iter(trip.trip.languages), "en"), "feed")


def _wanted(order: _Order, token: str, content: CalendarContent) -> Wanted:
    if order.target.kind != "caldav":
        return Wanted({f"{token}.ics": calendar(content)})
    files = {f"{token}/{event.uid}.ics": data for event, data in one_per_resource(content)}
    title = shown(order.trip.trip.title, content.language) or order.trip.trip.code
    return Wanted(files, (Shelf(token, " ".join(title.split()) or "Calendar"),))


def _address(target: Target, token: str) -> str:
    if not target.read_at:
        return ""
    return f"{target.read_at}/{token}" + ("/" if target.kind == "caldav" else ".ics")


def _take_away(workspace: Workspace, order: _Order, place: Place, progress: Progress) -> None:
    """What is there of people who are no longer in the trip: all of it is cancelled; of those erased nothing stays."""
    rows = workspace.get(feeds.list_feeds, order.trip_id)
    by_feed = {row.id: row for row in rows.values()}
    stay = {None, *order.people.values()}
    for row in workspace.get(feeds.publications_at, order.trip_id, order.target.address):
        feed = by_feed.get(row.feed_id or 0)
        if feed is None or (feed.person_id not in stay and feed.person_id not in order.former):
            _empty(workspace, order.trip_id, order.target, row, place, progress)
        elif feed.person_id in order.former:
            content = order.trip.former(*order.former[feed.person_id or 0], "feed")
            _one(workspace, order, feed, content, row.files, place, progress.silent())


def _empty(
    workspace: Workspace, trip_id: int, target: Target, row: feeds.PublicationRow, place: Place, progress: Progress
) -> int:
    def keep(held: feeds.Files) -> None:
        workspace.do(_LABEL, feeds.note_publication, trip_id, row.feed_id, target.address, held,
                     finished=not held, id=row.id)  # fmt: skip

    outcome = upload(place, Wanted({}), row.files, keep, progress.silent())
    return len(outcome.removed)


def _feeds_of(session: Session, trip_id: int, whom: tuple[str, ...]) -> set[int] | None:
    """The feeds of these persons, ``None`` for all."""
    if not whom:
        return None
    from tripplanner.planning.participants import list_participants

    chosen = {person.person_id for person in list_participants(session, trip_id) if person.uuid in whom}
    return {row.id for person, row in feeds.list_feeds(session, trip_id).items() if person in chosen}


def _called(reader: Participant | None) -> str | Message:
    return reader.name.printed if reader else msg("the whole trip, for the office")
