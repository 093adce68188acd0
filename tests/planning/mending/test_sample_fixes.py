"""Every fix offered for the sample, applied for good: it does what was tried on the frozen trip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model.checks import CheckLevel, Dismissal
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.planning.checks import LEVELS, Checking, Finding, Fix, checking, read_trip
from tripplanner.planning.checks.roster import Dismissed
from tripplanner.planning.fixing import ask_hosts, set_item_fields
from tripplanner.planning.mending import fixes

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

TODAY = date(2027, 6, 10)  # three days before: hosts should have confirmed


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        found.scalars(sa.select(Item).where(Item.code == "D3-05")).one().locked = True
        found.commit()
        yield found


def checked(session: Session) -> Checking:
    return checking(read_trip(session, session.scalars(sa.select(Trip.id)).one(), TODAY))


def weights(found: Checking) -> dict[str, int]:
    """How much there is of each matter: three for what blocks, two for what warns, one for what informs."""
    weight: dict[str, int] = {}
    for finding in found.findings:
        weight[finding.about] = weight.get(finding.about, 0) + len(LEVELS) - LEVELS.index(finding.level)
    return weight


def items(session: Session) -> dict[str, tuple[object, ...]]:
    return {item.uuid: (item.status, item.start is None, item.locked) for item in session.scalars(sa.select(Item))}


def unlike(offered: list[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """Of a rule whose fix asks hosts or fills in one field, the first three: the others differ in their item alone."""
    met = Counter[str]()
    kept: list[tuple[Finding, Fix]] = []
    for finding, fix in offered:
        alike = fix.verb in (ask_hosts, set_item_fields)
        met[finding.rule] += alike
        if not alike or met[finding.rule] <= 3:
            kept.append((finding, fix))
    return kept


def test_every_first_fix_settles_its_finding_and_makes_no_other(session: Session) -> None:
    before = checked(session)
    old, kept = weights(before), items(session)
    offered = [(finding, own[0]) for finding in before.findings if (own := fixes(before, finding))]
    assert len(offered) >= 50
    offered = unlike(offered)
    assert len(offered) >= 40
    for finding, fix in offered:
        point = session.begin_nested()
        fix.verb(session, *fix.args, **fix.kwargs)
        session.flush()
        session.expire_all()
        after = checked(session)
        new = weights(after)
        assert new.get(finding.about, 0) < old[finding.about], (finding, fix)
        assert {one: weight for one, weight in new.items() if weight > old.get(one, 0)} == {}, (finding, fix)
        now = items(session)
        assert now.keys() >= kept.keys()
        for uuid, (status, waiting, locked) in kept.items():
            assert now[uuid][1:] == (waiting, locked)
            assert now[uuid][0] == status or now[uuid][0] in ("requested", "confirmed")
        assert session.scalars(sa.select(sa.func.count(CheckLevel.id))).one() == 0
        assert session.scalars(sa.select(sa.func.count(Dismissal.id))).one() == 0
        point.rollback()
        session.expire_all()
    assert items(session) == kept


def test_what_is_locked_is_never_moved(session: Session) -> None:
    before = checked(session)
    (locked,) = (item for item in before.trip.items if item.locked)
    for finding in before.findings:
        for fix in fixes(before, finding):
            moves = [move for arg in fix.args if isinstance(arg, tuple) for move in arg]
            assert locked.id not in [move[0] for move in moves if isinstance(move, tuple)]


def test_a_dismissed_finding_offers_nothing(session: Session) -> None:
    before = checked(session)
    finding = next(one for one in before.findings if one.rule == "site.permit_missing")
    assert fixes(before, finding)
    assert fixes(before, replace(finding, dismissed=Dismissed("on the telephone"))) == ()
