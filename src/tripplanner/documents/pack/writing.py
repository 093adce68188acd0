"""Writes a field pack: a ZIP file with one folder, or the page alone. Same content, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents import registry
from tripplanner.documents.calendars.publishing import event_files
from tripplanner.documents.kept import part
from tripplanner.documents.naming import joined, safe_part
from tripplanner.documents.pack.cards import vcards
from tripplanner.documents.pack.driving import DriverPack, files_of
from tripplanner.documents.pack.page import page
from tripplanner.documents.pack.readme import FILES, readme
from tripplanner.documents.pack.track import gpx
from tripplanner.documents.spoken import SpokenTrip
from tripplanner.i18n import say
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.documents.pack.content import PackContent
    from tripplanner.documents.voices import TranslationList

_EARLIEST = datetime(1980, 1, 1)  # before it a ZIP file knows no date
_DEFLATED_ALREADY = (".pdf",)


def write(content: PackContent | DriverPack, target: Path, progress: Progress) -> TranslationList | None:
    """Write the pack at ``target``, or the page alone where the name ends in ``.html``."""
    if isinstance(content, DriverPack):
        return _write_driver(content, target, progress)
    shown, lacking = page(content)
    if target.suffix.lower() == ".html":
        target.write_bytes(shown)
        return lacking
    progress.check()
    folder = _folder(content)
    files = [(f"{folder}/{name}", data) for name, data in _files(content, shown, progress)]
    target.write_bytes(packed(files, content.trip.edition.moment))
    return lacking


def _write_driver(content: DriverPack, target: Path, progress: Progress) -> TranslationList | None:
    from tripplanner.documents.unfinished import unfinished_in

    sheet, code = content.sheet, content.languages[0]
    files: list[tuple[str, bytes]] = []
    for number, key, suffix, data in files_of(content, progress):
        title = FILES[key] if key else registry.kind("drivers").title
        files.append((f"{_folder(content)}/{number}_{safe_part(say(title, code))}{suffix}", data))
    target.write_bytes(packed(files, content.trip.edition.moment))
    return unfinished_in(sheet, sheet.trip, sheet.title, sheet.languages)


def _folder(content: SpokenTrip) -> str:
    """``2027-06_ALP27_LI-Na``: what the telephone shows once the file is unpacked."""
    trip = content.trip
    reader = (trip.reader.name.latin or trip.reader.name.native) if trip.reader else ""
    named = trip.code or trip.heading.best(content.languages[0])
    return joined([f"{trip.first_day:%Y-%m}", named, reader])


def _files(content: PackContent, shown: bytes, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """The files by name, in the order in which a list of names shows them."""
    code = content.languages[0]
    yield _name(0, "readme", ".txt", code), readme(content)
    yield _name(1, "page", ".html", code), shown
    for key, printable in content.prints:
        progress.check()
        kind = registry.kind(key)
        yield f"2_{safe_part(say(kind.title, code))}{kind.suffix}", registry.bytes_of(kind, printable, progress)
    kind = registry.kind("calendar")
    yield _name(3, "calendar", ".ics", code), registry.bytes_of(kind, content.calendar, progress)
    yield _name(4, "places", ".gpx", code), gpx(content.trip, content.languages)
    if cards := vcards(content.trip, code):
        yield _name(5, "contacts", ".vcf", code), cards
    folder = _name(6, "events", "", code)
    for name, data in part("files of events", content.simple, lambda: list(event_files(content.simple)), _size):
        yield f"{folder}/{name}", data


def _size(files: list[tuple[str, bytes]]) -> int:
    return sum(len(data) for _, data in files)


def _name(number: int, key: str, suffix: str, code: str) -> str:
    return f"{number}_{safe_part(say(FILES[key], code))}{suffix}"


def packed(files: list[tuple[str, bytes]], moment: datetime) -> bytes:
    """A ZIP file of these files, all dated ``moment`` (UTC): nothing in it tells where or when it was made."""
    dated = max(moment.replace(tzinfo=None), _EARLIEST).timetuple()[:6]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, dated)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            stored = name.endswith(_DEFLATED_ALREADY)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return held.getvalue()
