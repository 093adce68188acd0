"""What is read from the database for the rules: everything they ask, and nothing that is protected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.i18n import languages, say
from tripplanner.model.aims import TripTheme
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.places import Leg, LegClosure
from tripplanner.model.programme import Item, Participation
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Lodging, Objective, Trip
from tripplanner.planning.checks import check_trip, checking, read_trip
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.text import Text

CANARY = "CANARY-4711"
KINDS = ("passport", "birth_date", "diet", "health", "mobility", "emergency_contact")


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


def trip_of(session: Session) -> Trip:
    return session.scalars(sa.select(Trip)).one()


def read(session: Session, today: date | None = None) -> CheckedTrip:
    session.flush()
    session.expire_all()
    return read_trip(session, trip_of(session).id, today)


def item_of(trip: CheckedTrip, code: str) -> CheckedItem:
    return next(one for one in trip.items if one.code == code)


def rules_told(session: Session, today: date | None = None) -> set[str]:
    session.flush()
    session.expire_all()
    return {one.rule for one in check_trip(session, trip_of(session).id, today)}


def test_protected_values_are_seen_to_be_kept_and_never_read(session: Session) -> None:
    person = session.scalars(sa.select(Person).where(Person.family_name == "Zheng")).one()
    person.sensitive = [SensitiveValue(kind=kind, value=CANARY, keep_until=date(2027, 7, 1)) for kind in KINDS]
    session.flush()
    session.expire_all()
    statements: list[str] = []
    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    trip = read_trip(session, trip_of(session).id, date(2027, 7, 2))
    asked = [one for one in statements if "sensitive_value" in one]
    assert len(asked) == 2  # what is kept of whom; when a diet was last written
    assert not any("sensitive_value.value" in one for one in asked)
    assert CANARY not in repr(trip)
    told = checking(trip).findings
    rules = {one.rule for one in told}
    assert {"people.passport_unverified", "site.walk_unverified", "privacy.retention_passed"} <= rules
    said = [say(one.what, language) for one in told for language in languages()]
    assert not any(CANARY in one for one in said)
    protected = [one for one in told if one.rule.split(".")[0] == "privacy" or "verified" in one.rule]
    assert not any("ZHENG" in say(one.what, "en") for one in protected)


def test_a_closed_leg_lengthens_the_drive_that_depends_on_it(session: Session) -> None:
    leg = session.get_one(Leg, item_of(read(session), "D3-01").leg_id or 4)
    leg.closures = [LegClosure(first_day=date(2027, 6, 15), last_day=date(2027, 6, 15), detour_min=200, detour_km=150)]
    ride = item_of(read(session), "D3-01")
    assert ride.drive_min == 200
    assert ride.closed is not None
    assert {"time.road_closed"} <= rules_told(session)
    leg.closures[0].first_day = leg.closures[0].last_day = date(2027, 6, 16)
    assert item_of(read(session), "D3-01").closed is None
    assert "time.road_closed" not in rules_told(session)


def test_beds_nights_and_hosts_are_read(session: Session) -> None:
    trip = read(session)
    hotel = trip.lodgings[0]
    assert hotel.nights == {(date(2027, 6, 13), 0), (date(2027, 6, 14), 0)}
    assert {one.person_id for one in trip.travellers} <= hotel.guests
    assert [host.state for host in item_of(trip, "D2-01").hosts] == ["to_contact"] * 3
    lodging = session.scalars(sa.select(Lodging).order_by(Lodging.id)).first()
    assert lodging is not None
    lodging.rooms[0].guests.clear()
    assert "people.rooming_incomplete" in rules_told(session)


def test_zones_locks_parts_and_groups_are_read(session: Session) -> None:
    item = session.scalars(sa.select(Item).where(Item.code == "D7-04")).one()
    head = session.scalars(sa.select(Person).where(Person.family_name == "Zheng")).one()
    item.locked, item.end_zone = True, "Asia/Shanghai"
    item.participants.append(Participation(person=head, mode="absent"))
    found = item_of(read(session), "D7-04")
    assert (found.locked, found.everyone, found.zone, found.end_zone) == (True, False, "Europe/Paris", "Asia/Shanghai")
    assert [(part.name, part.mode) for part in found.parts] == [("郑远山 ZHENG Yuanshan", "absent")]
    assert item_of(read(session), "D1-01").everyone


def test_the_glossary_is_read_once_as_long_as_it_is_the_same(session: Session) -> None:
    one, other = read(session), read(session)
    assert one.glossary is other.glossary
    assert checking(one).after(other).findings == checking(other).findings
    assert one.homes == ("CN",)


def test_what_is_past_is_not_asked_for(session: Session) -> None:
    due = {"people.host_unconfirmed", "people.passport_unverified"}
    assert due <= rules_told(session, date(2027, 6, 12))
    assert due.isdisjoint(rules_told(session, date(2027, 6, 21)))
    assert due.isdisjoint(rules_told(session))


def test_themes_of_the_trip_and_of_its_objectives_are_what_it_is_about(session: Session) -> None:
    trip = trip_of(session)
    about = {theme.code: objective.get("en") for theme, objective in read(session).aims}
    assert about == {
        "corridor-assessment": "Compare three connectivity assessment methods",
        **dict.fromkeys(
            ("wildlife-crossings", "river-continuity", "mature-forests", "climate-change"),
            "See crossings, river, forest and climate cases in the field",
        ),
    }
    seminar = next(item for item in read(session).items if item.code == "D2-01")
    assert len(seminar.themes) == 2
    for code in ("bird-migration", "finance"):
        theme = session.scalars(sa.select(Theme.id).where(Theme.code == code)).one()
        trip.theme_links.append(TripTheme(theme_id=theme, position=9))
    session.flush()
    told = [one for one in check_trip(session, trip.id, None) if one.rule == "learning.theme_without_visit"]
    assert [say(one.what, "en") for one in told] == ["No visit shows Bird migration, which the trip is about."]


def test_a_theme_that_an_objective_names_in_any_language_is_read(session: Session) -> None:
    for one in (trip_of(session), *trip_of(session).objectives):
        one.theme_links.clear()
    session.flush()
    assert {theme.code for theme, _ in read(session).aims} == {"corridor-assessment"}
    objective = session.scalars(sa.select(Objective).order_by(Objective.id)).first()
    assert objective is not None
    objective.text = Text.of("fr", fr="Le lynx, l’ours brun et la forestière", zh="了解棕熊与湿地")
    assert {theme.code for theme, _ in read(session).aims} == {"lynx", "bear", "wetlands"}
    told = [one for one in check_trip(session, trip_of(session).id, None) if one.rule == "learning.theme_without_visit"]
    assert [row.code for one in told for row in one.rows if row.table == "theme"] == []
    objective.text = Text.of("fr", fr="La migration des oiseaux et le lynx")
    assert "learning.theme_without_visit" in rules_told(session)
