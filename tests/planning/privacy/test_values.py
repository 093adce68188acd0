"""Protected values: kept encrypted, undone and moved as ciphertext, found again by their hash, encrypted anew."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from traceback import format_exception

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.cli.report import report as main_report
from tripplanner.errors import TripPlannerError
from tripplanner.model.journal import BinEntry, HistoryEntry, UndoStep
from tripplanner.model.offices import Setting
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.trips import Delegate, Delegation, Trip
from tripplanner.planning.privacy.classes import SETTING
from tripplanner.planning.privacy.contents import (
    CLASSES,
    BirthDate,
    Content,
    Diet,
    EmergencyContact,
    Health,
    Mobility,
    Passport,
    checked,
)
from tripplanner.planning.privacy.reveals import SHOW, RevealRow, reveal, reveals_of
from tripplanner.planning.privacy.rotating import rotate
from tripplanner.planning.privacy.values import (
    CHANGE,
    change_value,
    move_values,
    passport_twins,
    read_value,
    read_values,
    same_passport,
    set_value,
)
from tripplanner.settings import data_dir
from tripplanner.store.vault import ways
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.vault.secret import Secret
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import CHEAP, LABEL, PASSPHRASE, add_person, make_vault

CONTENTS: dict[str, Content] = {
    "passport": Passport("EA 123-4567", date(2031, 2, 1), "CN", "LI NA"),
    "birth_date": BirthDate(date(1980, 2, 29)),
    "diet": Diet(("no_pork", "allergy"), "花生 peanuts"),
    "health": Health("asthma"),
    "mobility": Mobility(45, 200, True, "slow"),
    "emergency_contact": EmergencyContact("王伟 +86 138"),
}


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    make_vault(workspace)
    return workspace


def put(workspace: Workspace, person: int, content: Content | None, kind: str = "") -> None:
    kind = kind or next(key for key, made in CLASSES.items() if type(content) is made)
    workspace.do(CHANGE, set_value, workspace.vault, person, kind, content)


def got(workspace: Workspace, person: int, kind: str) -> Content | None:
    found = workspace.get(read_value, workspace.vault, person, kind)
    return None if found is None else found.reveal()


def rows(session: Session) -> list[tuple[int, str, str]]:
    columns = (SensitiveValue.person_id, SensitiveValue.kind, SensitiveValue.value)
    return [tuple(row) for row in session.execute(sa.select(*columns).order_by(SensitiveValue.id))]


def test_each_kind_comes_back_as_it_was_and_one_can_be_set_in_part(office: Workspace) -> None:
    person = office.do(LABEL, add_person, "LI")
    for content in CONTENTS.values():
        put(office, person, content)
    assert office.get(read_values, office.vault, [person], list(CLASSES)) == {person: CONTENTS}
    office.do(CHANGE, change_value, office.vault, person, "passport", number=" g7 ")
    assert got(office, person, "passport") == Passport("g7", date(2031, 2, 1), "CN", "LI NA")
    put(office, person, Health("  "))
    assert got(office, person, "health") is None
    assert office.undo_label() == CHANGE
    step = office.get(lambda session: session.scalar(sa.select(sa.func.count()).select_from(UndoStep)))
    put(office, person, CONTENTS["diet"])
    assert office.get(lambda session: session.scalar(sa.select(sa.func.count()).select_from(UndoStep))) == step


def test_what_a_field_cannot_hold_is_refused_without_being_repeated() -> None:
    for content in (Passport(country="Chine"), Passport("x" * 5000), Diet(("soup",)), Mobility(-1), Mobility(1, 9999)):
        kind = next(key for key, made in CLASSES.items() if type(content) is made)
        with pytest.raises(TripPlannerError, match="cannot hold") as refused:
            checked(kind, content)
        assert not [one for one in ("Chine", "soup", "xxx", "9999") if one in str(refused.value)]
        assert repr(content).endswith("(••••••)")


def test_undo_and_redo_put_ciphertext_back_with_the_vault_locked(office: Workspace) -> None:
    person = office.do(LABEL, add_person, "LI")
    put(office, person, Health("asthma"))
    put(office, person, Health("none any more"))
    office.vault.lock()
    with pytest.raises(VaultLocked):
        put(office, person, Health("other"))
    office.undo()
    office.get(ways.unlock_by_passphrase, office.vault, PASSPHRASE)
    assert got(office, person, "health") == Health("asthma")
    office.undo()
    assert got(office, person, "health") is None
    office.redo()
    office.redo()
    assert got(office, person, "health") == Health("none any more")


def test_two_records_become_one_and_the_values_are_the_survivors(office: Workspace) -> None:
    lost, kept = office.do(LABEL, add_person, "LI"), office.do(LABEL, add_person, "Li")
    put(office, lost, CONTENTS["passport"])
    put(office, lost, Health("lost’s"))
    put(office, lost, Diet(("vegan",)))
    put(office, kept, Health("kept’s"))
    put(office, kept, Diet(("halal",)))
    before = office.get(rows)
    office.do(LABEL, move_values, office.vault, lost, kept, ("diet",))
    assert office.get(read_values, office.vault, [lost, kept], list(CLASSES)) == {
        kept: {"passport": CONTENTS["passport"], "health": Health("kept’s"), "diet": Diet(("vegan",))}
    }
    office.undo()
    assert office.get(rows) == before
    assert got(office, lost, "health") == Health("lost’s")
    office.vault.lock()
    with pytest.raises(VaultLocked):
        office.do(LABEL, move_values, office.vault, lost, kept)
    nobody = office.do(LABEL, add_person, "WU")
    office.do(LABEL, move_values, office.vault, nobody, kept)


def test_the_same_passport_is_found_without_being_read(office: Workspace) -> None:
    one, other, third = (office.do(LABEL, add_person, name) for name in ("LI", "Li", "WU"))
    put(office, one, Passport("EA 123-4567"))
    put(office, other, Passport("ｅａ1234567", date(2030, 1, 1)))
    put(office, third, Passport("EA1234568"))
    assert office.get(same_passport, office.vault, "ea1234567") == (one, other)
    assert office.get(same_passport, office.vault, "") == ()
    office.vault.lock()
    assert office.get(passport_twins) == ((one, other),)


def add_trip(session: Session, person: int, last_day: date) -> None:
    trip = Trip(code="T", title=Text(), first_day=date(2027, 6, 1), last_day=last_day)
    delegation = Delegation(trip=trip)
    session.add_all([trip, delegation, Delegate(delegation=delegation, person_id=person, rank=1)])
    session.flush()


def keep(session: Session, person: int) -> dict[str, date | None]:
    found = session.execute(
        sa.select(SensitiveValue.kind, SensitiveValue.keep_until).where(SensitiveValue.person_id == person)
    )
    return dict(found.all())


def test_a_value_is_kept_until_so_many_days_after_the_return(office: Workspace) -> None:
    person = office.do(LABEL, add_person, "LI")
    put(office, person, Health("asthma"))
    office.do(LABEL, add_trip, person, date(2027, 6, 20))
    office.do(LABEL, lambda session: session.add(Setting(key=SETTING, value={"diet": 7, "passport": "x"})))
    put(office, person, Diet(("vegan",)))
    put(office, person, CONTENTS["passport"])
    assert office.get(keep, person) == {"health": None, "diet": date(2027, 6, 27), "passport": date(2027, 7, 20)}


def test_each_look_is_written_down_before_anything_is_shown(office: Workspace) -> None:
    person = office.do(LABEL, add_person, "LI")
    put(office, person, Health("asthma"))
    shown = office.do(SHOW, reveal, office.vault, person, "health")
    assert shown == Secret(Health("asthma"))
    assert office.do(SHOW, reveal, office.vault, person, "diet", "export") is None
    uuid = office.get(lambda session: session.scalars(sa.select(Person.uuid)).one())
    seen = office.get(reveals_of, uuid)
    assert seen == (
        RevealRow(seen[0].at, "anna", "desk", "diet", "export"),
        RevealRow(seen[1].at, "anna", "desk", "health", "screen"),
    )
    assert office.undo_label() == CHANGE
    office.vault.lock()
    with pytest.raises(VaultLocked):
        office.do(SHOW, reveal, office.vault, person, "health")
    assert office.get(reveals_of, uuid) == seen


def test_a_new_data_key_encrypts_everything_anew_steps_and_bin_included(office: Workspace) -> None:
    lost, kept = office.do(LABEL, add_person, "LI"), office.do(LABEL, add_person, "WU")
    put(office, lost, CONTENTS["passport"])
    put(office, lost, Health("first"))
    put(office, lost, Health("second"))
    office.do(LABEL, move_values, office.vault, lost, kept)
    gone = office.do(LABEL, add_person, "XU")
    put(office, gone, Diet(("vegan",)))
    office.do(LABEL, lambda session: session.delete(session.get_one(Person, gone)))
    old_key, before = office.vault.key(), office.get(everything)
    with pytest.raises(TripPlannerError, match="too short"):
        office.do(LABEL, rotate, office.vault, Secret("court"))
    assert office.get(everything) == before
    code = office.do(LABEL, rotate, office.vault, PASSPHRASE).reveal()
    assert office.vault.key() != old_key
    for ciphertext in ciphertexts(before):
        assert ciphertext not in office.get(everything)
    office.vault.lock()
    office.get(ways.unlock_by_recovery, office.vault, Secret(code))
    assert got(office, kept, "health") == Health("second")
    assert office.get(same_passport, office.vault, "EA1234567") == (kept,)
    office.undo()
    assert got(office, gone, "diet") == Diet(("vegan",))
    for _ in range(3):
        office.undo()
    assert got(office, lost, "health") == Health("second")
    office.undo()
    assert got(office, lost, "health") == Health("first")


def test_an_office_whose_key_is_outdated_writes_nothing(postgres_url: str) -> None:
    with (
        Workspace.open(postgres_url, actor="anna", station="desk") as one,
        Workspace.open(postgres_url, actor="bo", station="lyon") as other,
    ):
        make_vault(one)
        person = one.do(LABEL, add_person, "LI")
        other.get(ways.unlock_by_passphrase, other.vault, PASSPHRASE)
        put(other, person, Health("asthma"))
        one.do(LABEL, rotate, one.vault, PASSPHRASE)
        for write in (lambda: put(other, person, Health("other")), lambda: got(other, person, "health")):
            with pytest.raises(VaultLocked):
                write()
        assert not other.vault.is_open
        other.vault.cost = CHEAP
        other.get(ways.unlock_by_passphrase, other.vault, PASSPHRASE)
        assert got(other, person, "health") == Health("asthma")


def everything(session: Session) -> str:
    """Every place where a ciphertext may lie, as one string."""
    parts = [*session.scalars(sa.select(UndoStep.images)), *session.scalars(sa.select(BinEntry.images))]
    parts += [str(fields) for fields in session.scalars(sa.select(HistoryEntry.fields))]
    return "\n".join([*parts, str(rows(session))])


def ciphertexts(all: str) -> set[str]:
    import re

    found = set(re.findall(r"1\.[A-Za-z0-9+/=]{40,}", all))
    assert len(found) >= 5
    return found


CANARY = "CANARY7391"


def test_no_canary_lies_in_clear_in_any_file_or_table(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    canaries: list[Content] = [
        Passport(CANARY, date(2031, 2, 1), "CN", CANARY),
        *(made(words=CANARY) for made in (Diet, Health, Mobility, EmergencyContact)),  # type: ignore[call-arg]
    ]
    with Workspace.open(sqlite_url, actor="anna", station="desk") as office, caplog.at_level(0):
        office.vault.cost = CHEAP
        code = office.do(LABEL, ways.create, office.vault, PASSPHRASE).reveal()
        person, other = office.do(LABEL, add_person, "LI"), office.do(LABEL, add_person, "WU")
        for content in canaries:
            put(office, person, content)
            office.do(SHOW, reveal, office.vault, person, next(k for k, c in CLASSES.items() if type(content) is c))
        office.do(LABEL, move_values, office.vault, person, other)
        office.do(LABEL, rotate, office.vault, PASSPHRASE)
        office.undo()
        office.redo()
        office.do(LABEL, lambda session: session.delete(session.get_one(Person, other)))
        with pytest.raises(TripPlannerError) as refused:
            put(office, person, Passport(CANARY * 500))
        files = {path.name: path.read_bytes() for path in Path(sqlite_url).parent.iterdir()}
    assert any(name.endswith("-wal") and data for name, data in files.items())
    report = StringIO()
    main_report(refused.value, ["vault"], "en", report)
    reports = [path.read_bytes() for path in data_dir().rglob("*.txt")]
    assert reports
    said = [*files.values(), *reports, caplog.text.encode(), "".join(format_exception(refused.value)).encode()]
    for secret in (CANARY, "2031-02-01", PASSPHRASE.reveal(), code, code.replace("-", "")):
        assert [secret for data in said if secret.encode() in data] == []
