"""Hosts of a trip, exchanges with partners, visits of a site and what was said of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import say
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, Trip
from tripplanner.planning.archived import Archived
from tripplanner.planning.exchanges import add_exchange, edit_exchange, remove_exchange, timeline
from tripplanner.planning.hosting import (
    furthest,
    host_of_trip,
    hosts_of_trip,
    remove_trip_host,
    set_host_contact,
    set_host_note,
    set_thanked,
    set_trip_host_state,
    trips_of_host,
)
from tripplanner.planning.visits import (
    add_observation,
    edit_observation,
    rate_observation,
    remove_observation,
    visits_of,
)

TODAY = date(2027, 5, 1)


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def trip_of(session: Session) -> Trip:
    return session.scalars(sa.select(Trip)).one()


def hosting(session: Session) -> ItemHost:
    """An organisation that hosts several items and has contacts."""
    many = sa.select(ItemHost.organisation_id).group_by(ItemHost.organisation_id).having(sa.func.count() > 2)
    has = sa.select(Contact.organisation_id)
    found = sa.select(ItemHost).where(ItemHost.organisation_id.in_(many), ItemHost.organisation_id.in_(has))
    one = session.scalars(found.order_by(ItemHost.id)).first()
    assert one is not None
    return one


def test_who_hosts_items_is_a_host_of_the_trip_with_the_state_its_items_tell(session: Session) -> None:
    trip = trip_of(session)
    hosts = hosts_of_trip(session, trip.id)
    organisations = set(session.scalars(sa.select(ItemHost.organisation_id)))
    assert {row.organisation_id for row in hosts} == organisations
    assert {row.id for row in hosts} == {None}
    assert [row.state for row in hosts] == [furthest(tuple(state for *_, state in row.items)) for row in hosts]
    assert furthest(("confirmed", "asked", "refused")) == "asked"
    assert (furthest(("refused",)), furthest(())) == ("refused", "to_contact")


def test_a_state_of_the_trip_says_where_its_items_differ_and_can_take_them_along(session: Session) -> None:
    trip, link = trip_of(session), hosting(session)
    set_trip_host_state(session, trip.id, link.organisation_id, "asked", TODAY)
    session.scalars(
        sa.select(ItemHost).where(ItemHost.organisation_id == link.organisation_id)
    ).first().state = "refused"  # type: ignore[union-attr]
    session.flush()
    (row,) = trips_of_host(session, link.organisation_id)
    others = sum(state != "asked" for *_, state in row.items)
    assert row.sentence is not None
    assert say(row.sentence, "en") == f"{others} of {len(row.items)} items hosted here are not “asked”."
    assert (row.state, row.since) == ("asked", TODAY)
    moved = set_trip_host_state(session, trip.id, link.organisation_id, "confirmed", date(2027, 5, 9), items=True)
    (row,) = trips_of_host(session, link.organisation_id)
    assert (moved, row.sentence, row.since) == (len(row.items), None, date(2027, 5, 9))


def test_thanks_are_due_after_the_trip_until_somebody_thanked(session: Session) -> None:
    trip, link = trip_of(session), hosting(session)
    after = date(2027, 7, 1)
    set_trip_host_state(session, trip.id, link.organisation_id, "confirmed", TODAY)
    assert [row.thanks_due for row in trips_of_host(session, link.organisation_id, after)] == [True]
    assert [row.thanks_due for row in trips_of_host(session, link.organisation_id, TODAY)] == [False]
    set_thanked(session, trip.id, link.organisation_id, after)
    set_host_note(session, trip.id, link.organisation_id, " à rappeler ")
    (row,) = trips_of_host(session, link.organisation_id, after)
    assert (row.thanks_due, row.thanked_on, row.note) == (False, after, "à rappeler")


def test_a_contact_works_there_and_a_host_of_items_is_not_taken_off(session: Session) -> None:
    trip, link = trip_of(session), hosting(session)
    own = session.scalars(sa.select(Contact).where(Contact.organisation_id == link.organisation_id)).first()
    foreign = session.scalars(sa.select(Contact).where(Contact.organisation_id != link.organisation_id)).first()
    assert own is not None
    set_host_contact(session, trip.id, link.organisation_id, own.id)
    with pytest.raises(TripPlannerError, match="does not work"):
        set_host_contact(session, trip.id, link.organisation_id, foreign.id if foreign else 0)
    with pytest.raises(TripPlannerError, match="hosts items"):
        remove_trip_host(session, host_of_trip(session, trip.id, link.organisation_id))
    hostless = session.scalars(
        sa.select(Organisation.id).where(~Organisation.id.in_(sa.select(ItemHost.organisation_id)))
    )
    loose = host_of_trip(session, trip.id, hostless.first() or 0)
    remove_trip_host(session, loose)
    assert loose not in {row.id for row in hosts_of_trip(session, trip.id)}


def test_the_timeline_is_latest_first_and_moves_the_last_contact(session: Session) -> None:
    contact = session.scalars(sa.select(Contact)).first()
    assert contact is not None
    contact.last_contacted = date(2026, 1, 1)
    organisation, trip = contact.organisation_id, trip_of(session)
    first = add_exchange(session, organisation, date(2026, 2, 3), "mail", "Demande", contact_id=contact.id)
    add_exchange(session, organisation, date(2026, 3, 4), "phone", "Accord", contact_id=contact.id, trip_id=trip.id)
    add_exchange(session, organisation, date(2026, 1, 2), "other", "Sans personne")
    rows = timeline(session, organisation)
    assert [row.summary for row in rows] == ["Accord", "Demande", "Sans personne"]
    assert [row.trip for row in rows] == [trip.title, None, None]
    assert contact.last_contacted == date(2026, 3, 4)
    edit_exchange(session, first, day=date(2026, 4, 5), summary="Demande écrite", way="letter")
    assert (timeline(session, organisation, contact.id)[0].way, contact.last_contacted) == ("letter", date(2026, 4, 5))
    remove_exchange(session, first)
    assert len(timeline(session, organisation)) == 2
    with pytest.raises(TripPlannerError, match="nothing to note"):
        add_exchange(session, organisation, TODAY, "mail", "  ")


def test_what_is_said_of_a_visit_is_kept_in_its_language_with_the_site(session: Session) -> None:
    site = session.scalars(sa.select(Site).where(Site.code == "S01")).one()
    (visit,) = visits_of(session, site.id).visits
    delegate = session.scalars(sa.select(Delegate).where(Delegate.rank == 1)).one()
    made = add_observation(
        session, visit.trip_id, "zh", "红外相机很有说服力", item_id=visit.item_id, person_id=delegate.person_id,
        kind="learnt", rating=5,
    )  # fmt: skip
    add_observation(session, visit.trip_id, "fr", "", site_id=site.id, rating=4)
    seen = visits_of(session, site.id)
    (said,) = seen.visits[0].said
    assert (said.text.source, said.day, said.kind) == ("zh", visit.day, "learnt")
    assert (seen.rating, len(seen.loose), seen.delegations) == (4.5, 1, 1)
    assert seen.visits[0].planned_min is not None
    edit_observation(session, made, "fr", "Les pièges photographiques convainquent")
    rate_observation(session, made, "transferable", None)
    (said,) = visits_of(session, site.id).visits[0].said
    assert (said.text.state("fr"), said.text.get("zh"), said.rating) == ("reviewed", "红外相机很有说服力", None)
    remove_observation(session, made)
    assert visits_of(session, site.id).visits[0].said == ()


def test_observations_that_say_nothing_are_refused(session: Session) -> None:
    trip = trip_of(session)
    for words, rating in (("", None), ("Bien", 0), ("Bien", 6)):
        with pytest.raises(TripPlannerError):
            add_observation(session, trip.id, "fr", words, rating=rating)


def test_an_archived_trip_refuses_all_of_it(session: Session) -> None:
    trip, link = trip_of(session), hosting(session)
    host = host_of_trip(session, trip.id, link.organisation_id)
    item = session.scalars(sa.select(Item).where(Item.site_id.is_not(None))).first()
    assert item is not None
    said = add_observation(session, trip.id, "fr", "Bien", item_id=item.id)
    line = add_exchange(session, link.organisation_id, TODAY, "mail", "Demande", trip_id=trip.id)
    trip.stage = "archived"
    session.flush()
    organisation = link.organisation_id
    for verb, arguments in (
        (host_of_trip, (trip.id, organisation)), (set_trip_host_state, (trip.id, organisation, "asked", TODAY)),
        (set_host_contact, (trip.id, organisation, None)), (set_thanked, (trip.id, organisation, TODAY)),
        (set_host_note, (trip.id, organisation, "x")), (remove_trip_host, (host,)),
        (add_observation, (trip.id, "fr", "x")), (edit_observation, (said, "fr", "x")),
        (rate_observation, (said, "seen", 1)), (remove_observation, (said,)), (remove_exchange, (line,)),
        (edit_exchange, (line,)),
    ):  # fmt: skip
        with pytest.raises(Archived):
            verb(session, *arguments)  # type: ignore[operator]
