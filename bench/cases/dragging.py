"""The programme under the mouse: a frame of a drag with what it says, the rules when the pointer rests, opening a week.

Times are processor time as multiples of a calibration loop that runs beside them, and as milliseconds.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.large import sample_database
from bench.measure import Figure, percentile
from tripplanner.i18n import msg
from tripplanner.planning.arranging import place_site
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

FRAMES, OPENINGS = 240, 7
DAYS, ITEMS = 21, 300
#: What the loop takes on the machine for which the targets in milliseconds were set.
USUAL_LOOP = 0.015


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIPPLANNER_CONFIG_DIR"] = os.environ["TRIPPLANNER_DATA_DIR"] = folder
        file = sample_database(Path(folder, "sample.db"))
        with Workspace.open(file) as workspace:
            workspace.do(msg("a long trip"), _long_trip)
        return list(_measured(file))


def _long_trip(session: Any) -> None:
    """Three weeks of fourteen or fifteen visits a day."""
    first = date(2027, 9, 1)
    trip = create_trip(
        session, title=Text.of("en", en="Long"), code="LONG", first_day=first, last_day=first + timedelta(days=DAYS - 1)
    )
    for number in range(ITEMS):
        day, at = divmod(number * DAYS, ITEMS)
        start = datetime.combine(first + timedelta(days=day), datetime.min.time()) + timedelta(hours=7)
        place_site(session, trip, 1 + number % 40, start + timedelta(minutes=at * 45 // DAYS), 40)


def _measured(file: Path) -> list[Figure]:
    from bench.windows import Shown

    found: list[Figure] = []
    for code, name in (("", "the sample’s 60 items"), ("LONG", f"{ITEMS} items in {DAYS} days")):
        shown = Shown(file, code)
        loops = [calibration() for _ in range(5)]
        frames = shown.drag(FRAMES)
        rests = shown.rest(20)
        opened = [shown.open() for _ in range(OPENINGS)]
        loops += [calibration() for _ in range(5)]
        shown.close()
        scale = USUAL_LOOP / statistics.median(loops)
        found += [
            _figure(f"a frame of a drag, p95, {name}", percentile(frames, 0.95), scale, 16.0, f"{FRAMES} frames"),
            _figure(f"all rules once the pointer rests, p95, {name}", percentile(rests, 0.95), scale, 16.0, ""),
            _figure(f"opening the week, {name}", statistics.median(opened), scale, 150.0, ""),
        ]
    return found


def _figure(name: str, seconds: float, scale: float, target: float, note: str) -> Figure:
    """Milliseconds of a machine on which the calibration loop takes its usual time."""
    loops = seconds * scale / USUAL_LOOP
    notes = [part for part in (note, f"{loops:.2f} loops") if part]
    return Figure(name, 1000 * seconds * scale, "ms", target, note=" · ".join(notes))


def calibration() -> float:
    """Seconds of processor time of a fixed piece of plain Python."""
    return processor(lambda: sum(i * i % 7 for i in range(250_000)))


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor time that one call takes of this thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start
