"""Records of a subject as a table: .xlsx with typed cells, .csv in UTF-8 with a mark.

Nothing that a person typed becomes a formula: in a workbook such words are marked as text, in a text file they begin
with an apostrophe, which the import takes away again. Protected values are never among them.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import clock
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.exchange.intake.limits import MOST_CELL
from tripplanner.exchange.intake.sheets import Cell
from tripplanner.exchange.intake.subjects import Field, Subject, Target, subject
from tripplanner.i18n import msg, say
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import write_bytes

SUFFIXES = (".xlsx", ".csv")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_FORMATS: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}
_LOCAL_SEPARATOR = {"fr": ";"}  # what a spreadsheet set to that language expects


@dataclass(frozen=True, slots=True)
class Export:
    """A table to write: a name for its sheet, a heading per field, the cells of each record."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str


def read_export(session: Session, key: str, target: Target) -> Export:
    """The records of a subject (of the trip of the target), in the order of lists, headings in its language.

    :raises NotFound: no such subject.
    """
    chosen = subject(key)
    if chosen.of_trip and target.trip_id is None:
        raise TripPlannerError(
            msg("“{subject}” belong to a trip.", subject=chosen.title), None, msg("Name it with --trip.")
        )
    fields = _columns(chosen)
    held = chosen.known(session, target).held
    rows = tuple(tuple(_cell(field, one.values.get(field.key), target.language) for field in fields) for one in held)
    headings = tuple(say(field.title, target.language) for field in fields)
    return Export(say(chosen.title, target.language), headings, rows, target.language)


def _columns(chosen: Subject) -> tuple[Field, ...]:
    """Every field that is kept, not protected and fit for a cell, the identifier last."""
    kept = (one for one in chosen.fields if one.stored or one.key == "uuid")
    return tuple(one for one in kept if not one.protected and one.kind.in_tables)


def _cell(field: Field, value: Any, language: str) -> Cell:
    if value is None or value == "":
        return None
    cell = field.kind.cell(value, language)
    return even(cell) if isinstance(cell, str) else cell


def write_export(export: Export, path: Path, progress: Progress = NO_PROGRESS) -> None:
    """Writes the table to a file, aside first: a file that is there stays whole until the new one is.

    :raises TripPlannerError: neither .xlsx nor .csv, or a cell is longer than a spreadsheet holds.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TripPlannerError(
            msg("Tables are written as .xlsx or .csv, not as “{suffix}”.", suffix=path.suffix or path.name),
            None,
            msg("Give the file one of these endings."),
        )
    _check_lengths(export)
    data = _xlsx(export, progress) if suffix == ".xlsx" else _csv(export)
    progress.check()
    write_bytes(data, path)


def _check_lengths(export: Export) -> None:
    for number, row in enumerate(export.rows, 2):
        for heading, cell in zip(export.headings, row, strict=True):
            if isinstance(cell, str) and len(cell) > MOST_CELL:
                raise TripPlannerError(
                    msg("Row {row}, column {column}: the text is longer than a spreadsheet cell holds ({count} "
                        "characters).", row=number, column=heading, count=MOST_CELL),
                    msg("The file was not written."),
                    msg("Shorten the text."),
                )  # fmt: skip


def _xlsx(export: Export, progress: Progress) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book: Any = Workbook()
    sheet: Any = book.active
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", export.title)[:31]
    for column, heading in enumerate(export.headings, 1):
        _put(sheet, 1, column, heading).font = Font(bold=True)
    for number, row in enumerate(export.rows, 2):
        if number % 64 == 0:
            progress.step(number, len(export.rows))
        for column, cell in enumerate(row, 1):
            if cell is not None:
                put = _put(sheet, number, column, cell)
                if isinstance(cell, str) and "\n" in cell:
                    put.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    _widen(sheet, export)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _put(sheet: Any, row: int, column: int, value: Cell) -> Any:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it begins with
        if _FORMULA.match(value):
            cell.quotePrefix = True
    elif type(value) in _FORMATS:
        cell.number_format = _FORMATS[type(value)]
    return cell


def _widen(sheet: Any, export: Export) -> None:
    """Columns as wide as their first rows ask for, within bounds."""
    from openpyxl.utils import get_column_letter

    for number, heading in enumerate(export.headings):
        longest = max([len(heading), *(len(str(row[number] or "")) for row in export.rows[:50])])
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(max(longest * 1.2 + 2, 8), 48)


def _csv(export: Export) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=_LOCAL_SEPARATOR.get(export.language, ","), lineterminator="\r\n")
    writer.writerow([safe(heading) for heading in export.headings])
    writer.writerows([[_written(cell) for cell in row] for row in export.rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _written(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return clock(cell)
    if isinstance(cell, str):
        return safe(cell)
    return "" if cell is None else str(cell)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file."""
    return f"'{text}" if _FORMULA.match(text) else text
