"""Who gets which events: sub-groups, days, presence, privacy."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.calendars.content import CalendarContent
from tripplanner.documents.calendars.publishing import calendars_of, write_calendars
from tripplanner.documents.calendars.reading import TripCalendar, read_trip
from tripplanner.documents.calendars.writing import calendar
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.offices import Office
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, SubGroup, TripMember
from tripplanner.planning.items import add_item, set_item_subgroups
from tripplanner.planning.participants import find_participant
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text


def fr(words: str, **others: str) -> Text:
    return Text.of("fr", fr=words, **others)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 6, day, hour, minute)


class Trip:
    """A trip of two sub-groups, A and B, with one delegate each, an interpreter and a few items."""

    def __init__(self, session: Session) -> None:
        self.id = create_trip(
            session,
            title=fr("Alpes", zh="阿尔卑斯"),
            code="ALP",
            first_day=date(2027, 6, 13),
            last_day=date(2027, 6, 15),
        )
        session.add(Office(name=fr("NatureXpairs"), email="office@example.org"))
        delegation = Delegation(trip_id=self.id, name=fr("Délégation"))
        self.groups = [
            SubGroup(code=code, name=fr(f"Groupe {code}", zh=f"{code}组"), position=n) for n, code in enumerate("AB")
        ]
        delegation.subgroups = self.groups
        self.people = [self._person("李", "娜", "Li", "Na"), self._person("王", "琳", "Wang", "Lin")]
        delegation.delegates = [
            Delegate(person=person, rank=n + 1, subgroup_links=[DelegateSubGroup(subgroup=self.groups[n])])
            for n, person in enumerate(self.people)
        ]
        session.add(delegation)
        interpreter = Person(family_name="Martin", given_name="Anne", name_order="given_first", languages=["zh", "fr"])
        session.add(TripMember(trip_id=self.id, person=interpreter, role="interpreter"))
        session.flush()
        self.items: dict[str, int] = {}

    def _person(self, native_family: str, native_given: str, family: str, given: str) -> Person:
        person = Person(native_family=native_family, native_given=native_given, family_name=family, given_name=given)
        person.sensitive = [SensitiveValue(kind="diet", value="arachides")]
        return person

    def add(self, session: Session, key: str, start: datetime | None, end: datetime | None, groups: str = "",
            **fields: Any) -> Item:  # fmt: skip
        fields.setdefault("status", "confirmed")
        self.items[key] = id = add_item(session, self.id, title=fr(key), start=start, end=end, **fields)
        set_item_subgroups(session, id, None, tuple(g.id for g in self.groups if g.code in groups))
        item = session.get(Item, id)
        assert item is not None
        return item


def plain_trip(session: Session) -> int:
    trip = Trip(session)
    trip.add(session, "ensemble", at(13, 9), at(13, 10))
    trip.add(session, "pour A", at(14, 9), at(14, 10), "A")
    trip.add(session, "pour B", at(14, 9), at(14, 11), "B")
    trip.add(session, "pour A et B", at(15, 9), at(15, 10), "AB")
    trip.add(session, "une idée", at(15, 11), at(15, 12), status="idea")
    trip.add(session, "annulé", at(15, 14), at(15, 15), status="cancelled")
    trip.add(session, "privé", at(15, 16), at(15, 17), private=True)
    trip.add(session, "à placer", None, None)
    return trip.id


def made(workspace: Workspace, build: Any) -> TripCalendar:
    return workspace.get(read_trip, workspace.do(msg("Build"), build))


def summaries(content: CalendarContent) -> list[str]:
    events = icalendar.Calendar.from_ical(calendar(content)).walk("VEVENT")
    return [str(event["SUMMARY"]) for event in events]


def test_ideas_unplaced_and_private_items_stay_out_and_cancelled_ones_stay(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    assert summaries(trip.whole("fr")) == [
        "ensemble", "pour A", "pour B", "pour A et B", "ANNULÉ\u00a0: annulé",
    ]  # fmt: skip


def test_a_delegate_gets_their_sub_group_and_the_team_everything(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    first, second, interpreter = trip.readers
    assert summaries(trip.of(first, "fr")) == ["ensemble", "pour A", "pour A et B", "ANNULÉ\u00a0: annulé"]
    assert summaries(trip.of(second, "fr")) == ["ensemble", "pour B", "pour A et B", "ANNULÉ\u00a0: annulé"]
    assert len(summaries(trip.of(interpreter, "fr"))) == 5


def test_each_in_their_language_unless_told_otherwise(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    first, _, interpreter = trip.readers
    assert (trip.of(first).language, trip.of(interpreter).language) == ("zh", "zh")
    assert trip.of(first, "en").language == "en"


def test_the_uid_is_the_uuid_of_the_item_and_the_same_in_every_file(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    uuids = {item.uuid for item, _ in trip.items}
    for reader, content in calendars_of(trip):
        found = {str(e["UID"]) for e in icalendar.Calendar.from_ical(calendar(content)).walk("VEVENT")}
        assert found <= uuids if reader else found == uuids


def test_groups_are_named_for_the_whole_trip_only(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    whole = calendar(trip.whole("fr")).decode()
    own = calendar(trip.of(trip.readers[0], "fr")).decode()
    assert "Groupe A" in whole
    assert "Groupe" not in own


def test_nothing_about_people_is_in_any_calendar(workspace: Workspace) -> None:
    trip = made(workspace, plain_trip)
    for _, content in calendars_of(trip):
        text = calendar(content).replace(b"\r\n ", b"").decode()
        for word in ("李娜", "王琳", "LI Na", "WANG Lin", "MARTIN", "arachides", "ATTENDEE"):
            assert word not in text


def differing(session: Session) -> int:
    trip = Trip(session)
    trip.add(session, "absent", at(13, 9), at(13, 10))
    trip.add(session, "en partie", at(13, 11), at(13, 12))
    trip.add(session, "invité", at(13, 14), at(13, 15), "B")
    trip.add(session, "en ligne", at(13, 16), at(13, 17))
    person = trip.people[0].id
    session.add_all(
        [
            Participation(item_id=trip.items["absent"], person_id=person, mode="absent"),
            Participation(
                item_id=trip.items["en partie"], person_id=person, from_time=at(13, 11, 30), note=fr("Rejoint")
            ),
            Participation(item_id=trip.items["invité"], person_id=person),
            Participation(item_id=trip.items["en ligne"], person_id=person, mode="online"),
        ]
    )
    session.flush()
    return trip.id


def test_one_persons_presence_may_differ_from_the_groups(workspace: Workspace) -> None:
    trip = made(workspace, differing)
    own = trip.of(trip.readers[0], "fr")
    assert [(e.title.get("fr"), e.start, e.online) for e in own.events] == [
        ("en partie", at(13, 11, 30), False),
        ("invité", at(13, 14), False),
        ("en ligne", at(13, 16), True),
    ]
    text = calendar(own).decode()
    assert "Rejoint" in text
    assert "Vous participez en ligne." in text
    assert "Rejoint" not in calendar(trip.of(trip.readers[1], "fr")).decode()


def leaving(session: Session) -> int:
    trip = Trip(session)
    for day in (13, 14, 15):
        trip.add(session, f"jour {day}", at(day, 9), at(day, 10))
    delegate = session.query(Delegate).filter_by(rank=1).one()
    delegate.arrives_on, delegate.leaves_on = date(2027, 6, 14), date(2027, 6, 14)
    session.flush()
    return trip.id


def test_who_arrives_late_or_leaves_early_gets_their_days(workspace: Workspace) -> None:
    trip = made(workspace, leaving)
    assert summaries(trip.of(trip.readers[0], "fr")) == ["jour 14"]
    assert summaries(trip.of(trip.readers[1], "fr")) == ["jour 13", "jour 14", "jour 15"]


def travelling(session: Session) -> int:
    trip = Trip(session)
    town = Place(name=fr("Chamonix"))
    start = Place(name=fr("Annecy, gare"), latitude=45.9, longitude=6.12)
    montenvers = Place(name=fr("Gare du Montenvers"), parent=town, latitude=45.92, longitude=6.87)
    site = Site(name=fr("Mer de Glace"), latitude=45.93, longitude=6.92)
    host = Organisation(name=fr("Asters"))
    session.add_all([town, start, montenvers, site, host])
    session.flush()
    trip.add(session, "car", at(13, 8), at(13, 9, 30), type="transfer", from_place_id=start.id, to_place_id=town.id,
             place_id=town.id, distance_km=104, drive_min=75)  # fmt: skip
    visit = trip.add(session, "visite", at(13, 9, 45), at(13, 12), site_id=site.id, place_id=montenvers.id)
    visit.host_links = [ItemHost(organisation_id=host.id)]
    visit.internal_notes, visit.team_notes = "secret du bureau", fr("pour l’équipe")
    trip.add(session, "autre groupe", at(13, 9, 45), at(13, 12), "B", place_id=montenvers.id)
    trip.add(session, "plus tard", at(13, 15), at(13, 16), place_id=montenvers.id)
    session.flush()
    return trip.id


def test_places_drives_and_hosts(workspace: Workspace) -> None:
    trip = made(workspace, travelling)
    coach, visit, _, later = icalendar.Calendar.from_ical(calendar(trip.whole("fr"))).walk("VEVENT")
    assert str(coach["LOCATION"]) == "Annecy, gare"
    assert str(coach["DESCRIPTION"]).splitlines()[1:] == [
        "Trajet\u00a0: Annecy, gare → Chamonix",
        "104\u00a0km, environ 1\u00a0h\u00a015",
    ]
    assert "X-APPLE-TRAVEL-DURATION" not in coach
    assert str(visit["LOCATION"]) == "Mer de Glace"
    assert visit["GEO"].to_ical() == "45.93;6.92"
    assert visit["X-APPLE-TRAVEL-DURATION"].dt == timedelta(minutes=75)
    assert "Accueil\u00a0: Asters" in str(visit["DESCRIPTION"])
    assert "X-APPLE-TRAVEL-DURATION" not in later
    assert str(later["LOCATION"]) == "Gare du Montenvers, Chamonix"


def test_notes_for_the_office_and_the_team_stay_out(workspace: Workspace) -> None:
    text = calendar(made(workspace, travelling).whole("fr")).decode()
    assert "secret" not in text
    assert "équipe" not in text


def test_the_stamp_is_the_last_edit_also_of_what_hangs_on_the_item(workspace: Workspace) -> None:
    trip_id = workspace.do(msg("Build"), travelling)

    def link_times(session: Session) -> tuple[datetime, datetime]:
        item = session.query(Item).filter(Item.trip_id == trip_id, Item.site_id.is_not(None)).one()
        return item.created_at, max(item.updated_at, item.host_links[0].updated_at)

    created, changed = workspace.get(link_times)
    visit = workspace.get(read_trip, trip_id).items[1][1]
    assert (visit.created, visit.changed, visit.stamp, visit.sequence) == (created, changed, changed, 0)


def test_the_same_trip_gives_the_same_bytes(workspace: Workspace) -> None:
    trip_id = workspace.do(msg("Build"), plain_trip)
    one, other = (workspace.get(read_trip, trip_id) for _ in range(2))
    assert [calendar(content) for _, content in calendars_of(one)] == [
        calendar(content) for _, content in calendars_of(other)
    ]


def test_the_document_kind_makes_one_persons_file(workspace: Workspace, tmp_path: Any) -> None:
    trip_id = workspace.do(msg("Build"), plain_trip)
    kind = registry.kind("calendar")
    person = workspace.get(find_participant, trip_id, "li na")
    content = workspace.get(kind.read, trip_id, registry.Request("fr", person=person.uuid))
    target = registry.write(kind, content, tmp_path / "x.ics")
    assert target.read_bytes() == calendar(workspace.get(read_trip, trip_id).of(person, "fr"))
    with pytest.raises(NotFound):
        workspace.get(kind.read, trip_id, registry.Request("fr", person="nobody"))


def test_files_for_everybody_and_for_simple_phones(workspace: Workspace, tmp_path: Any) -> None:
    trip = made(workspace, plain_trip)
    files = write_calendars(trip.trip, calendars_of(trip), tmp_path, "fr")
    assert sorted(file.name for file in files) == [
        "2027-06_ALP_Calendrier_brouillon_en.ics",
        "2027-06_ALP_Calendrier_brouillon_fr.ics",
        "2027-06_ALP_Calendrier_brouillon_zh.ics",
        "2027-06_ALP_Calendrier_brouillon_zh_Anne-MARTIN.ics",
        "2027-06_ALP_Calendrier_brouillon_zh_LI-Na.ics",
        "2027-06_ALP_Calendrier_brouillon_zh_WANG-Lin.ics",
    ]
    phone = write_calendars(trip.trip, calendars_of(trip, trip.readers[0], "fr", "phone"), tmp_path, "fr")
    assert [file.name for file in phone[1:]] == [
        "001_2027-06-13-0900_ensemble.ics",
        "002_2027-06-14-0900_pour-A.ics",
        "003_2027-06-15-0900_pour-A-et-B.ics",
        "004_2027-06-15-1400_ANNULÉ-annulé.ics",
    ]
    assert all(file.parent.name == "2027-06_ALP_Calendrier_brouillon_fr_LI-Na" for file in phone[1:])
    assert not list(tmp_path.rglob(".*"))


def test_the_stamp_moves_with_a_renamed_site_and_with_a_link_that_goes(workspace: Workspace) -> None:
    trip_id = workspace.do(msg("Build"), travelling)

    def stamps() -> list[datetime]:
        return [event.changed for _, event in workspace.get(read_trip, trip_id).items]

    def rename(session: Session) -> int:
        site = session.query(Site).first()
        assert site is not None
        site.name = site.name.with_words("fr", "Réserve des Deux-Lacs")
        return site.id

    before = stamps()
    site_id = workspace.do(msg("Rename"), rename)
    after = stamps()
    at_site = [item.site_id == site_id for item, _ in workspace.get(read_trip, trip_id).items]
    assert any(at_site)
    assert [late > early for late, early in zip(after, before, strict=True)] == at_site

    def part(session: Session, groups: bool) -> int:
        item = session.query(Item).filter(Item.trip_id == trip_id).order_by(Item.start).first()
        delegation = session.query(Delegation).first()
        assert item is not None
        assert delegation is not None
        set_item_subgroups(session, item.id, None, tuple(g.id for g in delegation.subgroups[:1]) if groups else ())
        return item.id

    moments = [stamps()[0]]
    for groups in (True, False):
        workspace.do(msg("Part"), part, groups)
        moments.append(stamps()[0])
    assert moments == sorted(set(moments))
