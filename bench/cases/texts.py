"""A hundred thousand texts: the page opens, a keystroke filters them all, an edit is followed, trips are counted.

Processor time in milliseconds, scaled by a loop that runs beside them to the machine for which the targets were set.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench.cases.dragging import USUAL_LOOP, calibration, processor
from bench.large import large_database
from bench.measure import Figure, percentile
from tripplanner.i18n import msg
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.counting import count_texts
from tripplanner.planning.texts.writing import TextRef

SITES, TRIPS = 9_500, 220
#: As a person types: each prefix is a keystroke.
TYPED = ("ecopont de viry", "marais", "loup gris", "湿地", "reserve naturelle nationale")


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIPPLANNER_CONFIG_DIR"] = os.environ["TRIPPLANNER_DATA_DIR"] = folder
        file = large_database(Path(folder, "texts.db"), sites=SITES, trips=TRIPS)
        return _measured(file)


def _measured(file: Path) -> list[Figure]:
    from bench.windows import Shown

    shown = Shown(file, "")
    shown.desk.go("settings")  # what leaving the programme takes is the programme's
    shown.settle()
    loops = [calibration() for _ in range(7)]
    scale = USUAL_LOOP / statistics.median(loops)
    opening = processor(lambda: shown.desk.go("texts"))
    shown.settle()
    page: Any = shown.desk.page()
    page.choose_scope("library")
    shown.settle()
    page.choose_filter("all")
    total = len(page.deck.rows)
    keys = [_keystroke(page, words[:length]) for words in TYPED for length in range(1, len(words) + 1)]
    page.search.clear()
    edits = [_edit(shown, page, number) for number in range(8)]
    counting = processor(lambda: shown.workspace.get(count_texts, [shown.trip]))
    shown.close()
    found = {
        f"texts: the page opens (of {total:,} in the library)": (opening, 150.0),
        "texts: a keystroke in the filter of the library, p95": (percentile(keys, 0.95), 50.0),
        "texts: an edit followed by the page, p95": (percentile(edits, 0.95), 100.0),
        "texts: a trip counted in three languages, in a job": (counting, 100.0),
    }
    return [Figure(name, taken * scale * 1000, "ms", target) for name, (taken, target) in found.items()]


def _keystroke(page: Any, words: str) -> float:
    """Seconds of filtering and painting after one more letter."""

    def work() -> None:
        page.search.setText(words)
        page.list.viewport().repaint()

    return processor(work)


def _edit(shown: Any, page: Any, number: int) -> float:
    """Seconds of keeping a translation and showing it."""
    row = page.deck.rows[number * 100]

    def work() -> None:
        shown.workspace.do(msg("translate"), writing.write_translation, TextRef.of(row), page.pair[1], f"{number} 改写")
        page.list.viewport().repaint()

    taken = processor(work)
    shown.settle()
    return taken
