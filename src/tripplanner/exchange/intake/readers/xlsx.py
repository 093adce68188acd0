"""Excel workbooks (.xlsx, .xlsm): values alone, never their macros, links or pictures.

The archive is looked at before it is opened: how large its parts become, whether one declares a document type. Cells
are then read by openpyxl row by row; what it leaves out, merged cells and formulas that were never computed, is taken
from the sheet's own XML.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from xml.etree.ElementTree import ParseError

from tripplanner.exchange.intake import limits, padding
from tripplanner.exchange.intake.forms.sheets import together
from tripplanner.exchange.intake.limits import MOST_CELL, Meter, Unreadable
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Cell, Faulty, Line, Merge, Sheet, is_empty, trimmed, within
from tripplanner.i18n import Message, msg, msgn

_DAMAGED = msg("it is damaged, or not an Excel workbook.")
# Whatever a library says of a file that somebody damaged; a fault of ours shows in the tests on sound files.
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError, OSError,
    ParseError, RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile,
    zlib.error,
)  # fmt: skip
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_NAMES = (
    (_STRICT + b"spreadsheetml/main", _USUAL + b"spreadsheetml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _USUAL + b"officeDocument/2006/relationships"),
    (_STRICT + b"drawingml/main", _USUAL + b"drawingml/2006/main"),
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^<>]{0,400}?\bhidden=[\"'](?:1|true)[\"'][^<>]{0,400}>")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_COMMENTS = re.compile(r"^xl/(?:threadedComments/|comments)[\w/-]*\.xml$", re.I)
_MOST_SAID = 20
_ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#GETTING_DATA"}
_NOT_COMPUTED = msg("the formula has no value: open the file in Excel or WPS and save it, so that it is computed.")
_IN_ERROR = msg("the sheet itself has an error there.")


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The sheets of a workbook, hidden ones last."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect(archive, meter)
            data = _transitional(archive, meter) if _is_strict(archive) else data
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl leaves out
            hidden: list[Message] = []
            sheets = _sheets(archive, data, meter, hidden)
    except _FAILURES as error:
        raise Unreadable(meter.name, _DAMAGED) from error
    if not sheets:
        raise Unreadable(meter.name, msg("it holds no table."), msg("Choose another file."))
    remarks = (*hidden, *_beside_sheets(archive))
    return Book(meter.name, "xlsx", tuple(sorted(sheets, key=lambda sheet: sheet.hidden)), remarks=remarks)


def read_several(files: Sequence[tuple[str, bytes]], meter: Meter) -> Book:
    """Forms of ours that several people filled in, each in a workbook of their own, as one table."""
    books = [read(data, Options(), Meter(name, meter.progress)) for name, data in files]
    found = together([book.sheet() for book in books])
    if found is None:
        raise Unreadable(
            tuple(name for name, _ in files[:3]), msg("these files cannot be read together."),
            msg("Import them one by one."),
        )  # fmt: skip
    return Book(meter.name, "xlsx", (found,))


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether it was saved as *Strict Open XML*, whose names openpyxl does not know."""
    return _STRICT in archive.read("xl/workbook.xml")


def _transitional(archive: zipfile.ZipFile, meter: Meter) -> bytes:
    """The same workbook under the usual names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other:
        for part in filter(_is_xml, archive.infolist()):
            content = archive.read(part)
            for strict, usual in _NAMES:
                content = content.replace(strict, usual)
            other.writestr(part.filename, content)
            meter.tick()
    return held.getvalue()


def _inspect(archive: zipfile.ZipFile, meter: Meter) -> None:
    """Refuses archives that would grow without end, and parts that declare entities."""
    parts = archive.infolist()
    if len(parts) > limits.MOST_PARTS or sum(part.file_size for part in parts) > limits.MOST_UNPACKED:
        raise _bomb(meter)
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable(meter.name, msg("it is protected by a password."))
        if part.file_size > 1_000_000 and part.file_size > limits.MOST_RATIO * max(part.compress_size, 1):
            raise _bomb(meter)
        if part.file_size > limits.MOST_OTHER_PART and _is_xml(part) and not _is_long(part):
            raise _bomb(meter)
    for part in filter(_is_xml, parts):
        _refuse_entities(archive, part, meter)
        meter.tick()


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _is_long(part: zipfile.ZipInfo) -> bool:
    """Parts that are read piece by piece."""
    return "worksheets/" in part.filename or part.filename.endswith("sharedStrings.xml")


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, meter: Meter) -> None:
    """Refuses a document type, which could declare entities that grow without end or lead out of the file."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    with archive.open(part) as file:
        try:
            for _event, _element in iterparse(file, events=("start",), forbid_dtd=True):
                break  # a document type comes before the first element
        except DefusedXmlException:
            raise Unreadable(
                meter.name, msg("it declares a document type, which no workbook needs: it is not read.")
            ) from None


