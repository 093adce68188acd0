"""How the hosts of a trip stand, in words with their age; whom one writes to."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tripplanner.i18n import say
from tripplanner.model.programme import ItemHost
from tripplanner.model.trips import Trip
from tripplanner.planning.requests import HostRequest, list_requests

TODAY = date(2027, 3, 11)


@pytest.fixture
def requests(sample_session: Callable[[], AbstractContextManager[Session]]) -> list[HostRequest]:
    with sample_session() as session:
        trip = session.query(Trip).one().id
        asked, refused = session.query(ItemHost).order_by(ItemHost.id)[:2]
        asked.state, refused.state = "asked", "refused"
        session.flush()
        return list_requests(session, trip)


def test_every_host_of_every_item_is_there_the_least_settled_first(requests: list[HostRequest]) -> None:
    assert [one.state for one in requests] == ["refused"] + ["to_contact"] * (len(requests) - 2) + ["asked"]
    starts = [one.start for one in requests[1:-1]]
    assert starts == sorted(starts)
    assert {one.language for one in requests} <= {"fr", "en"}


@pytest.mark.parametrize(
    ("changes", "days", "sentence"),
    [
        ({"state": "to_contact"}, None, "not asked yet"),
        ({"state": "asked", "since": TODAY - timedelta(6)}, 6, "asked 6 days ago, no answer"),
        ({"state": "asked", "since": TODAY - timedelta(1)}, 1, "asked 1 day ago, no answer"),
        ({"state": "asked", "since": TODAY}, 0, "asked today"),
        ({"state": "asked"}, None, "asked, no answer"),
        ({"state": "asked", "since": TODAY - timedelta(3), "answer": "tentative"}, 3,
         "accepted provisionally, asked 3 days ago"),
        ({"state": "asked", "since": TODAY, "answer": "counter"}, 0, "proposes another time"),
        ({"state": "confirmed", "since": date(2027, 3, 2)}, None, "confirmed on Tue 2\N{NO-BREAK SPACE}March"),
        ({"state": "refused"}, None, "refused"),
    ],
)  # fmt: skip
def test_age(requests: list[HostRequest], changes: dict[str, object], days: int | None, sentence: str) -> None:
    one = replace(requests[0], **{"since": None, "answer": "", **changes})  # type: ignore[arg-type]
    assert (one.waiting(TODAY), say(one.sentence(TODAY), "en")) == (days, sentence)


def test_one_asks_again_after_a_week_or_a_week_before_the_visit(requests: list[HostRequest]) -> None:
    asked = replace(requests[0], state="asked", since=TODAY - timedelta(6))
    assert asked.start is not None
    assert not asked.overdue(TODAY)
    assert asked.overdue(TODAY + timedelta(1))
    assert replace(asked, since=None).overdue(asked.start.date() - timedelta(7))
    assert not replace(asked, state="confirmed").overdue(TODAY + timedelta(30))
    assert not replace(asked, status="cancelled").overdue(TODAY + timedelta(1))
