"""The benchmark matrix with 2,000 cases in the window, and with ten times fewer beside it."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
import uuid
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from bench.cases.dragging import processor
from bench.cases.lists import _against_raw
from bench.large import sample_database
from bench.measure import Figure, percentile
from bench.windows import Shown
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.planning.learning.benchmark import View
from tripplanner.planning.learning.matrix import read_matrix
from tripplanner.planning.learning.validating import hand_on, validate
from tripplanner.planning.learning.vocabulary import AXES
from tripplanner.store.changes import Changes
from tripplanner.store.workspace import Workspace

MANY, FEW = 2_000, 200
ROUNDS = 7
WORDS = ("corridor", "lynx", "冰川")
_PARTS = ("building_block", "case_result", "case_axis", "case_theme", "case_site", "case_organisation")
_EVERYTHING = frozenset(Base.metadata.tables)


class Matrices(Shown):
    """A window on a library with many cases."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, "", "bin")

    @property
    def shown(self) -> Any:
        return self.desk.page()

    def opening(self) -> float:
        """Milliseconds to show the matrix, read anew and painted."""
        self.desk.go("bin")
        self.context.bus.changed.emit(Changes(frozenset(), _EVERYTHING))
        self.settle()

        def work() -> None:
            self.desk.go("benchmark")
            self.window.repaint()

        taken = 1000 * processor(work)
        self.settle()
        return taken

    def ticking(self) -> list[float]:
        """Milliseconds of each value that is ticked and unticked again, painted with all numbers."""
        page = self.shown
        values = [(axis, one.code) for axis in AXES for one in page.matrix.values[axis][:4]]
        taken: list[float] = []
        for axis, code in itertools.chain.from_iterable((value, value) for value in values):
            taken.append(1000 * processor(lambda axis=axis, code=code: self._tick(axis, code)))
        return taken

    def _tick(self, axis: str, code: str) -> None:
        self.shown.facets.tick(axis, code)
        QApplication.processEvents()

    def sorting(self) -> list[float]:
        """Milliseconds of each column that the cases are ordered by."""
        columns = ("title", *AXES, "themes", "blocks")
        return [1000 * processor(lambda key=key: self._sort(key)) for key in columns for _ in range(2)]

    def _sort(self, key: str) -> None:
        self.shown.sort(key, False)
        QApplication.processEvents()

    def typing(self) -> list[float]:
        """Milliseconds of each key in the search."""
        taken: list[float] = []
        for words in WORDS:
            for length in range(1, len(words) + 1):
                taken.append(1000 * processor(lambda typed=words[:length]: self._type(typed)))
            self.shown.search.clear()
            self.settle()
        return taken

    def _type(self, typed: str) -> None:
        self.shown.search.setText(typed)
        QApplication.processEvents()


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        many = cases_database(Path(folder, "many.db"), MANY)
        few = cases_database(Path(folder, "few.db"), FEW)
        large, small = _measured(many), _measured(few)
        with Workspace.open(many) as workspace:
            raw = _against_raw(workspace, many, "matrix of 2,000 cases", read_matrix, 4.0)
            counting = _counting(workspace)
    growth = [
        Figure(f"{name}: 2,000 cases against 200", large[name] / max(small[name], 0.1), "×", MANY / FEW)
        for name in ("open", "tick")
    ]
    return [
        Figure("matrix of 2,000 cases opens", large["open"], "ms", 200),
        Figure("a value is ticked (p95)", large["tick"], "ms", 50),
        Figure("a column orders (p95)", large["sort"], "ms", 50),
        Figure("a key in the search (p95)", large["type"], "ms", 50),
        Figure("2,000 cases filtered and counted", counting, "ms", 10),
        raw,
        *growth,
    ]


def _measured(file: Path) -> dict[str, float]:
    window = Matrices(file)
    try:
        window.opening()
        found = {"open": median(window.opening() for _ in range(ROUNDS))}
        found["tick"] = percentile(window.ticking(), 0.95)
        window.sorting()
        found["sort"] = percentile(window.sorting(), 0.95)
        found["type"] = percentile(window.typing(), 0.95)
        return found
    finally:
        window.close()


def _counting(workspace: Workspace) -> float:
    """Milliseconds of the reckoning alone."""
    matrix = workspace.get(read_matrix)
    view = View(chosen={"governance": frozenset({"cross-border"}), "biogeography": frozenset({"alpine"})})
    return median(1000 * processor(lambda: (matrix.shown(view), matrix.counts(view))) for _ in range(ROUNDS))


def cases_database(path: Path, wanted: int) -> Path:
    """The sample with its case studies repeated; every seventh is validated."""
    sample_database(path)
    with sqlite3.connect(path) as connection:
        known = [row[0] for row in connection.execute("SELECT id FROM case_study ORDER BY id")]
        for number, source in zip(range(len(known), wanted), itertools.cycle(known)):
            _copy(connection, source, number)
    connection.close()
    with Workspace.open(path) as workspace:
        workspace.mend_side()  # what was written past the workspace
        workspace.do(msg("validate a case"), _validated, range(7, wanted, 7))
    return path


def _copy(connection: sqlite3.Connection, source: int, number: int) -> None:
    case = _copied(connection, "case_study", "id", source, {"code": f"K{number:05d}", "sample_key": None})
    for part in _PARTS:
        _copied(connection, part, "case_id", source, {"case_id": case, "sample_key": None})


def _copied(connection: sqlite3.Connection, table: str, column: str, value: int, changed: dict[str, Any]) -> int:
    """The number of the last row that was copied."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    last = 0
    for row in connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?", (value,)).fetchall():
        values = {**dict(zip(names, row, strict=True)), **changed, "uuid": str(uuid.uuid4())}
        marks = ", ".join("?" * len(names))
        made = connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                                  [values[name] for name in names])  # fmt: skip
        last = made.lastrowid or 0
    return last


def _validated(session: Session, ids: range) -> None:
    for id in ids:
        hand_on(session, id, "Anne Roy")
        validate(session, id, "Bao Li")
