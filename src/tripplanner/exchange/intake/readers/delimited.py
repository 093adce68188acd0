"""Text files with a separator: .csv, .tsv, .txt."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from tripplanner.exchange.intake.encodings import decode, guess
from tripplanner.exchange.intake.limits import MOST_BYTES, MOST_CELL, MOST_COLUMNS, Meter, Unreadable
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Encoding, Line, Sheet, trimmed, within
from tripplanner.i18n import msg

SEPARATORS = (",", ";", "\t", "|")
_LONG = re.compile(rf"[^\r\n]{{{MOST_CELL},}}")
_LOOKED_AT = 60  # lines by which the separator is guessed


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The one table of a text file."""
    encodings = guess(data)
    if options.encoding is not None:
        chosen = Encoding(options.encoding, 1.0)
        encodings = (chosen, *(one for one in encodings if one.name != chosen.name))
    if not encodings:
        raise Unreadable(meter.name, msg("its encoding is not known."), msg("Save it as UTF-8, or as .xlsx."))
    text = decode(data, encodings[0].name, meter.name)
    return of_text(text, options.separator, meter, encodings=encodings)


def of_text(
    text: str, separator: str | None, meter: Meter, *, encodings: tuple[Encoding, ...] = (), format: str = "csv"
) -> Book:
    """The one table of a text."""
    text, said = _without_sign(text.removeprefix("\ufeff"))
    _refuse_endless(text, meter)
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))  # a long cell is kept out, its file is not
    separator = separator or said or guess_separator(text)
    lines = _lines(text, separator, meter)
    sheet = Sheet(meter.name, lines)
    return Book(meter.name, format, (sheet,), encodings, separator)


def _refuse_endless(text: str, meter: Meter) -> None:
    """Refuses lines of more cells than a row can have, before anything is made of each of them."""
    for match in _LONG.finditer(text):
        if any(text.count(sign, match.start(), match.end()) > MOST_CELL for sign in SEPARATORS):
            raise Unreadable(meter.name, msg("a row has more than {count} columns.", count=MOST_COLUMNS))


def guess_separator(text: str) -> str:
    """The separator that gives the most rows of one and the same width; a comma where none gives two columns."""
    scores = {separator: _evenness(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _evenness(text: str, separator: str) -> float:
    """How many columns most of the first rows have, by the share of rows that have them."""
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, rows = Counter(widths).most_common(1)[0]
    return 0.0 if width < 2 else rows / len(widths) + min(width, 20) / 100


def _without_sign(text: str) -> tuple[str, str | None]:
    """The text without the line ``sep=;`` that some programs put first; an empty one stays, rows keep their number."""
    first, end, rest = text.partition("\n")
    sign = first.strip().removeprefix("sep=")
    if first.lower().startswith("sep=") and len(sign) == 1:
        return end + rest, sign
    return text, None


def _lines(text: str, separator: str, meter: Meter) -> tuple[Line, ...]:
    try:
        return tuple(_parted(text, separator, meter, strict=True))
    except csv.Error as error:
        if "unexpected end" not in str(error):  # a quotation mark within words is not a sign of damage
            meter.rows = meter.cells = 0
            with suppress(csv.Error):
                return tuple(_parted(text, separator, meter, strict=False))
    raise Unreadable(
        meter.name, msg("row {row} cannot be taken apart: a quotation mark is not closed.", row=meter.rows + 1)
    )


def _parted(text: str, separator: str, meter: Meter, *, strict: bool) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    for number, cells in enumerate(rows, 1):
        # Where marks are not strict, a cell so long is one whose mark was never closed: it holds the rows that follow.
        meter.row(len(cells), 0 if strict else max(map(len, cells), default=0))
        if kept := trimmed([within(_unmarked(cell), MOST_CELL) for cell in cells]):
            yield Line(number, kept)


_MARKED = re.compile(r"'+[=+\-@\t\r]")
_KEPT = re.compile(r'="((?:[^"]|"")*)"')


def _unmarked(cell: str) -> str | None:
    """A cell without the signs that keep spreadsheets from computing it: an apostrophe, or ``="0012"``."""
    if kept := _KEPT.fullmatch(cell):
        return kept[1].replace('""', '"') or None
    return (cell[1:] if _MARKED.match(cell) else cell) or None


READER = Reader("csv", msg("Text with separators"), (".csv", ".tsv", ".txt", ".tab", ".xls"), read, position=90)
