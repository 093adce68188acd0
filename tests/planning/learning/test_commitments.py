"""Commitments: who answers for them, until when, what was heard; they are told to case studies and outlive the trip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, say
from tripplanner.model.cases import CaseStudy
from tripplanner.model.commitments import STATUSES
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, Trip
from tripplanner.planning.checks import check_trip
from tripplanner.planning.learning import commitments as kept
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

TRIP_ENDS = date(2027, 6, 20)
ASKED = date(2027, 12, 20)


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def trip(session: Session) -> Trip:
    return session.scalars(sa.select(Trip)).one()


def test_every_status_has_its_word() -> None:
    assert tuple(kept.STATUS) == STATUSES


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        ("2027-06-20", "2027-12-20"),
        ("2027-08-31", "2028-02-29"),
        ("2026-08-31", "2027-02-28"),
        ("2027-07-01", "2028-01-01"),
    ],
)
def test_six_months_later(last: str, asked: str) -> None:
    assert kept.follow_up_day(date.fromisoformat(last)) == date.fromisoformat(asked)


def test_a_commitment_from_its_making_to_the_case_study(session: Session, trip: Trip) -> None:
    case = session.scalars(sa.select(CaseStudy).where(CaseStudy.code == "C01")).one()
    host = session.scalars(sa.select(Organisation)).first()
    item = session.scalars(sa.select(Item).where(Item.type == "visit")).first()
    assert host is not None
    assert item is not None
    made = kept.add_commitment(session, trip.id, "zh", " 编写评估指南 ", item_id=item.id, case_id=case.id)
    second = kept.add_commitment(session, trip.id, "fr", "Envoyer les plans", due=date(2027, 9, 1))
    kept.own_commitment(session, made, None, host.id)
    kept.date_commitment(session, made, date(2027, 11, 30))
    kept.reword_commitment(session, made, "fr", "Rédiger un guide d’évaluation")
    row, other = kept.list_commitments(session, trip.id)
    assert (row.id, row.text.get("zh"), row.text.get("fr"), row.text.source) == (
        made, "编写评估指南", "Rédiger un guide d’évaluation", "zh",
    )  # fmt: skip
    assert (row.organisation, row.item, row.case, row.status) == (host.name, item.title, case.title, "open")
    assert (row.owned, other.owned, other.due) == (True, False, date(2027, 9, 1))
    assert [one.id for one in kept.list_commitments(session)] == [second, made]  # by what falls due
    trip.stage = "archived"  # six months later it is
    later = kept.hear_of(session, made, date(2027, 12, 21), "done", "fr", "Guide publié, 40 pages")
    kept.hear_of(session, made, date(2027, 10, 1), "stuck", "fr", "Pas de budget")
    row = kept.commitment_row(session, made)
    assert (row.status, [one.status for one in row.heard]) == ("done", ["stuck", "done"])  # the latest day counts
    before = len(case.results)
    assert kept.tell_case(session, made) == kept.tell_case(session, made)
    assert [(one.text.get("fr"), one.evidence.get("zh"), one.dated) for one in case.results[before:]] == [
        ("Guide publié, 40 pages", "编写评估指南", "2027-12-21")
    ]
    kept.unhear(session, later)
    assert kept.commitment_row(session, made).status == "stuck"
    kept.remove_commitment(session, second)
    assert [one.id for one in kept.list_commitments(session, statuses=("stuck",))] == [made]


def test_what_cannot_be_is_refused_in_words(session: Session, trip: Trip) -> None:
    made = kept.add_commitment(session, trip.id, "fr", "Écrire")
    other = Trip(title=Text.of("fr", fr="Autre"), first_day=TRIP_ENDS, last_day=TRIP_ENDS)
    session.add(other)
    session.flush()
    item = Item(trip_id=other.id, title=Text.of("fr", fr="Ailleurs"))
    session.add(item)
    session.flush()
    refused = [
        (lambda: kept.add_commitment(session, trip.id, "fr", "  "), "There is nothing to note."),
        (lambda: kept.reword_commitment(session, made, "fr", ""), "There is nothing to note."),
        (lambda: kept.place_commitment(session, made, item.id, None), "The visit belongs to another trip."),
        (lambda: kept.tell_case(session, made), "This commitment belongs to no case study."),
    ]
    for deed, what in refused:
        with pytest.raises(TripPlannerError) as problem:
            deed()
        assert say(problem.value.what, "en") == what


def found(session: Session, trip: Trip, today: date) -> list[tuple[str, str]]:
    rules = ("learning.commitment_without_owner", "learning.commitment_without_date", "learning.no_follow_up",
             "learning.commitment_late")  # fmt: skip
    said = check_trip(session, trip.id, today)
    return [(one.rule, row.uuid) for one in said if one.rule in rules for row in one.rows]


def test_rules_ask_for_an_owner_a_date_and_news(session: Session, trip: Trip) -> None:
    guest = session.scalars(sa.select(Delegate.person_id)).first()
    bare = kept.commitment_row(session, kept.add_commitment(session, trip.id, "fr", "Écrire"))
    whole = kept.commitment_row(
        session, kept.add_commitment(session, trip.id, "fr", "Lire", due=date(2028, 3, 1), person_id=guest)
    )
    lacking = [("learning.commitment_without_date", bare.uuid), ("learning.commitment_without_owner", bare.uuid)]
    assert found(session, trip, TRIP_ENDS) == lacking
    unheard = [("learning.no_follow_up", bare.uuid), ("learning.no_follow_up", whole.uuid)]
    assert sorted(found(session, trip, ASKED)) == sorted(lacking + unheard)
    kept.hear_of(session, whole.id, ASKED, "under_way")
    kept.hear_of(session, bare.id, ASKED, "done")
    assert found(session, trip, ASKED) == []
    assert found(session, trip, date(2028, 3, 2)) == [("learning.commitment_late", whole.uuid)]


def test_each_deed_is_one_step(database_url: str) -> None:
    with Workspace.open(database_url, actor="anna") as workspace:
        trip = workspace.do(msg("Edit"), _bare_trip)
        made = workspace.do(msg("Edit"), kept.add_commitment, trip, "fr", "Écrire", scope=None)
        workspace.do(msg("Edit"), kept.hear_of, made, TRIP_ENDS, "stuck")
        assert workspace.undo() is not None
        assert workspace.get(kept.commitment_row, made).status == "open"
        workspace.redo()
        assert [one.status for one in workspace.get(kept.list_commitments, trip)] == ["stuck"]


def _bare_trip(session: Session) -> int:
    trip = Trip(title=Text.of("fr", fr="Voyage"), first_day=TRIP_ENDS, last_day=TRIP_ENDS)
    session.add(trip)
    session.flush()
    return trip.id
