"""Long lists in the window: 20,000 delegates of a trip, 5,000 sites, 15,000 terms, with ten times fewer beside them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.cases.dragging import processor
from bench.large import library_database
from bench.measure import Figure, percentile, printed_by
from bench.windows import Shown
from tripplanner.model import Base
from tripplanner.store.changes import Changes

PAGES = ("delegates", "sites", "terms")
WORDS = ("wang", "reserve", "couloir", "冰海", "directeur")
ROUNDS = 5
_EVERYTHING = Base.metadata.tables
_MEMORY = """
import sys
from pathlib import Path
from bench.cases.library import Lists
shown = Lists(Path(sys.argv[1]))
for page in ("delegates", "sites", "terms"):
    shown.go(page)
status = Path("/proc/self/status").read_text()
print(int(status.split("VmRSS:")[1].split()[0]) / 1024)
import os
os._exit(0)
"""


class Lists(Shown):
    """A window on a large library, without its programme."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, "P01", "bin")

    def go(self, page: str) -> None:
        """Show a page, and let everything happen that is due."""
        self.desk.go(page)
        self.settle()

    def opening(self, page: str) -> float:
        """Milliseconds to show a page that reads everything anew, painted with its card."""
        self.go("bin")
        self.context.bus.changed.emit(Changes(frozenset(), frozenset(_EVERYTHING)))
        self.settle()

        def work() -> None:
            self.desk.go(page)
            self.window.repaint()
            self.desk.page().part.show_card()  # type: ignore[union-attr]

        return 1000 * processor(work)

    def typing(self, words: str) -> list[float]:
        """Milliseconds of each key of these words in the filter of the page, painted."""
        page = self.desk.page()
        page.search.setFocus()  # type: ignore[union-attr]
        taken: list[float] = []
        for length in range(1, len(words) + 1):
            taken.append(1000 * processor(self._key(page, words[:length])))
        page.search.clear()  # type: ignore[union-attr]
        self.settle()
        return taken

    def _key(self, page: object, words: str) -> Callable[[], None]:
        def work() -> None:
            page.search.setText(words)  # type: ignore[attr-defined]
            QApplication.processEvents()

        return work

    def scrolling(self, steps: int) -> list[float]:
        """Milliseconds of each step: rows one by one, then places anywhere."""
        bar = self.desk.page().part.list.verticalScrollBar()  # type: ignore[union-attr]
        chance = random.Random(1)
        places = [48 * number for number in range(steps)]
        places += [chance.randrange(bar.maximum()) for _ in range(steps)]
        return [1000 * processor(lambda at=at: (bar.setValue(at), QApplication.processEvents())) for at in places]

    def walking(self, steps: int) -> list[float]:
        """Milliseconds of each press of a key that is held to go down the list, painted."""
        view = self.desk.page().part.list  # type: ignore[union-attr]
        view.setFocus()

        def step() -> None:
            QTest.keyClick(view, Qt.Key.Key_Down)
            QApplication.processEvents()

        return [1000 * processor(step) for _ in range(steps)]


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        large = library_database(Path(folder, "large.db"))
        small = library_database(Path(folder, "small.db"), 0.1)
        memory = float(printed_by(_MEMORY, str(large)))
        many, few = Lists(large), Lists(small)
        for shown in (many, few):
            for page in PAGES:
                shown.go(page)
        found = _opened(many, few)
        found += _worked(many)
        for shown in (many, few):
            shown.close()
    return [*found, Figure("memory with three long lists open", memory, "MB", 250.0)]


def _opened(many: Lists, few: Lists) -> list[Figure]:
    found: list[Figure] = []
    for page in PAGES:
        pairs = [(many.opening(page), few.opening(page)) for _ in range(ROUNDS)]
        found.append(Figure(f"{page}: opens", median(a for a, _ in pairs), "ms", 150.0))
        found.append(
            Figure(f"{page}: ten times the rows, times the opening", median(a / b for a, b in pairs), "×", 1.3)
        )
    return found


def _worked(shown: Lists) -> list[Figure]:
    found: list[Figure] = []
    for page in PAGES:
        shown.go(page)
        keys = [taken for words in WORDS for taken in shown.typing(words)]
        steps = shown.scrolling(80)
        rows = shown.walking(80)
        found.append(Figure(f"{page}: a key in the filter (p95)", percentile(keys, 0.95), "ms", 50.0))
        found.append(Figure(f"{page}: a step of scrolling (p95)", percentile(steps, 0.95), "ms", 16.0))
        found.append(Figure(f"{page}: a row further by key (p95)", percentile(rows, 0.95), "ms", 16.0))
    return found
