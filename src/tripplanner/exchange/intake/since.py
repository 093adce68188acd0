"""What somebody here changed in a record since an import last wrote it, so that an older file does not write it over.

An import leaves a mark on each record it speaks of (:class:`tripplanner.model.imports.ImportMark`): a short hash per
field of what the record holds afterwards. A field that says otherwise by now was changed here. The first mark covers
every field, also those the file does not have: what the office fills in meanwhile is its own too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.exchange.intake.subjects import Held, Subject, Target, Values
from tripplanner.exchange.intake.vaulted import contents_of
from tripplanner.model.imports import ImportMark
from tripplanner.planning.import_marks import OURS, Seal
from tripplanner.planning.rows import execute
from tripplanner.store.changes import portions
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.ways import open_key

_BYTES = 6
Digests = Mapping[str, str]
Contents = Mapping[int, Mapping[str, Any]]


class Row(Protocol):
    """What a mark needs to know of a row that was brought in."""

    @property
    def values(self) -> Values: ...
    @property
    def protected(self) -> Values: ...
    @property
    def kept(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Since:
    """The marks of records by UUID; of protected fields those that differ by now, as the open vault knows."""

    marks: Mapping[str, Digests] = field(repr=False, default_factory=dict[str, Digests])
    protected: Mapping[str, frozenset[str]] = field(repr=False, default_factory=dict[str, frozenset[str]])

    def changed(self, uuid: str, key: str, now: Any) -> bool:
        """Whether a field of a record holds what no import left there. Never, of a record no import knows."""
        marks = self.marks.get(uuid)
        return marks is not None and marks.get(key, "") != digest(now)

    def unknown(self, uuid: str) -> bool:
        """Whether no import has marked a record: who wrote what it holds, a file or the office, is not known."""
        return uuid not in self.marks

    def changed_protected(self, uuid: str, key: str) -> bool:
        """The same of a protected field."""
        return key in self.protected.get(uuid, ())


def digest(value: Any) -> str:
    """A value as its mark: equal values have equal ones, nothing has an empty one."""
    if value is None or value == "" or value == ():
        return ""
    plain = even(value) if isinstance(value, str) else repr(value)
    return hashlib.blake2s(plain.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def since(session: Session, subject: Subject, held: Iterable[Held], contents: Contents, vault: Vault | None) -> Since:
    """What was changed in these records since imports of this subject wrote them."""
    records = {one.uuid: one for one in held}
    marks = _digests(session, subject, records)
    if vault is None or not vault.is_open or not marks or not contents:
        return Since(marks)
    seal = Seal(open_key(session, vault))
    protected = {uuid: seal.changed(marks[uuid], contents.get(records[uuid].person, {})) for uuid in marks}
    return Since(marks, {uuid: keys for uuid, keys in protected.items() if keys})


def remember(session: Session, subject: Subject, target: Target, rows: Mapping[str, Row], vault: Vault | None) -> None:
    """Marks the records (by UUID) that rows were brought into, or found as they say."""
    known = [one for one in subject.known(session, target).held if one.uuid in rows]
    marks = _marks(session, subject, rows)
    contents = contents_of(session, vault, [one.person for one in known if one.person])
    seal = Seal(open_key(session, vault)) if vault is not None and vault.is_open and contents else None
    for one in known:
        row, mark = rows[one.uuid], marks.get(one.uuid)
        digests = dict(mark.digests or {}) if mark is not None else {}
        spoken = {subject.kept_as(key, row.values) for key in row.values}
        keys = {*spoken, *one.keys()} if mark is None else spoken
        digests |= {key: digest(one.says(key)) for key in sorted(keys)}
        if seal is not None:
            kept_safe = [each.key for each in subject.fields if each.protected] if mark is None else row.protected
            digests |= seal.digests(kept_safe, contents.get(one.person, {}))
        digests |= {subject.kept_as(key, row.values): OURS for key in row.kept}
        if mark is None:
            session.add(ImportMark(owner_uuid=one.uuid, subject=subject.key, digests=digests))
        elif mark.digests != digests:
            mark.digests = digests
    session.flush()


def _digests(session: Session, subject: Subject, uuids: Iterable[str]) -> dict[str, Digests]:
    found: dict[str, Digests] = {}
    columns = (ImportMark.owner_uuid, ImportMark.digests)
    for portion in portions(sorted(uuids)):
        query = sa.select(*columns).where(ImportMark.owner_uuid.in_(portion), ImportMark.subject == subject.key)
        found |= {uuid: digests or {} for uuid, digests in execute(session, query)}
    return found


def _marks(session: Session, subject: Subject, uuids: Iterable[str]) -> dict[str, ImportMark]:
    found: dict[str, ImportMark] = {}
    for portion in portions(sorted(uuids)):
        query = sa.select(ImportMark).where(ImportMark.owner_uuid.in_(portion), ImportMark.subject == subject.key)
        found |= {one.owner_uuid: one for one in session.scalars(query)}
    return found
