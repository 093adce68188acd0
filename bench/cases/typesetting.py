"""Booklet and itineraries against Typst, which sets the same content from markup written beforehand.

Both sides start from content already read, in a fresh process, and end with a file. The database is read in
another figure, without a peer.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.frozen import as_bytes
from bench.large import sample_database
from bench.measure import ROOT, Figure, ratio, run
from bench.peers.typst_markup import write
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request, kind
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

COPIES = 40
OURS = """
import pickle, sys
from pathlib import Path
from tripplanner.documents.registry import kind
from tripplanner.progress import NO_PROGRESS
content = pickle.loads(Path(sys.argv[2]).read_bytes())
for number in range(int(sys.argv[4])):
    kind(sys.argv[1]).write(content, Path(sys.argv[3], f"{number}.pdf"), NO_PROGRESS)
"""
THEIRS = """
import sys
from pathlib import Path
import typst
for number in range(int(sys.argv[4])):
    typst.compile(sys.argv[1], output=str(Path(sys.argv[3], f"{number}.pdf")),
                  font_paths=[sys.argv[2]], ignore_system_fonts=True)
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.open(sample_database(folder / "sample.db")) as workspace:
            trip_id = workspace.get(find_trip, "P01")
            for key in ("booklet", "itinerary"):
                content = workspace.get(kind(key).read, trip_id, Request("fr", "zh"))
                (folder / f"{key}.pickle").write_bytes(as_bytes(content))
                write(
                    workspace.get(read_trip, trip_id, Request("fr", "zh"), "delegates"),
                    ("fr", "zh"),
                    key,
                    folder / f"{key}.typ",
                )
        return [
            _against_typst("sample booklet, cold, against Typst", "booklet", folder, 1, 1.0),
            _against_typst(f"{COPIES} itineraries in one process", "itinerary", folder, COPIES, 0.6),
        ]


def _against_typst(name: str, key: str, folder: Path, copies: int, target: float) -> Figure:
    fonts = str(ROOT / "resources" / "fonts")
    return ratio(
        name,
        lambda: run(OURS, key, str(folder / f"{key}.pickle"), str(folder), str(copies)),
        lambda: run(THEIRS, str(folder / f"{key}.typ"), fonts, str(folder), str(copies)),
        target,
    )
