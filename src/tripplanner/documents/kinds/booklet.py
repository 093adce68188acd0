"""The field booklet: A5, page by page or imposed for stapling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.booklet.content import SECTIONS, BookletContent
from tripplanner.documents.content import TripContent
from tripplanner.documents.imposition import Imposition
from tripplanner.documents.narrowing import impersonal, narrowed
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain

YES_NO = (msg("yes"), msg("no"))
NO_YES = (msg("no"), msg("yes"))
FLIPS = (msg("the short edge"), msg("the long edge"))


def _read(session: Session | Plain, trip_id: int, request: Request) -> BookletContent:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    """The trip as any delegate may read it."""
    from tripplanner.documents.reading import read_trip

    photos = request.option("photos", "yes") == "yes"
    return read_trip(session, trip_id, request.for_everybody(), "delegates", library_too=True, photos=photos)


def _copy(everybody: TripContent, request: Request) -> BookletContent:
    trip = narrowed(everybody, request.person) if request.person else everybody
    sections = frozenset(key for key in SECTIONS if request.option(key, "yes") != "no")
    return BookletContent(trip, request.languages, sections, request.option("layout") == "facing", _imposition(request))


def _said(content: BookletContent) -> BookletContent:
    return replace(content, trip=impersonal(content.trip))


def _imposition(request: Request) -> Imposition | None:
    if request.option("imposed", "no") not in ("yes", "true", "1"):
        return None
    return Imposition(
        float(request.option("creep", "0.1")),
        float(request.option("margin", "0")),
        request.option("paper", "a4"),
        request.option("flip", "short"),
    )


def _write(content: BookletContent, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.booklet.writing import bytes_of, laid_out

    with NO_COLLECTION:
        laid = laid_out(content, progress)
        target.write_bytes(bytes_of(laid, content, progress))
    return laid.translations


KIND = DocumentKind(
    key="booklet",
    title=msg("Field booklet"),
    suffix=".pdf",
    audience="delegates",
    read=_read,
    write=_write,
    position=20,
    straight=True,
    shared=_shared,
    copy=_copy,
    said=_said,
    options=(
        Option("layout", msg("Two languages"), ("beside", "facing"), (msg("side by side"), msg("on facing pages"))),
        Option("imposed", msg("Imposed for stapling"), ("no", "yes"), NO_YES),
        Option("paper", msg("Paper of the sheets"), ("a4", "letter"), (msg("A4"), msg("Letter"))),
        Option("flip", msg("The printer turns sheets over on"), ("short", "long"), FLIPS),
        Option("creep", msg("Creep per sheet (mm)"), ("0.1", "0", "0.05", "0.15", "0.2")),
        Option("margin", msg("Binding margin (mm)"), ("0", "1", "2", "3", "4")),
        Option("contents", msg("Table of contents"), ("yes", "no"), YES_NO),
        Option("map", msg("Maps"), ("yes", "no"), YES_NO),
        Option("sites", msg("Site sheets"), ("yes", "no"), YES_NO),
        Option("photos", msg("Photos"), ("yes", "no"), YES_NO),
        Option("glossary", msg("Glossary"), ("yes", "no"), YES_NO),
        Option("group", msg("The group"), ("yes", "no"), YES_NO),
        Option("partners", msg("Organisations met"), ("yes", "no"), YES_NO),
        Option("notes", msg("Pages for notes"), ("yes", "no"), YES_NO),
    ),
)
