"""The rules over the sample: all of them, again after a move, and over ten times as many items."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median

from bench.large import sample_database
from bench.measure import Figure
from tripplanner.planning.checks import checking, read_trip
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

ROUNDS = 40
BEFORE = date(2027, 1, 4)


def figures() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(sample_database(Path(folder, "sample.db"))) as workspace,
    ):
        trip = workspace.get(read_trip, workspace.get(find_trip, "P01"), BEFORE)
    moves = cycle(_moved(trip))
    known = checking(trip)
    large = _longer(trip, 10)
    loop, whole = _in_turns(_calibration, lambda: checking(trip).findings)
    _, again = _in_turns(_calibration, lambda: known.after(next(moves)).findings)
    few, many = _in_turns(lambda: checking(trip).findings, lambda: checking(large).findings, ROUNDS // 2)
    return [
        Figure("all rules over the sample", whole, "ms", 16.0, note=f"{len(trip.items)} items"),
        Figure("all rules over the sample, against the loop", whole / loop, "×", 8.0),
        Figure("rules again after one move", again, "ms", 4.0, note=f"{len(known.findings)} findings"),
        Figure("rules again after one move, against the loop", again / loop, "×", 2.0),
        Figure("ten times the items, times the cost", many / few, "×", 12.0, note=f"{len(large.items)} items"),
    ]


def _calibration() -> int:
    """A loop of plain Python, as the measure of the machine."""
    total = 0
    for number in range(40_000):
        total += number % 7
    return total


def _in_turns(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median milliseconds of processor time of both, taken in turns after a warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 3):
        for work, own in zip((one, other), times, strict=True):
            start = time.process_time()
            work()
            if number >= 3:
                own.append(1000 * (time.process_time() - start))
    return median(times[0]), median(times[1])


def _moved(trip: CheckedTrip) -> list[CheckedTrip]:
    """The trip with one item a quarter of an hour later: each item in turn."""
    quarter = timedelta(minutes=15)
    return [
        trip.with_items(item.at(item.start + quarter, item.end + quarter))
        for item in trip.placed
        if item.start and item.end
    ]


def _longer(trip: CheckedTrip, times: int) -> CheckedTrip:
    """The programme and its texts over and over, one stay after the other, as other items."""
    days = (trip.last_day - trip.first_day).days + 1
    items = [_copied(item, n, timedelta(days=n * days)) for n in range(times) for item in trip.placed]
    nights = {
        (day + timedelta(days=n * days), group): spot
        for n in range(times)
        for (day, group), spot in trip.nights.items()
    }
    texts = tuple(replace(text, uuid=f"{text.uuid}-{n}") for n in range(times) for text in trip.texts)
    last = trip.first_day + timedelta(days=times * days - 1)
    whole = replace(trip, last_day=last, nights=nights, texts=texts)
    return whole.only(()).with_items(*items)


def _copied(item: CheckedItem, number: int, shift: timedelta) -> CheckedItem:
    assert item.start is not None
    assert item.end is not None
    other = replace(item, uuid=f"{item.uuid}-{number}", id=item.id + 1000 * number)
    return other.at(item.start + shift, item.end + shift)