def _bomb(meter: Meter) -> Unreadable:
    return Unreadable(
        meter.name, msg("unpacked it would be far larger than any table."), msg("Ask for the table alone, as .csv.")
    )


def _beside_sheets(archive: zipfile.ZipFile) -> tuple[Message, ...]:
    """What a workbook holds beside cells, and nobody reads here."""
    names = [part.filename for part in archive.infolist()]
    comments = sum(_COMMENTS.search(name) is not None for name in names)
    pictures = sum(name.startswith("xl/media/") for name in names)
    found: list[Message] = []
    if comments:
        found.append(msg("Comments on cells are not read."))
    if pictures:
        found.append(msgn("{n} picture in the workbook is not read.", "{n} pictures in the workbook are not read.",
                          pictures))  # fmt: skip
    return tuple(found)


def _of_hidden(sheet: Any, rows: list[str]) -> Message:
    """Rows that a filter or somebody hid come in like others: the person has to know."""
    numbers = (*rows[:_MOST_SAID], *["…"] * (len(rows) > _MOST_SAID))
    return msgn("Sheet “{sheet}”: row {rows} is hidden in the file, it is read all the same.",
                "Sheet “{sheet}”: rows {rows} are hidden in the file, they are read all the same.",
                len(rows), sheet=sheet.title, rows=numbers)  # fmt: skip


def _sheets(archive: zipfile.ZipFile, data: bytes, meter: Meter, remarks: list[Message]) -> list[Sheet]:
    book: Any = _open(data, computed=True)
    if len(book.worksheets) > limits.MOST_SHEETS:
        raise Unreadable(meter.name, msg("it has more than {count} sheets.", count=limits.MOST_SHEETS))
    formulas: Any = None
    epoch_1904 = book.epoch.year == 1904
    found: list[Sheet] = []
    for sheet in book.worksheets:
        meter.new_sheet()
        merges, has_formulas, hidden = _beside_cells(archive, sheet, meter)
        if hidden:
            remarks.append(_of_hidden(sheet, hidden))
        lines = tuple(_lines(sheet, meter))
        if has_formulas:
            formulas = formulas or _open(data, computed=False)
            lines = _marked(lines, formulas[sheet.title], meter)
        found.append(Sheet(sheet.title, lines, sheet.sheet_state != "visible", merges, epoch_1904=epoch_1904))
    return found


def _open(data: bytes, *, computed: bool) -> Any:
    reader = _reader()(io.BytesIO(data), read_only=True, data_only=computed, keep_links=False, rich_text=False)
    reader.read()
    return reader.wb


@cache
def _reader() -> Any:
    """openpyxl's reader, whose sheets are not gone through once more just to learn how large they are."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    class Unmeasured(ReadOnlyWorksheet):
        padded: dict[int, padding.Shape]

        def _get_size(self) -> None:
            """Where a file does not say it, openpyxl would count its rows; here rows are read until they end."""

        def _get_row(self, row: Any, *places: Any, **named: Any) -> Any:
            """The cells of a row; numbers that are shown with the zeros or signs of their format as they are shown."""
            if self.padded:
                for cell in row:
                    if parts := self.padded.get(cell.get("style_id")):
                        cell["value"] = padding.shown(cell["value"], parts)
            usual: Any = super()
            return usual._get_row(row, *places, **named)

    class Reading(ExcelReader):
        def read_worksheets(self) -> None:
            book: Any = self.wb
            parser: Any = self.parser
            found: Iterable[tuple[Any, Any]] = parser.find_sheets()
            padded = padding.shapes([_format(book, style.numFmtId) for style in book._cell_styles])
            for sheet, rel in found:
                if rel.target not in self.valid_files:
                    continue
                if "chartsheet" in rel.Type:  # nothing to read, but names are told by the places of all sheets
                    self.read_chartsheet(sheet, rel)
                else:
                    made: Any = Unmeasured(book, sheet.name, rel.target, self.shared_strings)
                    made.sheet_state = sheet.state
                    made.padded = padded
                    book._sheets.append(made)

    return Reading


def _format(book: Any, number: int) -> str:
    """The code of a number format: those of the program have the first numbers, those of the file the others."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    own = number - BUILTIN_FORMATS_MAX_SIZE
    if own < 0:
        return BUILTIN_FORMATS.get(number, "")
    return book._number_formats[own] if own < len(book._number_formats) else ""


