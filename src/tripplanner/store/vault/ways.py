"""Creates a vault, opens it, and changes the ways of opening it. Verbs: writing ones go through ``workspace.do``.

Changing a passphrase, a sheet or a station wraps the data key anew and touches no value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.vault import WrappedKey
from tripplanner.store.erasing import compacting
from tripplanner.store.vault import faults, station
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.recovery import new_code, read_code
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.wraps import Way, unwrap, wrap

LEAST_PASSPHRASE = 10
State = Literal["none", "locked", "open"]
_LOCK = 7_302_846_511  # names our advisory lock on PostgreSQL; nothing else is meant by it


@dataclass(frozen=True, slots=True)
class Opening:
    """A way of opening the vault: which, whose (a station’s), since when, made by whom."""

    way: str
    holder: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Status:
    """The vault as it is: its state for this workspace, and the ways of opening it."""

    state: State
    openings: tuple[Opening, ...] = ()

    def has(self, way: Way, holder: str | None = None) -> bool:
        """Whether there is such a way (of this station)."""
        return any(one.way == way and holder in (None, one.holder) for one in self.openings)


def status(session: Session, vault: Vault) -> Status:
    """The state of the vault and its ways of opening."""
    rows = _rows(session)
    state: State = "none" if not rows else "open" if _opens(vault, rows[-1].key_id) else "locked"
    return Status(state, tuple(Opening(row.way, row.holder, row.made_at, row.made_by) for row in rows))


def open_key(session: Session, vault: Vault, *, to_write: bool = False) -> DataKey:
    """The data key of an open vault, if it still is the one of this database.

    ``to_write`` keeps a rotation out until this transaction has ended.

    :raises VaultLocked: the vault is locked, there is none, or its key was changed at another station since.
    """
    if to_write:
        hold(session, shared=True)
    current = session.scalar(sa.select(WrappedKey.key_id).order_by(WrappedKey.id.desc()).limit(1))
    if current is None:
        raise faults.absent()
    if vault.is_open and not _opens(vault, current):
        vault.lock()
    return vault.key()


def create(session: Session, vault: Vault, passphrase: Secret[str] | None = None) -> Secret[str]:
    """Makes the vault, opens it and returns the code of its recovery sheet, which is kept nowhere.

    :raises TripPlannerError: there is a vault already, or the passphrase is too short.
    """
    hold(session)
    if _rows(session):
        raise faults.present()
    key = DataKey.new()
    code = wrap_anew(session, vault, key, passphrase)
    vault.open(key)
    return code


def wrap_anew(session: Session, vault: Vault, key: DataKey, passphrase: Secret[str] | None) -> Secret[str]:
    """Wraps a new data key for its recovery sheet, whose code is returned, and for a passphrase."""
    if passphrase is not None:
        _put(session, vault, key, "passphrase", strong(passphrase))
    return _new_sheet(session, vault, key)


def unlock_by_passphrase(session: Session, vault: Vault, passphrase: Secret[str]) -> None:
    """Opens the vault; raises :class:`WrongKey`."""
    _unlock(session, vault, "passphrase", _normal(passphrase), faults.wrong(msg("This passphrase")))


def unlock_by_recovery(session: Session, vault: Vault, code: Secret[str]) -> None:
    """Opens the vault with the code of the recovery sheet; raises :class:`WrongKey`, or says which group is wrong."""
    _unlock(session, vault, "recovery", read_code(code.reveal()), faults.wrong(msg("This recovery code")))


def unlock_by_station(session: Session, vault: Vault) -> bool:
    """Opens the vault with what this station’s keyring keeps; whether it did. Silent where there is nothing."""
    for row in _rows(session, "keyring", vault.holder):
        secret = station.kept(row.key_id, row.holder)
        key = unwrap(row, secret) if secret else None
        if key is not None:
            vault.open(key)
            return True
    return False


def set_passphrase(session: Session, vault: Vault, passphrase: Secret[str]) -> None:
    """A new passphrase in place of the former one; raises :class:`VaultLocked`."""
    key = open_key(session, vault, to_write=True)
    words = strong(passphrase)
    _drop(session, _rows(session, "passphrase"))
    _put(session, vault, key, "passphrase", words)
    vault.use()


def new_sheet(session: Session, vault: Vault) -> Secret[str]:
    """A new code for the recovery sheet; the former sheet opens nothing any more. Raises :class:`VaultLocked`."""
    key = open_key(session, vault, to_write=True)
    vault.use()
    return _new_sheet(session, vault, key)


def trust_station(session: Session, vault: Vault) -> None:
    """From now on this station’s keyring opens the vault.

    :raises TripPlannerError: the vault is locked, or this computer has no keyring that can be used.
    """
    key = open_key(session, vault, to_write=True)
    secret = station.keep_new(key.id, vault.holder)
    if secret is None:
        raise faults.no_keyring()
    _drop(session, _rows(session, "keyring", vault.holder))
    _put(session, vault, key, "keyring", secret, vault.holder)
    vault.use()


def forget_station(session: Session, vault: Vault, holder: str | None = None) -> None:
    """A station (this one unless named) no longer opens the vault by itself."""
    rows = _rows(session, "keyring", holder or vault.holder)
    for row in rows:
        if row.holder == vault.holder:
            station.forget(row.key_id, row.holder)
    _drop(session, rows)


def hold(session: Session, *, shared: bool = False) -> None:
    """Keeps others from changing the keys until this transaction ends. A SQLite file has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock_shared if shared else sa.func.pg_advisory_xact_lock
        session.execute(sa.select(lock(_LOCK)))


def strong(passphrase: Secret[str]) -> str:
    """A passphrase to be set; raises :class:`TripPlannerError` where it is too short."""
    words = _normal(passphrase)
    if len(words) < LEAST_PASSPHRASE:
        raise faults.weak(LEAST_PASSPHRASE)
    return words


def _normal(passphrase: Secret[str]) -> str:
    return unicodedata.normalize("NFKC", passphrase.reveal()).strip()


def _unlock(session: Session, vault: Vault, way: Way, secret: str, wrong: faults.WrongKey) -> None:
    if not _rows(session):
        raise faults.absent()
    for row in _rows(session, way):
        key = unwrap(row, secret)
        if key is not None:
            vault.open(key)
            return
    raise wrong


def _new_sheet(session: Session, vault: Vault, key: DataKey) -> Secret[str]:
    code = new_code()
    _drop(session, _rows(session, "recovery"))
    _put(session, vault, key, "recovery", code)
    return Secret(code)


def _put(session: Session, vault: Vault, key: DataKey, way: Way, secret: str, holder: str = "") -> None:
    session.add(wrap(key, way, secret, holder=holder, made_by=vault.actor, cost=vault.cost))
    session.flush()


def _drop(session: Session, rows: Sequence[WrappedKey]) -> None:
    """What a former passphrase, sheet or keyring opened is not left in the file’s free pages either."""
    for row in rows:
        session.delete(row)
    session.flush()
    if rows:
        compacting.ask_for(session)


def _rows(session: Session, way: Way | None = None, holder: str | None = None) -> Sequence[WrappedKey]:
    query = sa.select(WrappedKey).order_by(WrappedKey.id)
    if way is not None:
        query = query.where(WrappedKey.way == way)
    if holder is not None:
        query = query.where(WrappedKey.holder == holder)
    return session.scalars(query).all()


def _opens(vault: Vault, key_id: str) -> bool:
    return vault.is_open and vault.key().id == key_id
