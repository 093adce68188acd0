"""The vault: three ways of opening it, and what keeps others out."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from tripplanner.errors import TripPlannerError
from tripplanner.model.vault import WrappedKey
from tripplanner.store.vault import station, ways
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.faults import VaultLocked, WrongKey
from tripplanner.store.vault.recovery import ALPHABET, new_code, read_code
from tripplanner.store.vault.secret import MASK, Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.workspace import Workspace
from vaults import CHEAP, LABEL, PASSPHRASE, MemoryKeyring, make_vault, memory_keyring  # noqa: F401 - fixture

PERSON, OTHER = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"


def state(workspace: Workspace) -> str:
    return workspace.get(ways.status, workspace.vault).state


def other_office(open_workspace: OpenWorkspace, opened: Workspace) -> Workspace:
    """The same database at another office: beside a server's first client, instead of a file's."""
    if opened.location.path is not None:
        opened.close()
    workspace = open_workspace(actor="bo", station="lyon")
    workspace.vault.cost = CHEAP
    return workspace


def test_a_value_is_bound_to_its_key_person_and_kind() -> None:
    key = DataKey.new()
    stored = key.encrypt(PERSON, "diet", "无猪肉".encode())
    assert key.decrypt(PERSON, "diet", stored).decode() == "无猪肉"
    assert stored != key.encrypt(PERSON, "diet", "无猪肉".encode())
    assert len(stored) == len(key.encrypt(PERSON, "diet", b"vegan"))
    flipped = stored[:20] + ("A" if stored[20] != "A" else "B") + stored[21:]
    for person, kind, what in ((OTHER, "diet", stored), (PERSON, "health", stored), (PERSON, "diet", flipped),
                               (PERSON, "diet", ""), (PERSON, "diet", "1.é")):  # fmt: skip
        with pytest.raises(TripPlannerError, match="damaged"):
            key.decrypt(person, kind, what)
    with pytest.raises(TripPlannerError, match="damaged"):
        DataKey(key.id, bytes(32)).decrypt(PERSON, "diet", stored)


def test_the_hash_of_equal_words_is_equal_under_one_key_alone() -> None:
    key, other = DataKey.new(), DataKey.new()
    assert key.blind("passport", "E1") == key.blind("passport", "E1")
    hashes = {key.blind("passport", "E2"), key.blind("diet", "E1"), other.blind("passport", "E1")}
    assert len(hashes | {key.blind("passport", "E1")}) == 4


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret("CANARY")
    assert {repr(secret), str(secret), f"{secret}", f"{secret!s:>4}"} == {f"Secret({MASK})", MASK}
    assert "CANARY" not in repr([secret, {"a": secret}, DataKey("id", b"CANARY")])
    assert (secret == Secret("CANARY"), secret == "CANARY", bool(Secret(""))) == (True, False, False)
    assert copy.deepcopy(secret) is secret
    for writes in (pickle.dumps, json.dumps, hash):
        with pytest.raises(TypeError):
            writes(secret)


def test_every_slip_in_a_recovery_code_is_noticed_and_its_group_named() -> None:
    code = new_code()
    groups = code.split("-")
    assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code
    for at, group in enumerate(groups):
        wrong = [group[:i] + c + group[i + 1 :] for i in range(5) for c in ALPHABET if c != group[i]]
        wrong += [group[:i] + group[i + 1] + group[i] + group[i + 2 :] for i in range(4) if group[i] != group[i + 1]]
        for typed in wrong:
            with pytest.raises(TripPlannerError, match=f"Group {at + 1} "):
                read_code("-".join([*groups[:at], typed, *groups[at + 1 :]]))
    with pytest.raises(TripPlannerError, match="Group 1 "):
        read_code("-".join([groups[1], groups[0], *groups[2:]]))
    for typed in (code[:-1], code + "0", "", "U" * 35):
        with pytest.raises(TripPlannerError, match="not a recovery code"):
            read_code(typed)


def test_a_second_office_opens_it_by_passphrase_or_by_the_sheet(open_workspace: OpenWorkspace) -> None:
    first = open_workspace()
    assert state(first) == "none"
    with pytest.raises(VaultLocked, match="no vault"):
        first.get(ways.open_key, first.vault)
    code = make_vault(first)
    assert state(first) == "open"
    assert first.undo_label() is None
    key = first.vault.key()
    second = other_office(open_workspace, first)
    assert state(second) == "locked"
    with pytest.raises(VaultLocked, match="locked"):
        second.get(ways.open_key, second.vault)
    for wrong in (ways.unlock_by_passphrase, ways.unlock_by_recovery):
        with pytest.raises(WrongKey):
            second.get(wrong, second.vault, Secret(new_code()))
    second.get(ways.unlock_by_passphrase, second.vault, Secret("  marmotte sous la neige "))
    assert second.vault.key() == key
    second.vault.lock()
    second.get(ways.unlock_by_recovery, second.vault, Secret(code.lower()))
    assert (second.vault.key(), state(second)) == (key, "open")
    with pytest.raises(TripPlannerError, match="already"):
        second.do(LABEL, ways.create, second.vault)


def test_a_new_passphrase_and_a_new_sheet_replace_the_old_ones(workspace: Workspace) -> None:
    old_code, vault = make_vault(workspace), workspace.vault
    key = vault.key()
    with pytest.raises(TripPlannerError, match="too short"):
        workspace.do(LABEL, ways.set_passphrase, vault, Secret("court"))
    workspace.do(LABEL, ways.set_passphrase, vault, Secret("cinq chamois au col"))
    code = workspace.do(LABEL, ways.new_sheet, vault).reveal()
    vault.lock()
    for verb, secret in ((ways.unlock_by_passphrase, PASSPHRASE), (ways.unlock_by_recovery, Secret(old_code))):
        with pytest.raises(WrongKey):
            workspace.get(verb, vault, secret)
    workspace.get(ways.unlock_by_passphrase, vault, Secret("cinq chamois au col"))
    workspace.get(ways.unlock_by_recovery, vault, Secret(code))
    assert vault.key() == key
    assert [one.way for one in workspace.get(ways.status, vault).openings] == ["passphrase", "recovery"]


def test_a_station_opens_it_by_its_keyring_until_it_is_forgotten(
    open_workspace: OpenWorkspace,
    memory_keyring: MemoryKeyring,  # noqa: F811
) -> None:
    first = open_workspace()
    make_vault(first, None)
    key = first.vault.key()
    first.do(LABEL, ways.trust_station, first.vault)
    assert len(memory_keyring.kept) == 1
    first.vault.lock()
    assert first.get(ways.unlock_by_station, first.vault)
    first.vault.lock()
    first.do(LABEL, ways.forget_station, first.vault)
    assert memory_keyring.kept == {}
    assert not first.get(ways.unlock_by_station, first.vault)
    first.vault.open(key)
    first.do(LABEL, ways.trust_station, first.vault)
    second = other_office(open_workspace, first)
    assert not second.get(ways.unlock_by_station, second.vault)


def test_without_a_keyring_the_passphrase_remains(workspace: Workspace) -> None:
    make_vault(workspace)
    assert station.backend() is None
    with pytest.raises(TripPlannerError, match="no keyring"):
        workspace.do(LABEL, ways.trust_station, workspace.vault)
    assert [one.way for one in workspace.get(ways.status, workspace.vault).openings] == ["passphrase", "recovery"]


def _spoil(session: Session, way: str, **values: str) -> None:
    row = session.scalars(sa.select(WrappedKey).where(WrappedKey.way == way)).one()
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def test_a_damaged_wrap_is_told_from_a_wrong_passphrase(workspace: Workspace) -> None:
    make_vault(workspace)
    workspace.vault.lock()
    workspace.do(LABEL, _spoil, "passphrase", wrapped="AAAA")
    with pytest.raises(TripPlannerError, match="is damaged"):
        workspace.get(ways.unlock_by_passphrase, workspace.vault, PASSPHRASE)
    for salt in ("", "scrypt$60$8$1$AAAA", "argon$1$1$1$AAAA", "scrypt$4$1$1$é"):
        workspace.do(LABEL, _spoil, "passphrase", salt=salt)
        with pytest.raises(TripPlannerError, match="is damaged"):
            workspace.get(ways.unlock_by_passphrase, workspace.vault, PASSPHRASE)


def test_it_locks_when_nobody_uses_it_and_when_the_workspace_is_closed(workspace: Workspace) -> None:
    make_vault(workspace)
    vault, told = workspace.vault, list[bool]()
    vault.subscribe(lambda: told.append(vault.is_open))
    assert not vault.lock_if_idle(3600)
    assert vault.lock_if_idle(0)
    workspace.get(ways.unlock_by_passphrase, vault, PASSPHRASE)
    workspace.close()
    assert not vault.is_open
    assert told == [False, True]
    assert repr(vault) == "Vault(locked)"


def test_a_key_that_is_not_the_databases_opens_nothing(workspace: Workspace) -> None:
    make_vault(workspace)
    workspace.vault.open(DataKey.new())
    assert state(workspace) == "locked"
    with pytest.raises(VaultLocked):
        workspace.get(ways.open_key, workspace.vault)
    assert not workspace.vault.is_open


def test_vaults_of_two_workspaces_know_nothing_of_each_other() -> None:
    one, other = Vault("anna", "desk"), Vault("bo", "lyon")
    one.open(DataKey.new())
    assert (one.is_open, other.is_open, one.holder) == (True, False, "anna@desk")