def _lines(sheet: Any, meter: Meter) -> Iterator[Line]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = trimmed([_cell(value) for value in row])
        if cells:
            meter.row(len(cells))
            yield Line(number, cells)
        elif number % 1024 == 0:
            meter.tick()


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Faulty.because(value, _IN_ERROR) if value in _ERRORS else within(value, MOST_CELL)
    return _to_the_second(value) if isinstance(value, datetime | time) and value.microsecond else value


def _to_the_second(value: datetime | time) -> datetime | time:
    """A moment as its program shows it: kept as a fraction of a day, 9:05 may lie a thousandth before."""
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return (datetime.combine(date.min, value) + timedelta(milliseconds=500)).time().replace(microsecond=0)


def _beside_cells(archive: zipfile.ZipFile, sheet: Any, meter: Meter) -> tuple[tuple[Merge, ...], bool, list[str]]:
    """Merged cells of a sheet, whether it has formulas, its hidden rows: from its XML, which openpyxl passes by."""
    merges: list[Merge] = []
    hidden: dict[str, None] = {}
    formulas = False
    rest = b""
    with archive.open(sheet._worksheet_path) as file:
        while piece := file.read(1_000_000):
            meter.tick()
            piece = rest + piece
            formulas = formulas or _FORMULA.search(piece) is not None
            merges += (_merge(match) for match in _MERGE.finditer(piece))
            if len(hidden) <= _MOST_SAID:
                hidden |= dict.fromkeys(row for tag in _HIDDEN.findall(piece) for row in _row_number(tag))
            cut = piece.rfind(b"<")
            rest = piece[cut:] if len(piece) - cut < 10_000 else b""
            if len(merges) > limits.MOST_ROWS:
                raise Unreadable(
                    meter.name, msg("too many cells are merged."), msg("Undo merged cells, save it again.")
                )
    return tuple(dict.fromkeys(merges)), formulas, list(hidden)


def _row_number(tag: bytes) -> list[str]:
    return [match[1].decode() for match in [_NUMBER.search(tag)] if match is not None]


def _merge(match: re.Match[bytes]) -> Merge:
    first, top, last, bottom = match.groups()
    return Merge(int(top), _number(first), int(bottom), _number(last))


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found - 1


def _marked(lines: tuple[Line, ...], formulas: Any, meter: Meter) -> tuple[Line, ...]:
    """The lines with a mark in each cell whose formula was never computed: it is not empty, it is unknown."""
    found = {line.number: list(line.cells) for line in lines}
    formulas.reset_dimensions()
    for number, row in enumerate(formulas.iter_rows(values_only=True), 1):
        if number % 256 == 0:
            meter.tick()
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith("=") and is_empty(_at(found.get(number), column)):
                cells = found.setdefault(number, [])
                cells += [None] * (column + 1 - len(cells))
                cells[column] = Faulty.because(value, _NOT_COMPUTED)
    return tuple(Line(number, tuple(cells)) for number, cells in sorted(found.items()))


def _at(cells: list[Cell] | None, column: int) -> Cell:
    return cells[column] if cells is not None and column < len(cells) else None


def _knows(data: bytes) -> bool:
    """An archive with the parts of a workbook; its first bytes name one of them."""
    return data[:4] == b"PK\x03\x04" and (b"xl/" in data or b"[Content_Types].xml" in data)


READER = Reader(
    "xlsx", msg("Excel workbook"), (".xlsx", ".xlsm", ".xltx"), read, _knows, position=10, several=read_several
)  # fmt: skip
