"""Booklet and itineraries against Typst, which sets the same content from markup written beforehand.

The booklet: from the command in a fresh process to the file, the database included, against a fresh process of
Typst's wheel that compiles the markup. The itineraries: forty contents already read, in one process each; they come
from one reading and share their parts, as those of a release do. What the markup holds is told in
``bench/peers/typst_markup.py``.
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
from tripplanner.documents.booklet import writing
from tripplanner.documents.itinerary import document
from tripplanner.documents.narrowing import narrowed, people
from tripplanner.documents.registry import Request, kind
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace

COPIES = 40
COMMAND = "import sys; from tripplanner.cli import main; sys.exit(main())"
ITINERARIES = """
import pickle, sys
from pathlib import Path
from tripplanner.documents.kept import many_copies
from tripplanner.documents.registry import kind
from tripplanner.progress import NO_PROGRESS
folder = Path(sys.argv[1])
with many_copies():
    for number, content in enumerate(pickle.loads((folder / "contents.pickle").read_bytes())):
        kind("itinerary").write(content, folder / f"{number:02}.pdf", NO_PROGRESS)
"""
TYPST = """
import sys
from pathlib import Path
import typst
for source in sorted(Path(sys.argv[1]).glob("*.typ")):
    typst.compile(str(source), output=str(source.with_suffix(".typst.pdf")),
                  font_paths=[sys.argv[2]], ignore_system_fonts=True)
"""
FONTS = str(ROOT / "resources" / "fonts")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        booklet, itineraries = Path(name, "booklet"), Path(name, "itineraries")
        booklet.mkdir()
        itineraries.mkdir()
        database = sample_database(Path(name, "sample.db"))
        _prepare(database, booklet, itineraries)
        words = ["--database", str(database), "document", "booklet", "P01", "--language", "fr", "--second", "zh"]
        words += ["-o", str(booklet / "ours.pdf")]
        return [
            ratio("sample booklet, cold, against Typst", lambda: run(COMMAND, *words), lambda: _typst(booklet), 0.8),
            ratio(
                f"{COPIES} personal itineraries in one process",
                lambda: run(ITINERARIES, str(itineraries)),
                lambda: _typst(itineraries),
                0.4,
            ),
        ]


def _prepare(database: Path, booklet: Path, itineraries: Path) -> None:
    """Typst's markup of the booklet; contents and markup of forty itineraries."""
    with Workspace.open(database) as workspace:
        trip_id = workspace.get(find_trip, "P01")
        book = workspace.get(kind("booklet").read, trip_id, Request("fr", "zh"))
        whole = workspace.get(kind("itinerary").read, trip_id, Request("fr", "zh"))
    write(writing.laid_out(book).pages, booklet / "booklet.typ")
    everyone = [line.person for line in people(whole.trip)]
    found = [_itinerary(whole, everyone[n % len(everyone)], n, itineraries) for n in range(COPIES)]
    (itineraries / "contents.pickle").write_bytes(as_bytes(found))


def _itinerary(whole: Any, person: str, number: int, folder: Path) -> Any:
    """One copy for both sides; copies differ by a word, so that nobody is asked for the same file twice."""
    trip = narrowed(whole.trip, person)
    trip = replace(trip, short_title=trip.heading.with_words("fr", f"{trip.heading.get('fr')} {number}"))
    content = replace(whole, trip=trip)
    write(document.laid_out(content).pages, folder / f"{number:02}.typ")
    return content


def _typst(folder: Path) -> float:
    return run(TYPST, str(folder), FONTS)
