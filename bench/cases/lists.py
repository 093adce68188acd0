"""Long lists against raw ``sqlite3`` that runs the same statements and decodes the same values."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.large import large_database
from bench.measure import Figure, ratio, seconds
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.programme import list_items
from tripplanner.planning.rows import decoded
from tripplanner.planning.trips import list_trips
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d$")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = large_database(Path(folder, "large.db"), sites=2_000, trips=500)
        with Workspace.open(path) as workspace:
            return [
                _against_raw(workspace, path, "list of 2,000 sites", _sites, 1.5),
                _against_raw(workspace, path, "everything of 500 trips", _trips, 2.0),
            ]


def _sites(session: Session) -> list[Any]:
    """Every site with the name that its list shows."""
    rows = list_sites(session)
    return [(row, row.name) for row in rows]


def _trips(session: Session) -> list[Any]:
    """Every trip and every item with its title."""
    return [[(row, row.title) for row in list_trips(session)], [(row, row.title) for row in list_items(session)]]


def _against_raw(
    workspace: Workspace, path: Path, name: str, verb: Callable[[Session], object], target: float
) -> Figure:
    statements = workspace.get(_statements_of, verb)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA cache_size = -65536")  # the peer is not to lose by a small cache
    try:
        return ratio(
            name,
            lambda: seconds(lambda: (decoded.cache_clear(), workspace.get(verb))),
            lambda: seconds(lambda: [_decoded(raw, statement) for statement in statements]),
            target,
            note=f"{len(statements)} statements",
        )
    finally:
        raw.close()


def _statements_of(session: Session, verb: Callable[[Session], object]) -> list[tuple[str, Any]]:
    """The SQL that a reading verb sends."""
    sent: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append((statement, parameters))

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        verb(session)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return sent


def _decoded(raw: sqlite3.Connection, statement: tuple[str, Any]) -> list[tuple[Any, ...]]:
    """Rows with instants, dates and the first text decoded, as ours are."""
    rows = raw.execute(*statement).fetchall()
    decoders = dict(_decoders(rows))
    if not decoders:
        return rows
    return [tuple(decoders[n](v) if v and n in decoders else v for n, v in enumerate(row)) for row in rows]


def _decoders(rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, Callable[[str], object]]]:
    texts = 0
    for n, samples in enumerate(zip(*rows[:50], strict=True)):
        value = next((sample for sample in samples if isinstance(sample, str) and sample), "")
        if _INSTANT.match(value):
            yield n, datetime.fromisoformat
        elif _DATE.match(value):
            yield n, date.fromisoformat
        elif value.startswith('{"') and not texts:
            texts += 1
            yield n, Text.from_json
