"""Figures across trips, held against what a person would count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model.aims import ItemTheme, ObjectiveTheme
from tripplanner.model.costs import Cost
from tripplanner.model.feedback import SelfAssessment
from tripplanner.model.observations import Observation, ObservationTheme
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item, ItemHost, Question
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Objective, Trip
from tripplanner.planning.learning.statistics import Gap, Mean, statistics
from tripplanner.text import Text

TODAY = date(2028, 1, 1)
SAID = Text.of("fr", fr="Mot")


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    """Three more trips with a visit each at a new site with a new host, then one cancelled and one that is an idea."""
    with sample_session() as opened:
        site, host, theme = Site(name=SAID), Organisation(name=SAID), Theme(code="new", name=SAID)
        opened.add_all([site, host, theme])
        for number, status in enumerate(("done", "done", "confirmed", "cancelled", "idea")):
            day = date(2027, 3 + number, 5)
            trip = Trip(title=SAID, first_day=day, last_day=day)
            opened.add(trip)
            opened.flush()
            start = datetime(2027, 3 + number, 5, 9)
            item = Item(trip_id=trip.id, title=SAID, status=status, site_id=site.id, start=start,
                        end=start.replace(hour=11), actual_min=(150, 130, None, 10, 10)[number])  # fmt: skip
            item.host_links.append(
                ItemHost(organisation_id=host.id, state="refused" if status == "cancelled" else "confirmed")
            )
            item.theme_links.append(ItemTheme(theme=theme))
            opened.add(item)
            opened.flush()
            opened.add(Cost(trip_id=trip.id, item_id=item.id, amount_minor=1000 + number, currency="EUR"))
            if number == 0:
                talk = Item(trip_id=trip.id, title=SAID, status="done", type="meeting", duration_min=60)
                talk.start = start.replace(hour=14)
                talk.host_links.append(ItemHost(organisation_id=host.id))
                opened.add(talk)
                item.questions.append(Question(text=SAID))
                for rating in (5, 4, None):
                    one = Observation(trip_id=trip.id, item_id=item.id, text=SAID, rating=rating)
                    one.theme_links.append(ObservationTheme(theme=theme))
                    opened.add(one)
                aim = Objective(text=SAID, trip_id=trip.id)
                aim.theme_links.append(ObjectiveTheme(theme=theme))
                opened.add(aim)
                opened.flush()
                for moment, value in (("before", 2), ("before", 3), ("after", 5)):
                    opened.add(SelfAssessment(objective_id=aim.id, moment=moment, value=value))
        opened.flush()
        yield opened


def test_a_site_its_host_and_its_theme(session: Session) -> None:
    found = statistics(session, TODAY)
    site = next(one for one in found.sites if one.name == SAID)
    assert (site.visits, site.trips, site.last, site.rating) == (3, 3, date(2027, 5, 5), Mean(4.5, 2))
    assert site.longer_min == Mean(20.0, 2)  # 150 and 130 minutes of 120
    host = next(one for one in found.hosts if one.name == SAID)
    assert (host.visits, host.trips, host.refused, host.last, host.within_year, host.tired) == (
        4, 3, 1, date(2027, 5, 5), 3, True,
    )  # fmt: skip
    theme = next(one for one in found.themes if one.name == SAID)
    assert (theme.visits, theme.trips, theme.cases, theme.observations) == (3, 3, 0, 3)
    for number in range(5):
        answer = Observation(trip_id=1, item_id=_item(session), rating=1 + number % 2, person_id=1 if number else None)
        session.add(answer)
        session.flush()
        if number == 1:  # two of the evening, and one of somebody
            told = next(one for one in statistics(session, TODAY).sites if one.name == SAID).rating
            assert told == Mean(None, 4)
    session.add(Observation(trip_id=1, item_id=_item(session), rating=1, person_id=2))
    session.flush()
    assert next(one for one in statistics(session, TODAY).sites if one.name == SAID).rating == Mean(17 / 8, 8)
    assert (theme.rating, theme.before, theme.after) == (Mean(4.5, 2), Mean(None, 2), Mean(None, 1))


def _item(session: Session) -> int:
    return session.scalars(sa.select(Item.id).where(Item.title == SAID, Item.actual_min == 150)).one()


def test_a_year_later_nobody_is_tired(session: Session) -> None:
    host = next(one for one in statistics(session, date(2028, 5, 5)).hosts if one.name == SAID)
    assert (host.within_year, host.tired) == (0, False)


def test_what_is_lacking_takes_time_and_money(session: Session) -> None:
    found, sample = statistics(session, TODAY), _sample_only(session)
    assert found.visits == sample.visits + 4
    own = {what: _minus(gap, sample.gaps[what]) for what, gap in found.gaps.items()}
    assert own["objective"] == Gap(4, 420, {"EUR": 3003})
    assert own["question"] == Gap(3, 300, {"EUR": 2003})
    assert own["theme"] == Gap(1, 60, {})
    assert own["observation"] == Gap(3, 300, {"EUR": 2003})


def test_without_any_trip_there_is_nothing(session: Session) -> None:
    for item in session.scalars(sa.select(Item)):
        item.status = "cancelled"
    session.flush()
    found = statistics(session, TODAY)
    assert (found.visits, found.trips, found.sites) == (0, 0, ())
    assert all(gap == Gap() for gap in found.gaps.values())


def _sample_only(session: Session) -> object:
    """The figures of what is not from this test."""
    kept = {item: item.status for item in session.scalars(sa.select(Item).where(Item.title == SAID))}
    for item in kept:
        item.status = "cancelled"
    session.flush()
    found = statistics(session, TODAY)
    for item, status in kept.items():
        item.status = status
    session.flush()
    return found


def _minus(gap: Gap, other: Gap) -> Gap:
    money = {
        key: value - other.money.get(key, 0) for key, value in gap.money.items() if value != other.money.get(key, 0)
    }
    return Gap(gap.visits - other.visits, gap.minutes - other.minutes, money)
