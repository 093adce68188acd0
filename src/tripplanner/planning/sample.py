"""The sample: a library of real places, organisations and cases, and one programme with fictional people.

Its records carry their key in the files as ``sample_key``. What was shipped is remembered as one digest per
record in a setting, so a later version of the sample can be told from what a person edited or removed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.model.offices import Setting
from tripplanner.planning.records import parse
from tripplanner.planning.records import programme as programmes
from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.library_kinds import LIBRARY
from tripplanner.planning.records.rows import Kind, Row
from tripplanner.planning.records.shelf import Shelf, digest
from tripplanner.resources import resource

LIBRARY_FORMAT = "tripplanner library"
SETTING = "sample"
# One of each at most, or one per code: what the office has already stays the office's.
SHARED = ("theme", "axis", "standard_text", "office")


@dataclass(frozen=True, slots=True)
class SampleLoaded:
    """How many records were created and updated, and how many were left because a person changed them."""

    created: int = 0
    updated: int = 0
    left: int = 0


def load_sample(session: Session, folder: Path | None = None, *, restore: bool = False) -> SampleLoaded:
    """Bring the sample into the database, or up to date: what a person edited or removed stays as it is.

    :param folder: the sample's folder, ``resources/sample`` unless told otherwise.
    :param restore: bring back what a person removed as well.
    """
    files = _files(folder or resource("sample"))
    state = session.scalars(select(Setting).where(Setting.key == SETTING)).one_or_none()
    shipped: dict[str, Any] = dict(state.value) if state else {}
    if shipped.get("files") == (stamp := _stamp(files)) and not restore:
        return SampleLoaded()
    with session.no_autoflush:
        loading = _Loading(session, shipped.get("records", {}), restore=restore)
        loading.apply(_rows(files))
    value = {"files": stamp, "records": loading.shipped}
    if state is None:
        session.add(Setting(key=SETTING, value=value, sample_key="setting:sample"))
    elif state.value != value:
        state.value = value
    session.flush()
    return SampleLoaded(len(loading.created), loading.updated, loading.left)


def _files(folder: Path) -> Mapping[str, bytes]:
    paths = [*sorted((folder / "library").glob("*.json")), folder / "programme.json"]
    return {path.name: path.read_bytes() for path in paths}


def _stamp(files: Mapping[str, bytes]) -> str:
    found = hashlib.sha256()
    for data in files.values():
        found.update(hashlib.sha256(data).digest())
    return found.hexdigest()[:16]


def _rows(files: Mapping[str, bytes]) -> list[Row]:
    """All rows of the sample, those that others need first."""
    found = parse.Found()
    for name, data in files.items():
        raw = parse.document(data, name)
        if name == "programme.json":
            _, programme = programmes.programme(raw, name)
            found.rows += programme.rows
            found.problems += programme.problems
            continue
        manner = parse.header(raw, name, LIBRARY_FORMAT)
        for kind, given in parse.sections(raw, LIBRARY, found):
            parse.rows(kind, given, manner, found)
    if found.problems:
        raise parse.unreadable("sample", found.problems[0].message)
    order = {kind.name: number for number, kind in enumerate(KINDS.values())}
    return sorted(found.rows, key=lambda row: order[row.kind.name])


class _Loading:
    """One run of :func:`load_sample`."""

    def __init__(self, session: Session, shipped: Mapping[str, str], *, restore: bool) -> None:
        self.session = session
        self.restore = restore
        self.before = shipped
        self.shipped: dict[str, str] = {}
        self.shelf = Shelf(session, by_code=False)
        self.created: list[tuple[Any, Row]] = []
        self.updated = self.left = 0

    def apply(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.shelf.load_sample(KINDS.values())
        self._adopt()
        changed = [pair for row in rows if (pair := self._place(row))]
        for record, row in (*self.created, *changed):
            self.shelf.connect(record, row, sample=True)
        self.session.add_all(record for record, _ in self.created)

    def _adopt(self) -> None:
        """Records of the office that stand where a sample record would."""
        for name in SHARED:
            kind = KINDS[name]
            for record in self.session.scalars(select(kind.cls).where(kind.cls.sample_key.is_(None))):
                self.shelf.put(_shared_token(kind, record), record)

    def _place(self, row: Row) -> tuple[Any, Row] | None:
        """Create the row's record, or say that it needs an update; ``None`` when it stays as it is."""
        wanted = digest(self.shelf.wanted(row))
        self.shipped[row.token] = wanted
        record = self.shelf.get(row.token)
        if record is None:
            if (self.restore or row.token not in self.before) and self._complete(row):
                self.created.append((self.shelf.create(row, sample=True), row))
            return None
        if record.sample_key is None:
            return None
        now = digest(self.shelf.content(record, row.kind))
        if now == wanted:
            return None
        if now != self.before.get(row.token, wanted):
            self.left += 1
            return None
        self.updated += 1
        self.shelf.update(record, row)
        return record, row

    def _complete(self, row: Row) -> bool:
        """Are the records there that it cannot do without? A person may have removed one."""
        return all(self.shelf.get(row.links[link.target]) is not None for link in row.kind.links if link.needed)


def _shared_token(kind: Kind, record: Any) -> str:
    if kind.name == "office":
        return "office:office"
    key = f"{record.axis}/{record.code}" if kind.name == "axis" else getattr(record, kind.code)
    return f"{kind.name}:{key}"
