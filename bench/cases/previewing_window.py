"""The preview of the booklet: from an edit until the page in view is painted anew, and how long the window is deaf.

The edit goes through the workspace like any other; time runs until the pages in view are on the screen. The file is
still being written then, and the checks are still to come: the next edit waits for neither. Times are processor time of
the whole process, which on a machine with nothing else to do is what the clock says.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.large import sample_database
from bench.measure import Figure, percentile
from tripplanner.i18n import msg
from tripplanner.planning.items import edit_item_fields
from tripplanner.planning.programme import list_items

EDITS, FIRST = 40, 3
"""Edits that are measured, after some that load fonts and modules."""
SHOWN, DEAF = 300.0, 50.0
"""Milliseconds: what somebody waits without noticing, and what a window may be deaf."""
PAGE = 7
"""The page (from 0) that is looked at: the first day, where the sample’s booklet has it."""


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIPPLANNER_CONFIG_DIR"] = os.environ["TRIPPLANNER_DATA_DIR"] = folder
        found = _measured(sample_database(Path(folder, "sample.db")))
    taken, clock, deaf = (1000 * percentile(one, 0.95) for one in zip(*found, strict=True))
    note = f"{EDITS} titles, booklet fr + zh; by the clock {clock:.0f} ms"
    return [
        Figure("page in view after an edit, in the window, p95", taken, "ms", SHOWN, note=note),
        Figure("window deaf after an edit, p95", deaf, "ms", DEAF, note="processor time of the main thread"),
    ]


def _measured(file: Path) -> list[tuple[float, float, float]]:
    """For each edit: processor seconds and clock seconds until the page is painted, the window’s longest silence."""
    from bench.windows import Shown
    from tripplanner.settings import Settings

    Settings().set("documents/kind", "booklet")
    shown = Shown(file, "", "documents")
    try:
        items = [item.id for item in shown.workspace.get(list_items) if item.start is not None]
        found = [_edited(shown, items[number % len(items)], number) for number in range(FIRST + EDITS)]
    finally:
        shown.settle()
        shown.close()
    return found[FIRST:]


def _edited(shown: Any, id: int, number: int) -> tuple[float, float, float]:
    item = next(one for one in shown.workspace.get(list_items) if one.id == id)
    title = item.title.with_words("fr", f"Titre {number}")
    shown.desk.page().view.go(PAGE)
    shown.settle()
    found = _until_painted(
        shown.desk.page(), lambda: shown.workspace.do(msg("Edit"), edit_item_fields, id, None, title=title)
    )
    shown.settle()
    return found


def _until_painted(page: Any, edit: Callable[[], object]) -> tuple[float, float, float]:
    arrived: list[Any] = []

    def note(_number: int, draft: object) -> None:
        arrived.append(draft)

    page._drafted.connect(note)
    clock, processor = time.perf_counter(), time.process_time()
    edit()
    longest = _deaf_until(lambda: bool(arrived))
    turn = time.thread_time()
    page.view.viewport().repaint()
    longest = max(longest, time.thread_time() - turn)
    taken = time.process_time() - processor, time.perf_counter() - clock
    return *taken, max(longest, _deaf_until(lambda: page._job is None))


def _deaf_until(ready: Callable[[], bool]) -> float:
    """Processor seconds of the main thread’s longest piece of work until then."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    longest, turn = 0.0, time.thread_time()
    while not ready():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        now = time.thread_time()
        longest, turn = max(longest, now - turn), now
    return longest
