"""Where records are used: every link of the model is known, and what blocks a deletion is what the database refuses."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from databases import SampleSession
from tripplanner.i18n import say
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Leg, Place
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, Delegation, Lodging, SubGroup, Trip, TripMember, Vehicle
from tripplanner.planning.using import ROLES, blocking, count_uses, links_to, uses

CLASSES: tuple[Any, ...] = (
    Site, Organisation, Contact, Person, Place, Leg, Theme, CaseStudy, Lodging, SubGroup, Delegation, Delegate,
    TripMember, Vehicle,
)  # fmt: skip


def test_every_link_that_is_no_part_has_a_word() -> None:
    links = [link for cls in CLASSES for link in links_to(cls) if not link.part]
    assert {link.key for link in links} - ROLES.keys() == set()


def test_a_site_is_used_where_the_sample_says(sample_session: SampleSession) -> None:
    with sample_session() as session:
        site = session.scalars(sa.select(Site).where(Site.code == "S01")).one()
        found = [(use.kind, say(use.role, "en"), use.trip_id is None) for use in uses(session, site)]
        assert found == [("items", "site", False), ("cases", "site of the case study", True)]
        assert count_uses(session, site) == 2


def test_a_person_s_room_and_a_lodging_s_nights_are_uses(sample_session: SampleSession) -> None:
    with sample_session() as session:
        lodging = session.scalars(sa.select(Lodging).order_by(Lodging.id)).first()
        assert lodging is not None
        assert [(use.kind, str(use.when)) for use in uses(session, lodging)] == [
            ("days", "2027-06-13"),
            ("days", "2027-06-14"),
        ]


def test_nothing_of_a_trip_itself_is_a_use_of_it(sample_session: SampleSession) -> None:
    with sample_session() as session:
        trip = session.scalars(sa.select(Trip)).one()
        assert uses(session, trip) == ()


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_blocks_is_what_the_database_refuses(sample_session: SampleSession, cls: Any) -> None:
    with sample_session() as session:
        session.connection().exec_driver_sql("PRAGMA foreign_keys=ON")
        for id in session.scalars(sa.select(cls.id).order_by(cls.id).limit(12)).all():
            record = session.get(cls, id)
            blocked = bool(blocking(session, record))
            try:
                with session.begin_nested() as inner:
                    session.delete(record)
                    session.flush()
                    inner.rollback()
                refused = False
            except IntegrityError:
                refused = True
            session.expire_all()
            assert (id, refused) == (id, blocked)
