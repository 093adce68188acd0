"""What was kept too long is shown by kind, then taken away for good; people of trips long over are proposed."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from letterbox import write
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.exchange import person_file
from tripplanner.i18n import msg
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.trips import Delegate, Delegation, Trip
from tripplanner.planning.privacy.contents import Health, Passport
from tripplanner.planning.privacy.gathering import gather
from tripplanner.planning.privacy.retention import (
    OldDelegate,
    Overdue,
    old_delegates,
    overdue,
    purge,
    set_retention_days,
    undated,
)
from tripplanner.planning.privacy.values import set_value
from tripplanner.planning.privacy.who import find_person
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import LABEL, make_vault

RETURN = date(2027, 6, 20)


def travel(session: Session, family: str, native: str = "") -> str:
    """A delegate of a trip that ends on the 20th of June 2027."""
    trip = Trip(code=family, title=Text.of("fr", fr="Voyage"), first_day=date(2027, 6, 13), last_day=RETURN)
    person = Person(family_name=family, given_name="Ni", native_family=native)
    delegation = Delegation(trip=trip, name=Text.of("fr", fr="Délégation"))
    session.add(Delegate(delegation=delegation, person=person, rank=1))
    session.flush()
    return person.uuid


def number(session: Session, uuid: str) -> int:
    return session.scalars(sa.select(Person.id).where(Person.uuid == uuid)).one()


@pytest.fixture
def kept(workspace: Workspace) -> tuple[Workspace, str]:
    make_vault(workspace)
    uuid = workspace.do(LABEL, travel, "Canary")
    for kind, content in (("passport", Passport("EA1234567")), ("health", Health("asthma-canary"))):
        id = workspace.get(number, uuid)
        workspace.do(LABEL, set_value, workspace.vault, id, kind, content)
    return workspace, uuid


def test_overdue_values_are_shown_by_kind_before_anything_happens(kept: tuple[Workspace, str]) -> None:
    workspace, uuid = kept
    last = date(2027, 7, 20)
    assert workspace.get(overdue, last) == ()
    assert workspace.get(overdue, date(2027, 7, 21)) == (
        Overdue("passport", 1, last, (uuid,)),
        Overdue("health", 1, last, (uuid,)),
    )
    assert workspace.get(undated) == 0


def test_a_purge_takes_values_and_every_trace_of_them(kept: tuple[Workspace, str]) -> None:
    workspace, _ = kept
    stored = workspace.get(lambda session: list(session.scalars(sa.select(SensitiveValue.value))))
    done = workspace.forever(msg("Take away"), purge, date(2027, 7, 21), ["passport"])
    assert (done.count, [one.kind for one in workspace.get(overdue, date(2028, 1, 1))]) == (1, ["health"])
    steps = workspace.get(lambda session: "".join(session.connection().exec_driver_sql(
        "SELECT images FROM undo_step").scalars()))  # fmt: skip
    assert stored[0] not in steps
    assert workspace.forever(msg("Take away"), purge, date(2027, 7, 21)).count == 1
    with pytest.raises(TripPlannerError, match="Undoing stops here"):
        workspace.undo()


def test_delegates_of_trips_long_over_are_proposed(kept: tuple[Workspace, str]) -> None:
    workspace, uuid = kept
    assert workspace.get(old_delegates, date(2030, 6, 20)) == ()
    found = workspace.get(old_delegates, date(2030, 6, 21))
    assert [(one.uuid, one.name, one.returned) for one in found] == [(uuid, "CANARY Ni", RETURN)]
    assert isinstance(found[0], OldDelegate)


def test_somebody_is_found_by_a_whole_name_or_identity(workspace: Workspace) -> None:
    uuid = workspace.do(LABEL, travel, "Li", "李")
    for key in (uuid, "LI Ni", "ni li", "李", "李 LI Ni"):
        assert workspace.get(find_person, key).uuid == uuid
    with pytest.raises(NotFound):
        workspace.get(find_person, "Li")
    workspace.do(LABEL, travel, "Li2", "李")
    with pytest.raises(TripPlannerError, match="Several people"):
        workspace.get(find_person, "李")


def write_to(session: Session, uuid: str) -> None:
    person = session.scalars(sa.select(Person).where(Person.uuid == uuid)).one()
    write(session, session.scalars(sa.select(Trip.id)).one(), person)


def test_everything_about_a_person_fits_in_one_file(kept: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, uuid = kept
    workspace.do(LABEL, write_to, uuid)
    gathered = workspace.get(gather, uuid, workspace.vault)
    assert gathered.protected["passport"]["number"] == "EA1234567"
    assert set(gathered.records) == {
        "person", "delegate", "sensitive_value", "outbox_message", "outbox_attachment",
    }  # fmt: skip
    assert gathered.records["outbox_message"][0]["subject"] == "行程 Ni"
    assert gathered.records["delegate"][0]["person_id"] == "CANARY Ni"
    assert person_file.file_name("../阿依努尔·麦麦提 Aynur MEMET/x", uuid) == "_阿依努尔·麦麦提 Aynur MEMET_x.zip"
    assert person_file.file_name("", uuid) == f"{uuid}.zip"
    target = person_file.write(gathered, tmp_path / "canary.zip", "fr")
    with zipfile.ZipFile(target) as archive:
        assert sorted(archive.namelist()) == ["data.json", "files/01-日历.ics", "index.html"]
        assert json.loads(archive.read("data.json"))["protected"]["health"] == {"words": "asthma-canary"}
        assert "asthma-canary" in archive.read("index.html").decode()


def test_half_an_answer_is_none(kept: tuple[Workspace, str]) -> None:
    workspace, uuid = kept
    workspace.vault.lock()
    with pytest.raises(VaultLocked):
        workspace.get(gather, uuid, workspace.vault)


def test_a_trip_that_moves_and_other_days_move_the_dates(kept: tuple[Workspace, str]) -> None:
    workspace, _ = kept

    def postpone(session: Session) -> None:
        session.scalars(sa.select(Trip)).one().last_day = date(2027, 7, 20)

    workspace.do(LABEL, postpone)
    assert workspace.get(overdue, date(2027, 8, 19)) == ()
    workspace.do(LABEL, set_retention_days, {"passport": 0, "health": 30})
    assert [one.kind for one in workspace.get(overdue, date(2027, 8, 19))] == ["passport"]
    kept_until = workspace.get(lambda session: list(session.scalars(sa.select(SensitiveValue.keep_until))))
    assert kept_until == [date(2027, 7, 20), date(2027, 8, 19)]
