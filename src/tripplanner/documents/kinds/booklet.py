"""The field booklet: A5, page by page or imposed for stapling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.booklet.content import SECTIONS, BookletContent
from tripplanner.documents.booklet.margins import (
    ABOVE,
    ABOVE_BETWEEN,
    AT_FOLD,
    BELOW,
    BELOW_BETWEEN,
    SIDES,
    Margins,
    sides_name,
)
from tripplanner.documents.content import TripContent
from tripplanner.documents.imposition import Imposition
from tripplanner.documents.narrowing import impersonal, narrowed
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.booklet.content import DayStart
    from tripplanner.documents.proofs import Proof
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain

CONTENT, LAYOUT, SHEETS = msg("Content"), msg("Layout"), msg("Paper and printing")
YES_NO = (msg("yes"), msg("no"))
NO_YES = (msg("no"), msg("yes"))
IMPOSED = ("imposed", ("yes",))
SECTION_NAMES = (
    msg("Practical information"),
    msg("Table of contents"),
    msg("Map of the route"),
    msg("The days"),
    msg("Site sheets"),
    msg("Glossary"),
    msg("The group"),
    msg("Organisations met"),
)
OPTIONS = (
    Option("sections", msg("Sections"), SECTIONS, SECTION_NAMES, ordered=True, group=CONTENT),
    Option("photos", msg("Photos"), ("yes", "no"), YES_NO, group=CONTENT),
    Option("cover", msg("Name of the reader on the cover"), ("no", "yes"), NO_YES, group=CONTENT),
    Option(
        "notes",
        msg("Pages for notes at the end"),
        ("1", "0", "4", "8", "12"),
        (
            msg("at least one"),
            msg("only to fill the last sheet"),
            msg("at least {number}", number=4),
            msg("at least {number}", number=8),
            msg("at least {number}", number=12),
        ),
        group=CONTENT,
    ),
    Option(
        "day_notes",
        msg("Pages for notes after each day"),
        ("0", "1", "2"),
        (msg("none"), msg("one page"), msg("two pages")),
        group=CONTENT,
    ),
    Option(
        "layout",
        msg("Two languages"),
        ("beside", "facing"),
        (msg("side by side"), msg("on facing pages")),
        group=LAYOUT,
    ),
    Option(
        "days",
        msg("A day begins"),
        ("left", "page", "run"),
        (msg("on a left page"), msg("on a new page"), msg("below the day before")),
        group=LAYOUT,
    ),
    Option(
        "sites",
        msg("Site sheets stand"),
        ("day", "apart"),
        (msg("behind the day of the visit"), msg("together, as a chapter")),
        group=LAYOUT,
    ),
    Option(
        "sides", msg("White at the fold and outside (mm)"), SIDES, tuple(map(sides_name, SIDES)), group=LAYOUT,
        between=AT_FOLD,
    ),
    Option("above", msg("White above (mm)"), ABOVE, group=LAYOUT, between=ABOVE_BETWEEN),
    Option("below", msg("White below (mm)"), BELOW, group=LAYOUT, between=BELOW_BETWEEN),
    Option("colours", msg("Colours"), ("colour", "grey"), (msg("colour"), msg("black and white")), group=SHEETS),
    Option("imposed", msg("Imposed for stapling"), ("no", "yes"), NO_YES, group=SHEETS),
    Option(
        "paper", msg("Paper of the sheets"), ("a4", "letter"), (msg("A4"), msg("Letter")), group=SHEETS,
        only_with=IMPOSED,
    ),
    Option(
        "flip", msg("The printer turns sheets over on"), ("short", "long"),
        (msg("the short edge"), msg("the long edge")), group=SHEETS, only_with=IMPOSED,
    ),
    Option(
        "creep", msg("Creep per sheet (mm)"), ("0.1", "0", "0.05", "0.15", "0.2"), group=SHEETS, only_with=IMPOSED,
        between=(0.0, 0.5),
    ),
    Option(
        "margin", msg("Binding margin (mm)"), ("0", "1", "2", "3", "4"), group=SHEETS, only_with=IMPOSED,
        between=(0.0, 9.0),
    ),
)  # fmt: skip
_SECTIONS = OPTIONS[0]


def _read(session: Session | Plain, trip_id: int, request: Request) -> BookletContent:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    """The trip as any delegate may read it."""
    from tripplanner.documents.reading import read_trip

    photos = request.option("photos", "yes") == "yes"
    asked = request.for_everybody()
    return read_trip(session, trip_id, asked, "delegates", library_too=True, photos=photos, subscriptions=True)


def _copy(everybody: TripContent, request: Request) -> BookletContent:
    trip = narrowed(everybody, request.person) if request.person else replace(everybody, subscriptions={})
    return BookletContent(
        trip,
        request.languages,
        _SECTIONS.chosen(request.option("sections", _SECTIONS.default)),
        request.option("layout") == "facing",
        _imposition(request),
        cast("DayStart", request.option("days", "left")),
        request.option("sites", "day") == "apart",
        int(request.option("day_notes", "0")),
        int(request.option("notes", "1")),
        request.option("cover", "no") == "yes",
        request.option("colours", "colour") == "grey",
        Margins.chosen(
            request.option("sides", SIDES[0]), request.option("above", ABOVE[0]), request.option("below", BELOW[0])
        ),
    )


def _said(content: BookletContent) -> BookletContent:
    """Whose copy it is makes a difference where the cover says it, or the address of their own calendar."""
    reader = content.trip.reader if content.named else None
    return replace(content, trip=replace(impersonal(content.trip), reader=reader))


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
    with NO_COLLECTION:
        made = _proof(content, progress)
        target.write_bytes(made.whole(progress))
    return made.translations


def _proof(content: BookletContent, progress: Progress) -> Proof:
    from tripplanner.documents.booklet.writing import proof

    return proof(content, progress)


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
    proof=_proof,
    options=OPTIONS,
)
