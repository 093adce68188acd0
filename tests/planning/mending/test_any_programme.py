"""First fixes of programmes nobody would write, applied for good: the finding is less, nothing else is worse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from examples import many
from tripplanner.i18n import msg
from tripplanner.model.checks import CheckLevel, Dismissal
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, ItemSubGroup
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, SubGroup, Trip, TripMember, Vehicle
from tripplanner.planning.checks import LEVELS, Checking, checking, read_trip
from tripplanner.planning.mending import fixes
from tripplanner.planning.trips import create_trip
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

LABEL = msg("Edit")
FIRST, TODAY = date(2027, 6, 14), date(2027, 6, 10)
SITES, PLACES = ("S02", "S04", "S06", "S07", "S27"), ("annecy", "chamonix", "chambery")
TYPES = ("visit", "visit", "meeting", "meal", "transfer", "debrief", "ceremony", "lodging", "arrival", "departure")

Programme = list[dict[str, Any]]
ITEM = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES),
        "day": st.integers(-1, 2),
        "quarter": st.integers(20, 92),
        "minutes": st.sampled_from((-60, 0, 45, 60, 90, 180, 240, 420)),
        "site": st.sampled_from((None, *SITES)),
        "place": st.sampled_from((None, *PLACES)),
        "groups": st.sampled_from(("", "", "", "A", "B")),
        "locked": st.sampled_from((False, False, False, True)),
        "status": st.sampled_from(("idea", "requested", "confirmed", "cancelled")),
        "interpreting": st.sampled_from((None, "none", "consecutive")),
    }
)


@pytest.fixture(scope="module")
def workspace(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(shutil.copy(sample_database, tmp_path_factory.mktemp("any"))) as opened:
        yield opened


def _write(session: Session, programme: Programme) -> tuple[int, str]:
    """A trip of two days for two sub-groups; items may lie before it, after it, and end before they start."""
    id = create_trip(session, title=Text.of(fr="Essai"), first_day=FIRST, last_day=FIRST + timedelta(days=1),
                     languages=("fr",))  # fmt: skip
    trip = session.get_one(Trip, id)
    groups = {code: SubGroup(code=code, expected_size=9) for code in "AB"}
    trip.delegations.append(Delegation(name=Text.of(fr="D"), subgroups=list(groups.values())))
    groups["B"].compliance_profile = "officials"
    trip.members = [TripMember(person=Person(family_name=role), role=role) for role in ("staff", "interpreter")]
    coach = Vehicle(code="coach", seats=19)
    trip.vehicles.append(coach)
    known = {one.code: one for kind in (Site, Place) for one in session.scalars(sa.select(kind))}
    for number, one in enumerate(programme):
        start = datetime.combine(FIRST, time()) + timedelta(days=one["day"], minutes=15 * one["quarter"])
        item = Item(
            trip_id=id, code=f"{number}", title=Text.of(fr=f"Point {number}"), type=one["type"], start=start,
            end=start + timedelta(minutes=one["minutes"]), locked=one["locked"], status=one["status"],
            interpreting=one["interpreting"],
        )  # fmt: skip
        if one["type"] == "transfer":
            item.from_place, item.to_place = known["annecy-pringy"], known[one["place"] or "annecy"]
            item.drive_min, item.vehicle = 50, coach
        else:
            item.site = known[one["site"]] if one["site"] and one["type"] == "visit" else None
            item.place = known[one["place"]] if one["place"] else None
        item.subgroup_links = [ItemSubGroup(subgroup=groups[code]) for code in one["groups"]]
        session.add(item)
    session.flush()
    return id, trip.uuid


def _worst(found: Checking) -> dict[str, int]:
    """What findings are about, and how bad the worst of them is: three blocks, two warns, one informs."""
    worst: dict[str, int] = {}
    for one in found.findings:
        worst[one.about] = max(worst.get(one.about, 0), len(LEVELS) - LEVELS.index(one.level))
    return worst


def _state(session: Session, trip: int) -> dict[str, tuple[Any, ...]]:
    """By item what no fix may take away: that it is there, placed, not cancelled, and where it stands if locked."""
    items = session.scalars(sa.select(Item).where(Item.trip_id == trip))
    return {
        one.uuid: (one.start is None, one.status == "cancelled", one.locked, one.locked and (one.start, one.end))
        for one in items
    }


def _decisions(session: Session) -> int:
    return sum(session.scalars(sa.select(sa.func.count(kind.id))).one() for kind in (CheckLevel, Dismissal))


@settings(
    max_examples=many(12, least=6),
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ITEM, min_size=2, max_size=6))
def test_a_first_fix_settles_its_finding_and_spoils_nothing(workspace: Workspace, programme: Programme) -> None:
    trip, scope = workspace.do(LABEL, _write, programme)
    before = checking(workspace.get(read_trip, trip, TODAY))
    old, kept, export = _worst(before), workspace.get(_state, trip), workspace.get(canonical_export)
    for finding in before.findings:
        for fix in fixes(before, finding, 1):
            workspace.do(fix.label, fix.verb, *fix.args, scope=scope, **fix.kwargs)
            after = checking(workspace.get(read_trip, trip, TODAY))
            new, now, said = _worst(after), workspace.get(_state, trip), (finding.rule, fix.label, fix.args)
            assert new.get(finding.about, 0) < old[finding.about], said
            worse = {about for about, weight in new.items() if weight > max(old.get(about, 0), 1)}
            assert worse == set(), said
            assert {uuid: now.get(uuid) for uuid in kept} == kept, said
            assert workspace.get(_decisions) == 0
            workspace.undo(scope)
    assert workspace.get(canonical_export) == export
