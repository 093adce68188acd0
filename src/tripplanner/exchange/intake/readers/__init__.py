"""Formats that can be read: each file of this folder holds a ``READER``; no list names them.

A reader takes the bytes of a file and gives a :class:`~tripplanner.exchange.intake.sheets.Book`. It raises
:class:`~tripplanner.exchange.intake.limits.Unreadable` and nothing else for whatever the bytes are.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tripplanner import discovery
from tripplanner.exchange.intake.encodings import wide_without_mark
from tripplanner.exchange.intake.limits import MOST_BYTES, Meter, Unreadable, check_size, too_large
from tripplanner.exchange.intake.sheets import Book
from tripplanner.i18n import Message, msg
from tripplanner.progress import NO_PROGRESS, Progress


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose instead of what was guessed; ``None`` leaves it to the reader.

    ``days``: the first and the last day of the trip the file is for, within which repeated events are followed.
    """

    encoding: str | None = None
    separator: str | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A format. ``knows`` says by the first bytes that a file is of this format, whatever it is called.

    ``subjects`` are the keys of what such files can hold; empty for tables, which hold anything. ``several`` reads many
    files, each with its name, as one.
    """

    key: str
    title: Message
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Options, Meter], Book]
    knows: Callable[[bytes], bool] = lambda data: False
    subjects: tuple[str, ...] = ()
    position: int = 100
    several: Callable[[Sequence[tuple[str, bytes]], Meter], Book] | None = None


@cache
def readers() -> tuple[Reader, ...]:
    """Every format, in the order in which files are offered to them."""
    found: list[Reader] = discovery.found(__name__, "READER")
    return tuple(sorted(found, key=lambda reader: (reader.position, reader.key)))


def read_file(path: Path, options: Options | None = None, progress: Progress = NO_PROGRESS) -> Book:
    """The tables of a file.

    :raises Unreadable: its format is unknown, it is damaged, encrypted, too large.
    """
    return read_bytes(_bytes_of(path), _called(path), options, progress)


def read_files(paths: Sequence[Path], options: Options | None = None, progress: Progress = NO_PROGRESS) -> Book:
    """The tables of several files that their format reads as one (answers to invitations); of one file as above.

    :raises Unreadable: as for one file; where they are of several formats, or of one that takes a file at a time.
    """
    if len(paths) == 1:
        return read_file(paths[0], options, progress)
    files = [(_called(path), _bytes_of(path)) for path in paths[:_MOST_FILES]]
    for name, data in files:
        check_size(name, data)
    found = {reader.key: reader for reader in (reader_of(data, name) for name, data in files)}
    reader = next(iter(found.values()))
    if len(found) > 1 or reader.several is None or len(paths) > _MOST_FILES:
        raise Unreadable(
            tuple(name for name, _ in files[:3]), msg("these files cannot be read together."),
            msg("Import them one by one."),
        )  # fmt: skip
    return reader.several(files, Meter(files[0][0], progress))


_MOST_FILES = 200


def _called(path: Path) -> str:
    """Its name in a sentence; ``.`` and the root of a disk have none."""
    return path.name or str(path)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(_called(path))
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(_called(path), _reason(error), msg("Look at the path and the rights there.")) from None


def read_bytes(data: bytes, name: str, options: Options | None = None, progress: Progress = NO_PROGRESS) -> Book:
    """The tables of a file that is in memory: by its content first, then by its name."""
    check_size(name, data)
    return reader_of(data, name).read(data, options or Options(), Meter(name, progress))


def reader_of(data: bytes, name: str) -> Reader:
    """Who reads this file; raises :class:`Unreadable` for formats that nobody reads."""
    _refuse_known(data, name)
    suffix = Path(name).suffix.lower()
    found = next((reader for reader in readers() if reader.knows(data)), None)
    found = found or next((reader for reader in readers() if suffix in reader.suffixes), None)
    binary = b"\0" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if found is None or (binary and not found.knows(data) and not (suffix in _TEXTS and _is_text(data))):
        raise Unreadable(name, msg("files of this format are not known."))
    return found


def _is_text(data: bytes) -> bool:
    """Whether bytes with zeros among them are a text all the same: wide letters, or zeros that an old program left."""
    return bool(wide_without_mark(data)) or (
        data.count(0) < len(data) / 20 and _NO_TEXT.isdisjoint(data[:4096]) and data[:4] not in _OLD_BOOKS
    )


def _refuse_known(data: bytes, name: str) -> None:
    """Formats that people do send and that are not read, each with the way out."""
    suffix = Path(name).suffix.lower()
    if (data[:4] == b"PK\x03\x04" and b"word/document.xml" in data) or (
        suffix in _WORD_NAMES and data[:4] == _OLE_MARK
    ):
        raise Unreadable(name, *_WORD)
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1") and suffix == ".msg":
        raise Unreadable(name, *_OUTLOOK)
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise Unreadable(name, *_OLE_LOCKED if b"E\0n\0c\0r\0y\0p\0t" in data else _OLE)
    if data.startswith(_PICTURES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypheix"):
        raise Unreadable(name, msg("it is a picture."), msg("Ask for the table itself as .xlsx or .csv."))
    if data[:4] == b"PK\x03\x04" and b"xl/workbook.bin" in data:
        raise Unreadable(name, *_BINARY)
    if data[:4] == b"PK\x03\x04" and b"opendocument" in data[:200]:
        raise Unreadable(name, msg("it is an OpenDocument file."), msg("Save it as .xlsx in LibreOffice."))
    if suffix in (".numbers", ".pages") or (data[:2] == b"PK" and b"Index/" in data[:400] + data[-4000:]):
        raise Unreadable(name, msg("it is a Numbers file."), msg("Choose File, Export To, Excel in Numbers."))
    if suffix in _TABLES and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_MARKUP):
        raise Unreadable(name, *_WEB_PAGE)
    if data[:5] == b"%PDF-":
        raise Unreadable(name, msg("it is a PDF."), msg("Ask for the table itself as .xlsx or .csv."))


_NO_TEXT = frozenset({*range(1, 9), *range(14, 27), *range(28, 32)})
_OLD_BOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_TEXTS = (".csv", ".tsv", ".txt", ".tab")
# What many web applications call a workbook.
_TABLES = (".xls", ".xlsx", ".csv", ".tsv", ".txt", ".htm", ".html", ".mht")
_MARKUP = (b"<html", b"<table", b"<!doctype", b"<meta", b"<?xml", b"<style", b"mime-vers")
_WEB_PAGE = (msg("it is a web page or XML, whatever its name says."), msg("Save it as .xlsx in Excel or WPS."))
_OUTLOOK = (
    msg("it is a message in Outlook’s own format (.msg)."),
    msg("Save it as .eml, or the calendar attached to it as .ics."),
)
_OLE = (msg("it is in the old Excel format (.xls) or another Office format."), msg("Save it as .xlsx in Excel or WPS."))
_OLE_MARK, _WORD_NAMES = b"\xd0\xcf\x11\xe0", (".doc", ".wps", ".dot")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_WORD = (
    msg("it is a text document, not a table."),
    msg("Copy its table into Excel or WPS and save that as .xlsx, or paste it into the window of imports."),
)
_BINARY = (msg("it is an Excel workbook in the binary format (.xlsb)."), msg("Save it as .xlsx in Excel or WPS."))
_OLE_LOCKED = (
    msg("it is protected by a password."),
    msg("Open it in Excel or WPS, take the password away, and save it as .xlsx."),
)


def _reason(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return msg("there is no such file.")
    if isinstance(error, IsADirectoryError):
        return msg("it is a folder.")
    return msg("the system refuses: {reason}.", reason=error.strerror or type(error).__name__)
