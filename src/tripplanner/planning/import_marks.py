"""Marks that imports leave of protected values: hashes under the key of the vault, of no use without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.imports import ImportMark
from tripplanner.model.partners import Contact
from tripplanner.model.trips import Delegate
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.planning.privacy.contents import Passport, compared
from tripplanner.planning.privacy.values import read_values
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.vault import Vault

OURS = "-"
"""In the place of a hash: the office kept its own value, which no file has written."""
_BYTES = 6
_marks: Any = ImportMark.__table__


class Seal:
    """Makes and compares the marks under one key; another key knows none of them."""

    def __init__(self, key: DataKey) -> None:
        self._key = key
        self._sign = key.id[:8]

    def digests(self, keys: Iterable[str], contents: Mapping[str, Any]) -> dict[str, str]:
        """The marks of these fields of a person."""
        return {key: self._digest(key, said_in(contents, key)) for key in keys}

    def changed(self, marks: Mapping[str, str], contents: Mapping[str, Any]) -> frozenset[str]:
        """The fields whose mark this key made and that say otherwise by now."""
        mine = {key: mark for key, mark in marks.items() if mark == OURS or self.made(mark)}
        return frozenset(key for key, mark in mine.items() if mark != self._digest(key, said_in(contents, key)))

    def made(self, mark: str) -> bool:
        """Whether this key made a mark."""
        return mark.startswith(f"{self._sign}:")

    def _digest(self, key: str, value: Any) -> str:
        return f"{self._sign}:{self._key.blind(f'import {key}', repr(value))[: 2 * _BYTES]}"


def said_in(contents: Mapping[str, Any], key: str) -> Any:
    """What contents say in a protected field, as it is compared; ``None`` for nothing."""
    kind, _, part = key.partition(".")
    content = contents.get(kind)
    if not content:
        return None
    if kind == "diet":
        return content.codes, content.words
    value = getattr(content, part or "words")
    return (compared(Passport(value)) if part == "number" else value) or None


def sealed_anew(session: Session, vault: Vault, old: DataKey, new: DataKey) -> dict[int, dict[str, str]]:
    """The digests of each mark (by its number) under a new key, while the values can still be read under the old one.

    What says otherwise than the last import left it goes on being the office’s own.
    """
    before, after = Seal(old), Seal(new)
    found = {id: (owner, digests or {}) for id, owner, digests in session.execute(
        sa.select(ImportMark.id, ImportMark.owner_uuid, ImportMark.digests)
    )}  # fmt: skip
    sealed = {id: one for id, one in found.items() if any(map(before.made, one[1].values()))}
    people = {uuid: person for model in (Contact, Delegate)
              for uuid, person in session.execute(sa.select(model.uuid, model.person_id))}  # fmt: skip
    wanted = {people[owner] for owner, _ in sealed.values() if owner in people}
    contents = read_values(session, vault, wanted, list(KINDS), skip_damaged=True)
    anew: dict[int, dict[str, str]] = {}
    for id, (owner, digests) in sealed.items():
        held = contents.get(people.get(owner, 0), {})
        kept, mine = before.changed(digests, held), [key for key, mark in digests.items() if before.made(mark)]
        anew[id] = {**digests, **after.digests(mine, held), **dict.fromkeys(kept, OURS)}
    return anew


def write_digests(connection: sa.Connection, anew: Mapping[int, Mapping[str, str]]) -> None:
    """Puts these digests into the marks, by their numbers, as no step to undo."""
    for id, digests in anew.items():
        connection.execute(sa.update(_marks).where(_marks.c.id == id).values(digests=dict(digests)))
