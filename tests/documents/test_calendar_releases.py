"""Calendars of three releases, as programs that follow the standards hold them after importing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise, permutations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from three_releases import STEPS, Client, Seen, programme, read, read_by_icalendar
from tripplanner.documents.calendars.content import CalendarContent
from tripplanner.documents.calendars.reading import read_trip
from tripplanner.documents.calendars.writing import calendar, one_per_event
from tripplanner.documents.editions import edition, read_shared
from tripplanner.documents.editions import read as read_edition
from tripplanner.documents.kinds.calendar import KIND
from tripplanner.documents.registry import Request
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, DelegateSubGroup
from tripplanner.planning import releases
from tripplanner.planning.items import delete_item, edit_item_fields, move_item
from tripplanner.planning.releases.facts import Facts

TRIP = 1
# Who: the whole trip, a delegate who changes sub-group and back, one who has hours of their own, an organisation.
READERS = ("whole", "swapped", "partial", "host")


class Released:
    """The content of every calendar in each of three releases, and what the frozen rows of each say."""

    def __init__(self, session: Session) -> None:
        self.versions = [step(session, TRIP) for step in STEPS]
        self.facts = [releases.facts_of(releases.content_of(session, version)["rows"]) for version in self.versions]
        self.swapped, self.partial = list(self.facts[0].people)[:2]
        self.host = next(org for item in self.facts[0].items.values() for org in sorted(item.met))
        self._shared = {
            (number, organisation): read_shared(session, KIND, TRIP, self._request(number, "fr", "", organisation))
            for number in (1, 2, 3)
            for organisation in (None, self.host)
        }

    def content(self, number: int, who: str, language: str, flavour: str = "standard") -> CalendarContent:
        person = {"swapped": self.swapped, "partial": self.partial}.get(who)
        organisation = self.host if who == "host" else None
        request = self._request(number, language, flavour, organisation, person)
        assert KIND.copy is not None
        return KIND.copy(self._shared[number, organisation], request)

    def truth(self, number: int, who: str) -> dict[str, object]:
        """When what takes place is, for this reader."""
        facts: Facts = self.facts[number - 1]
        person = {"swapped": self.swapped, "partial": self.partial}.get(who, "")
        items = facts.of(person) if person else facts.items
        if who == "host":
            items = {uuid: item for uuid, item in items.items() if self.host in item.met}
        return dict(programme(items, person))

    def _request(
        self, number: int, language: str, flavour: str, organisation: str | None, person: str | None = None
    ) -> Request:
        options = {"flavour": flavour} if flavour else {}
        return Request(language, None, person, number, options, organisation)


@pytest.fixture(scope="module")
def released(sample_session: SampleSession) -> Iterator[Released]:
    with sample_session() as session:
        yield Released(session)


def files(content: CalendarContent) -> list[Seen]:
    """What its reader imports: for simple phones a file per event."""
    if content.flavour != "phone":
        return read(calendar(content))
    return read(b"".join(data for _, data in one_per_event(content)))


def held(releases_taken: Sequence[list[Seen]], *, strict: bool = False) -> dict[str, Seen]:
    client = Client(strict=strict)
    for events in releases_taken:
        client.take(events)
    return client.shown()


def same(one: dict[str, Seen], other: dict[str, Seen]) -> bool:
    """Equal in all that is shown; the order of versions may differ."""
    return {u: (e.start, e.end, e.summary, e.description, e.location, e.status) for u, e in one.items()} == {
        u: (e.start, e.end, e.summary, e.description, e.location, e.status) for u, e in other.items()
    }


@pytest.mark.parametrize(
    ("who", "flavour", "language"),
    [(who, "standard", "zh") for who in READERS] + [("swapped", "phone", "fr"), ("swapped", "feed", "en")],
)
def test_whatever_was_imported_before_the_last_release_is_what_stands(
    released: Released, who: str, flavour: str, language: str
) -> None:
    taken = [files(released.content(number, who, language, flavour)) for number in (1, 2, 3)]
    truth = released.truth(3, who)
    only = held(taken[2:])
    assert {uid: (event.start, event.end) for uid, event in only.items()} == truth
    assert same(held(taken), only)
    assert same(held(taken + taken), only)
    assert same(held(taken, strict=True), only)
    for order in permutations(taken):
        assert same(held(order), only)


@pytest.mark.parametrize("who", READERS)
def test_each_release_by_itself_is_its_programme_in_two_parsers(released: Released, who: str) -> None:
    for number in (1, 2, 3):
        data = calendar(released.content(number, who, "fr"))
        ours = read(data)
        shown = {event.uid: (event.start, event.end) for event in ours if event.status != "CANCELLED"}
        assert shown == released.truth(number, who)
        assert read_by_icalendar(data) == ours


@pytest.mark.parametrize("who", READERS)
def test_whatever_a_calendar_shows_otherwise_has_a_higher_sequence(released: Released, who: str) -> None:
    versions = [said(calendar(released.content(number, who, "fr"))) for number in (1, 2, 3)]
    for before, after in pairwise(versions):
        silent = [uid for uid in before.keys() & after.keys() if before[uid][0] == after[uid][0]]
        assert {uid: after[uid][1] - before[uid][1] for uid in silent} == dict.fromkeys(silent, frozenset())


def said(data: bytes) -> dict[str, tuple[int, frozenset[str]]]:
    """The SEQUENCE of each event, and its lines without the moments of writing."""
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for event in data.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = event.split("\r\n")
        named = dict(line.split(":", 1) for line in lines if line.startswith(("UID:", "SEQUENCE:")))
        shown = (line for line in lines if not line.startswith(("DTSTAMP", "LAST-MODIFIED", "UID", "SEQUENCE")))
        found[named["UID"]] = int(named["SEQUENCE"]), frozenset(shown)
    return found


def test_an_item_has_one_uid_and_one_sequence_in_every_file_of_a_release(released: Released) -> None:
    whole = {event.uid: event.order for event in read(calendar(released.content(3, "whole", "fr")))}
    for who, language in (("swapped", "zh"), ("partial", "en"), ("host", "fr")):
        for event in read(calendar(released.content(3, who, language))):
            assert whole[event.uid] == event.order


def test_who_left_a_sub_group_finds_its_items_called_off_and_others_do_not(released: Released) -> None:
    before = {event.uid: event for event in files(released.content(1, "swapped", "fr"))}
    after = {event.uid: event for event in files(released.content(2, "swapped", "fr"))}
    assert before.keys() <= after.keys()
    lost = released.truth(1, "swapped").keys() - released.truth(2, "swapped").keys() & released.truth(2, "whole").keys()
    off = {uid for uid in lost if after[uid].status == "CANCELLED"}
    assert off == lost
    assert any("ne fait plus partie de votre programme" in after[uid].description for uid in off)
    assert all(after[uid].order[0] == before[uid].order[0] + 1 for uid in off)
    whole = {event.uid: event for event in files(released.content(2, "whole", "fr"))}
    assert {whole[uid].status for uid in lost & released.truth(2, "whole").keys()} <= {"CONFIRMED", "TENTATIVE"}


@pytest.mark.parametrize("who", READERS)
def test_last_modified_rises_with_sequence(released: Released, who: str) -> None:
    for number in (2, 3):
        before = {event.uid: event for event in released.content(number - 1, who, "fr").events}
        after = {event.uid: event for event in released.content(number, who, "fr").events}
        rose = {uid for uid in before.keys() & after.keys() if after[uid].sequence > before[uid].sequence}
        assert rose or who == "host"
        assert {uid for uid in rose if after[uid].changed <= before[uid].changed} == set()
        assert {uid for uid in rose if after[uid].changed > released.versions[number - 1].made_at} == set()


def test_last_modified_is_when_the_drive_that_leads_there_was_edited_or_that_it_is_gone(
    sample_session: SampleSession,
) -> None:
    with sample_session() as session:
        moments: list[dict[str, tuple[int, datetime, int | None]]] = []
        ride = _item(session, "D4-01")
        session.execute(sa.update(Item).values(updated_at=Item.created_at))
        versions = [_released_events(session, moments)]
        edit_item_fields(session, ride.id, None, drive_min=(ride.drive_min or 0) + 5)
        session.flush()
        edited = ride.updated_at
        versions.append(_released_events(session, moments))
        delete_item(session, ride.id, None)
        versions.append(_released_events(session, moments))
        first, second, third = moments
        (visit,) = {uid for uid in second if uid in third and second[uid][2] != third[uid][2] and uid != ride.uuid}
        assert [found[visit][0] for found in moments] == [0, 1, 2]
        assert (second[visit][1], third[visit][1]) == (edited, versions[2].made_at)
        others = first.keys() - {visit, ride.uuid}
        assert [found[uid] for uid in others for found in (second, third)] == [
            first[uid] for uid in others for _ in "23"
        ]


def test_a_draft_that_somebody_was_given_goes_before_no_release(sample_session: SampleSession) -> None:
    """Not even in a calendar that looks at SEQUENCE alone; and the same draft is the same bytes."""
    with sample_session() as session:
        who = session.scalars(sa.select(Delegate).order_by(Delegate.id)).first()
        assert who is not None
        visit, ride = (_item(session, code) for code in ("D4-02", "D4-01"))
        first = _calendar_of(session, who.person.uuid)
        assert visit.start is not None
        move_item(session, visit.id, None, visit.start.replace(hour=11))
        edit_item_fields(session, ride.id, None, drive_min=(ride.drive_min or 0) + 5)
        session.flush()
        drafts = [calendar(_content_of(session, who.person.uuid, None)) for _ in "12"]
        assert drafts[0] == drafts[1]
        draft = read(drafts[0])
        move_item(session, visit.id, None, visit.start.replace(hour=14))
        second = _calendar_of(session, who.person.uuid)
        order = {event.uid: event.order for event in second}
        assert {event.order[0] for event in draft} == {0}
        assert order[visit.uuid][0] == 1
        for taken in ([first, draft, second], [draft, second], [second, draft]):
            assert same(held(taken, strict=True), held([second]))
            assert same(held(taken), held([second]))
        assert not same(held([first, draft]), held([first]))


def _item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == TRIP, Item.code == code)).one()


@pytest.mark.parametrize("away", [1, 2])
def test_who_left_the_trip_and_came_back_finds_it_as_it_is(sample_session: SampleSession, away: int) -> None:
    with sample_session() as session:
        delegate = session.scalars(sa.select(Delegate).order_by(Delegate.id)).first()
        assert delegate is not None
        kept = {name: getattr(delegate, name) for name in ("delegation_id", "person_id", "rank", "language")}
        groups, who = [one.subgroup_id for one in delegate.subgroup_links], delegate.person.uuid
        taken = [_calendar_of(session, who)]
        session.delete(delegate)
        taken += [_calendar_of(session, who) for _ in range(away)]
        left = releases.version_of(session, TRIP, 2)
        assert {event.changed for event in _content_of(session, who, 1 + away).events} == {left.made_at}
        assert {event.status for event in taken[-1]} == {"CANCELLED"}
        back = Delegate(**kept)
        back.subgroup_links = [DelegateSubGroup(subgroup_id=group) for group in groups]
        session.add(back)
        taken.append(_calendar_of(session, who))
        assert same(held(taken, strict=True), held(taken[:1]))
        assert same(held(taken[-1:]), held(taken[:1]))
        order = {event.uid: event.order for event in taken[-1]}
        assert all(event.order < order[event.uid] for events in taken[:-1] for event in events)


def _calendar_of(session: Session, who: str) -> list[Seen]:
    number = STEPS[0](session, TRIP).number
    session.expire_all()
    return read(calendar(_content_of(session, who, number)))


def _content_of(session: Session, who: str, number: int | None) -> CalendarContent:
    return read_edition(session, KIND, TRIP, Request("fr", None, who, number))


def _released_events(session: Session, moments: list[dict[str, tuple[int, datetime, int | None]]]) -> releases.Version:
    made = STEPS[0](session, TRIP)
    with edition(session, TRIP, made.number, withdrawn=True) as (source, id):
        events = read_trip(source, id).whole("fr").events
    moments.append({event.uid: (event.sequence, event.changed, event.travel_min) for event in events})
    return made
