"""Marks that imports leave of protected values: hashes under the key of the vault, of no use without it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session

from tripplanner.model.imports import ImportMark
from tripplanner.model.partners import Contact
from tripplanner.model.trips import Delegate
from tripplanner.model.types import JsonColumn
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.planning.privacy.contents import Passport, compared
from tripplanner.planning.privacy.values import read_values
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.vault import Vault

OURS = "-"
"""In the place of a hash: the office kept its own value, which no file has written."""
_BYTES = 6
Digests = dict[str, str]
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


class Renewing:
    """Marks in steps and the bin under a new key: found by the values that were met in turning everything else.

    :param done: what became of the marks of rows, by number: before and after. A step leads to a row as it now is.
    :param contents: every value by its kind, those of steps and the bin included.
    """

    def __init__(
        self,
        old: DataKey,
        new: DataKey,
        done: Mapping[int, tuple[Digests, Digests]],
        contents: Mapping[str, Iterable[Any]],
    ) -> None:
        self._before, self._after, self._done, self._contents = Seal(old), Seal(new), done, contents
        self._known: dict[str, dict[str, str]] = {}

    def image(self, id: int, image: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """The image of a mark with this number, as it lies in the journal."""
        if image is None or not image.get("digests"):
            return image
        digests: Digests = json.loads(image["digests"])
        renewed = {key: self._renewed(id, key, mark) for key, mark in digests.items()}
        return {**image, "digests": JsonColumn().process_bind_param(renewed, DefaultDialect())}

    def _renewed(self, id: int, key: str, mark: str) -> str:
        """A value that nobody knows any more is taken for the office’s own: no file writes over it unasked."""
        if not self._before.made(mark):
            return mark
        was, now = self._done.get(id, ({}, {}))
        if was.get(key) == mark:
            return now[key]
        return self._marks(key).get(mark, OURS)

    def _marks(self, key: str) -> Mapping[str, str]:
        if key not in self._known:
            kind = key.partition(".")[0]
            held = [{}, *({kind: content} for content in self._contents.get(kind, ()))]
            pairs = ((self._before.digests([key], one)[key], self._after.digests([key], one)[key]) for one in held)
            self._known[key] = dict(pairs)
        return self._known[key]


def sealed_anew(session: Session, vault: Vault, old: DataKey, new: DataKey) -> dict[int, tuple[Digests, Digests]]:
    """The digests of each mark (by its number), as they are and under a new key, while the old one still reads values.

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
    anew: dict[int, tuple[Digests, Digests]] = {}
    for id, (owner, digests) in sealed.items():
        held = contents.get(people.get(owner, 0), {})
        kept, mine = before.changed(digests, held), [key for key, mark in digests.items() if before.made(mark)]
        anew[id] = digests, {**digests, **after.digests(mine, held), **dict.fromkeys(kept, OURS)}
    return anew


def write_digests(connection: sa.Connection, anew: Mapping[int, tuple[Digests, Digests]]) -> None:
    """Puts these digests into the marks, by their numbers, as no step to undo."""
    for id, (_, digests) in anew.items():
        connection.execute(sa.update(_marks).where(_marks.c.id == id).values(digests=digests))
