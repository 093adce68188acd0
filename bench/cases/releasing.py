"""Everything of a release: for each of the 14 delegates of the sample itinerary, booklet, calendar, what-changed sheet
and field pack, in their language with the trip’s first one beside it.

One fresh process opens the database and makes all files of release 2, then somebody moves one item by a quarter of an
hour, release 3 is made, and all files of it are written: they say another number and date on every page, and what else
they say was made before. Reading the release, choosing what there is to make and writing the files all count; making
the release does not. Seconds are those of the clock; the processor’s are in the note.
"""

from __future__ import annotations

import json
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.large import sample_database
from bench.measure import Figure, printed_by
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, Delegation
from tripplanner.planning import releases
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

KINDS = ("itinerary", "booklet", "calendar", "changes", "field_pack")
DELEGATES = 14
ANYWAY = "to be measured"
CODE = """
import json, sys
from pathlib import Path
from bench.cases.releasing import measured
print(json.dumps(measured(Path(sys.argv[1]), Path(sys.argv[2]))))
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        database = sample_database(Path(name, "sample.db"))
        with Workspace.open(database) as workspace:
            trip_id = workspace.get(find_trip, "P01")
            _release(workspace, trip_id)
            workspace.do(msg("Move"), move)
            _release(workspace, trip_id)
        found = json.loads(printed_by(CODE, str(database), str(Path(name, "files"))).splitlines()[-1])
    whole = f"{found['files']} files for {DELEGATES} people"
    first, second = (f"{found[key]:.2f} s of the processor" for key in ("first_cpu", "second_cpu"))
    return [
        Figure(f"a release: {whole}", found["first"], "s", 8.0, note=first),
        Figure("the next one after an edit", found["second"], "s", 2.0, note=second),
        Figure("peak memory of both", found["memory"], "MB", 200.0),
    ]


def measured(database: Path, folder: Path) -> dict[str, float]:
    """Both releases written below ``folder``: seconds of the clock and of the processor, and MB at most."""
    with Workspace.open(database) as workspace:
        trip_id = workspace.get(find_trip, "P01")
        first, first_cpu, files = _timed(workspace, trip_id, 2, folder)
        workspace.do(msg("Move"), move)
        _release(workspace, trip_id)
        second, second_cpu, again = _timed(workspace, trip_id, 3, folder)
    if (files, again) != (len(KINDS) * DELEGATES,) * 2:
        raise RuntimeError(f"{files} and {again} files were made")
    return {
        "first": first, "first_cpu": first_cpu, "second": second, "second_cpu": second_cpu, "files": files,
        "memory": _peak(),
    }  # fmt: skip


def _timed(workspace: Workspace, trip_id: int, number: int, folder: Path) -> tuple[float, float, int]:
    from tripplanner.documents import publishing

    clock, processor = time.perf_counter(), time.process_time()
    guests = workspace.get(_guests, trip_id)
    pieces = [
        piece
        for piece in workspace.get(publishing.plan, trip_id, "fr", number)
        if piece.kind.key in KINDS and piece.request.person in guests
    ]
    files = publishing.write_all(workspace.get, pieces, folder / str(number))
    return time.perf_counter() - clock, time.process_time() - processor, len(files)


def _guests(session: Session, trip_id: int) -> set[str]:
    """The delegates of a trip."""
    found = sa.select(Person.uuid).join(Delegate, Delegate.person_id == Person.id).join(Delegation)
    return set(session.scalars(found.where(Delegation.trip_id == trip_id)))


def move(session: Session) -> None:
    """One visit of half of the guests begins a quarter of an hour later."""
    item = session.scalars(sa.select(Item).where(Item.code == "D4-02")).one()
    assert item.start is not None
    assert item.end is not None
    item.start, item.end = item.start + timedelta(minutes=15), item.end + timedelta(minutes=15)


def _release(workspace: Workspace, trip_id: int) -> None:
    workspace.do(msg("Release"), releases.release, trip_id, by="bench", anyway=ANYWAY)


def _peak() -> float:
    """MB that the process held at most."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource
    import sys

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
