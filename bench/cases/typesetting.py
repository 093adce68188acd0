"""Booklet and itineraries against Typst, which sets the same content from markup written beforehand.

Both sides start from content already read, in a fresh process, and end with a file. The database is read in
another figure, without a peer.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.frozen import as_bytes
from bench.large import sample_database
from bench.measure import ROOT, Figure, ratio, run
from bench.peers.typst_markup import write
from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.registry import Request, kind
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

COPIES = 40
OURS = """
import pickle, sys
from pathlib import Path
from tripplanner.documents.registry import kind
from tripplanner.progress import NO_PROGRESS
for source in sorted(Path(sys.argv[2]).glob(f"{sys.argv[1]}-*.pickle")):
    kind(sys.argv[1]).write(pickle.loads(source.read_bytes()), source.with_suffix(".pdf"), NO_PROGRESS)
"""
THEIRS = """
import sys
from pathlib import Path
import typst
for source in sorted(Path(sys.argv[2]).glob(f"{sys.argv[1]}-*.typ")):
    typst.compile(str(source), output=str(source.with_suffix(".typst.pdf")),
                  font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.open(sample_database(folder / "sample.db")) as workspace:
            trip_id = workspace.get(find_trip, "P01")
            _store(workspace.get(kind("booklet").read, trip_id, Request("fr", "zh")), "booklet", 0, folder)
            whole = workspace.get(kind("itinerary").read, trip_id, Request("fr", "zh"))
        people = [line.person for line in (*whole.trip.delegations[0].delegates, *whole.trip.members)]
        for number in range(COPIES):
            trip = narrowed(whole.trip, people[number % len(people)])
            # Copies of one person differ by a word, so that nobody is asked for the same file twice.
            trip = replace(trip, short_title=trip.heading.with_words("fr", f"{trip.heading.get('fr')} {number}"))
            _store(replace(whole, trip=trip), "itinerary", number, folder)
        return [
            _against_typst("sample booklet, cold, against Typst", "booklet", folder, 1.0),
            _against_typst(f"{COPIES} personal itineraries in one process", "itinerary", folder, 0.6),
        ]


def _store(content: Any, key: str, number: int, folder: Path) -> None:
    """One document's content for both sides."""
    (folder / f"{key}-{number:02}.pickle").write_bytes(as_bytes(content))
    write(content.trip, ("fr", "zh"), key, folder / f"{key}-{number:02}.typ")


def _against_typst(name: str, key: str, folder: Path, target: float) -> Figure:
    fonts = str(ROOT / "resources" / "fonts")
    return ratio(name, lambda: run(OURS, key, str(folder)), lambda: run(THEIRS, key, str(folder), fonts), target)
