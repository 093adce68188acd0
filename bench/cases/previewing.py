"""The page of the booklet that somebody looks at, from an edit of one of its items to its picture: p95 of many edits.

Each round writes one item (its title, or by turns its hours), reads the trip again, lays out the booklet in French and
Chinese and draws the page of that item’s day, as the *Documents* screen does in its job. The warm-up is not counted:
the first page of a window comes after its fonts are there.
"""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pypdfium2
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.large import sample_database
from bench.measure import Figure, percentile
from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.booklet.day import day_anchor
from tripplanner.documents.registry import Request, kind
from tripplanner.documents.typesetting.marks import anchors
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.trips import find_trip
from tripplanner.progress import NO_PROGRESS
from tripplanner.store.workspace import Workspace

WARM_UP, ROUNDS = 3, 40
SCALE = 2.0  # pixels per point: a page on a sharp screen


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name, Workspace.open(sample_database(Path(name, "sample.db"))) as workspace:
        trip_id = workspace.get(find_trip, "P01")
        taken = [_round(workspace, trip_id, number) for number in range(WARM_UP + ROUNDS)][WARM_UP:]
    clock, processor = ([seconds[n] * 1000 for seconds in taken] for n in (0, 1))
    note = f"{percentile(processor, 0.95):.0f} ms of the processor"
    return [Figure("page in view after an edit, p95", percentile(clock, 0.95), "ms", 300.0, note=note)]


def _round(workspace: Workspace, trip_id: int, number: int) -> tuple[float, float]:
    """Seconds of the clock and of the processor from the edit to the picture."""
    clock, processor = time.perf_counter(), time.process_time()
    day = workspace.do(msg("Edit"), _edit, trip_id, number)
    booklet = kind("booklet")
    assert booklet.proof is not None
    content = workspace.get(booklet.read, trip_id, Request("fr", "zh"))
    key = next(day_anchor(one) for one in content.trip.days if one.date == day)
    with NO_COLLECTION:
        proof = booklet.proof(content, NO_PROGRESS)
        (data,) = proof.some([proof.index_of(anchors(proof.pages)[key][0])])
    document = pypdfium2.PdfDocument(data)
    document[0].render(scale=SCALE)
    document.close()
    return time.perf_counter() - clock, time.process_time() - processor


def _edit(session: Session, trip_id: int, number: int) -> object:
    """Changes the words or the hours of one item after the other; gives its day."""
    found = sa.select(Item).where(Item.trip_id == trip_id, Item.type == "visit", Item.start.is_not(None))
    items = session.scalars(found.order_by(Item.start, Item.id)).all()
    item = items[number % len(items)]
    assert item.start is not None
    if number % 2:
        item.start += timedelta(minutes=5)
    else:
        item.title = item.title.with_words("fr", f"{item.title.get('fr')} {number}")
    return item.start.date()
