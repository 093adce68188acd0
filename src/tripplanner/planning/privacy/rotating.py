"""A new data key in place of the former one: every value is encrypted anew, those in undo steps and the bin as well.

Nothing is recorded as an edit: a step that could be undone would bring the former key back. Passphrase and recovery
sheet are made anew with it, and every station has to be told again to open the vault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.model.imports import ImportMark
from tripplanner.model.journal import BinEntry, UndoStep
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.vault import WrappedKey
from tripplanner.planning.import_marks import Renewing, sealed_anew, write_digests
from tripplanner.planning.privacy.contents import Content, from_bytes
from tripplanner.planning.privacy.values import sealed
from tripplanner.store.capture import recorder_of
from tripplanner.store.changes import RowChange, from_json, to_json
from tripplanner.store.erasing import compacting
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.ways import hold, open_key, wrap_anew

_TABLE, _MARKS = "sensitive_value", ImportMark.__tablename__
_values: Any = SensitiveValue.__table__


def rotate(session: Session, vault: Vault, passphrase: Secret[str] | None = None) -> Secret[str]:
    """Encrypts everything under a new data key, in this transaction, and returns the code of the new recovery sheet.

    :param passphrase: the passphrase from now on; ``None``: there is none.
    :raises TripPlannerError: the vault is locked, or a value does not decrypt: nothing is changed.
    """
    hold(session)
    turn = _Turn(open_key(session, vault), DataKey.new())
    marks = sealed_anew(session, vault, turn.old, turn.new)
    with recorder_of(session).own_writes() as connection:
        _turn_rows(connection, turn)
        for table in (UndoStep.__table__, BinEntry.__table__):
            _turn_images(connection, table, turn)
        write_digests(connection, marks)
        renewing = Renewing(turn.old, turn.new, marks, turn.contents)
        for table in (UndoStep.__table__, BinEntry.__table__):
            _turn_marks(connection, table, renewing)
        connection.execute(sa.delete(WrappedKey))
    compacting.ask_for(session)  # what the former key opens lies in the file's free pages
    code = wrap_anew(session, vault, turn.new, passphrase)
    vault.open(turn.new)
    return code


@dataclass
class _Turn:
    """The two keys, and whose each row is or was, as far as anything says."""

    old: DataKey
    new: DataKey
    owners: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[int, str] = field(default_factory=dict[int, str])
    people: dict[int, str] = field(default_factory=dict[int, str])
    done: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    contents: dict[str, list[Content]] = field(default_factory=lambda: defaultdict(list))  # by kind

    def again(self, row: int, stored: str) -> tuple[str, str] | None:
        """The ciphertext under the new key and its hash, tried with every person whose this row was.

        Equal ciphertexts stay equal: an image that is what the row holds goes on to be that.
        """
        for person in self.owners[row] if stored not in self.done else ():
            try:
                self.seal(row, person, stored)
                break
            except TripPlannerError:  # it was another’s then
                continue
        return self.done.get(stored)

    def seal(self, row: int, person: str, stored: str) -> tuple[str, str]:
        """Encrypts one value anew; raises :class:`TripPlannerError` where it is not this person’s."""
        kind = self.kinds.get(row, "")
        content = from_bytes(kind, self.old.decrypt(person, kind, stored))
        self.contents[kind].append(content)
        self.done[stored] = sealed(self.new, person, kind, content)
        return self.done[stored]


def _turn_rows(connection: sa.Connection, turn: _Turn) -> None:
    turn.people.update(dict(connection.execute(sa.select(Person.id, Person.uuid)).all()))
    columns = (_values.c.id, _values.c.person_id, _values.c.kind, _values.c.value)
    for id, person_id, kind, stored in connection.execute(sa.select(*columns)).all():
        person = turn.people[person_id]
        turn.owners[id].add(person)
        turn.kinds[id] = kind
        value, blind = turn.seal(id, person, stored)
        row = sa.update(_values).where(_values.c.id == id)
        connection.execute(row.values(value=value, blind=blind, key_id=turn.new.id, version=_values.c.version + 1))


def _turn_images(connection: sa.Connection, table: Any, turn: _Turn) -> None:
    """The images of values in a table of the store; one that nobody can read any more stays as it is."""
    query = sa.select(table.c.id, table.c.images).where(table.c.images.contains(f'"{_TABLE}"', autoescape=True))
    found = {id: from_json(images) for id, images in connection.execute(query)}
    for changes in found.values():
        _learn(changes, turn)
    for id, changes in found.items():
        turned = [_turned(change, turn) if change.table == _TABLE else change for change in changes]
        connection.execute(sa.update(table).where(table.c.id == id).values(images=to_json(turned)))


def _turn_marks(connection: sa.Connection, table: Any, renewing: Renewing) -> None:
    """The images of what imports noted: a step that brought the former key’s back would make them say nothing."""
    query = sa.select(table.c.id, table.c.images).where(table.c.images.contains(f'"{_MARKS}"', autoescape=True))
    for id, images in connection.execute(query).all():
        turned = [
            RowChange(
                one.table, one.id, one.uuid, renewing.image(one.id, one.before), renewing.image(one.id, one.after)
            )
            if one.table == _MARKS
            else one
            for one in from_json(images)
        ]
        connection.execute(sa.update(table).where(table.c.id == id).values(images=to_json(turned)))


def _learn(changes: Iterable[RowChange], turn: _Turn) -> None:
    """Whose a row was, from whole images; the people deleted with it lie in the same step."""
    for change in changes:
        for image in (change.before, change.after):
            if image is not None and change.table == "person" and "uuid" in image:
                turn.people[change.id] = image["uuid"]
    for change in changes:
        for image in (change.before, change.after):
            if image is None or change.table != _TABLE:
                continue
            if image.get("person_id") in turn.people:
                turn.owners[change.id].add(turn.people[image["person_id"]])
            if "kind" in image:
                turn.kinds[change.id] = image["kind"]


def _turned(change: RowChange, turn: _Turn) -> RowChange:
    return RowChange(
        change.table, change.id, change.uuid, _image(change.before, change.id, turn),
        _image(change.after, change.id, turn),
    )  # fmt: skip


def _image(image: Mapping[str, Any] | None, row: int, turn: _Turn) -> Mapping[str, Any] | None:
    stored = image.get("value") if image is not None else None
    if image is None or not stored:
        return image
    known = turn.again(row, stored)
    if known is None:
        return image
    changed: dict[str, Any] = {"value": known[0]}
    changed |= {"blind": known[1]} if "blind" in image else {}
    changed |= {"key_id": turn.new.id} if "key_id" in image else {}
    return {**image, **changed}
