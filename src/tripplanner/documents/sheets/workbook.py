"""A list as a workbook: a sheet per section, typed by nobody but us, so that no cell is ever a formula."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import partial
from typing import Any

from tripplanner.dates import dated as day_of
from tripplanner.documents.packing import dated
from tripplanner.documents.sheets.cells import describe, put_words, tab_name
from tripplanner.documents.sheets.content import Cell, Section, Sheet, Words, on_one_line, trip_line
from tripplanner.i18n import printed, say

_DAYS = {"fr": "[$-40C]ddd d mmm", "en": "[$-809]ddd d mmm", "zh": '[$-804]m"月"d"日" aaa'}
"""How a day is shown, in the first language: short, because a cell too narrow for its date shows none."""
_WIDTH = 110  # characters on a page laid across


def workbook(sheet: Sheet) -> bytes:
    """The bytes of an .xlsx file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for section in sheet.sections or (Section((), ()),):
        page = book.create_sheet(_tab(sheet, section, taken))
        _fill(page, sheet, section)
    moment = sheet.trip.edition.moment.replace(tzinfo=None)
    describe(book, say(sheet.title, sheet.languages[0]), sheet.trip.office.name.best(*sheet.languages))
    book.properties.created = moment
    held = io.BytesIO()
    book.save(held)
    return dated(held.getvalue(), moment)


def _tab(sheet: Sheet, section: Section, taken: set[str]) -> str:
    """A name no other tab has: the heading in the first language."""
    words = [on_one_line(words, sheet.languages[:1]) for words in section.heading] or [
        say(sheet.title, sheet.languages[0])
    ]
    return tab_name(" ".join(words), taken)


def _fill(page: Any, sheet: Sheet, section: Section) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    top = [
        on_one_line(sheet.title, sheet.languages),
        on_one_line(partial(trip_line, sheet), sheet.languages),
        on_one_line(_version(sheet), sheet.languages),
    ]
    top += [
        on_one_line(words, sheet.languages)
        for words in (*sheet.intro, *((sheet.warning,) if sheet.warning else ()), *section.notes)
    ]
    for number, words in enumerate(top, 1):
        _put(page, number, 1, words.replace("\n", " · ")).font = Font(bold=number == 1, size=14 if number == 1 else 10)
    head = len(top) + 2
    if not section.rows:
        _put(page, head, 1, on_one_line(sheet.nothing, sheet.languages, " · "))
        return
    for column, own in enumerate(section.columns, 1):
        cell = _put(page, head, column, on_one_line(own.title, sheet.languages))
        cell.font, cell.border = Font(bold=True), Border(bottom=Side("thin"))
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=own.align)
    for number, row in enumerate(section.rows, head + 1):
        for column, (own, cell) in enumerate(zip(section.columns, row, strict=True), 1):
            put = _put_cell(page, number, column, cell, sheet.languages)
            put.alignment = Alignment(wrap_text=True, vertical="top", horizontal=own.align)
    _set_page(page, sheet, section, head)


def _set_page(page: Any, sheet: Sheet, section: Section, head: int) -> None:
    from openpyxl.utils import get_column_letter

    whole = sum(column.share for column in section.columns) or 1.0
    for number, column in enumerate(section.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = max(6.0, _WIDTH * column.share / whole)
    page.freeze_panes = page.cell(head + 1, 1)
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.paperSize = page.PAPERSIZE_A3 if sheet.large else page.PAPERSIZE_A4
    if sheet.narrows:
        last = page.cell(head + len(section.rows), len(section.columns)).coordinate
        page.auto_filter.ref = f"A{head}:{last}"
    page.page_setup.orientation = "landscape" if sheet.wide else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _version(sheet: Sheet) -> Words:
    """Which version it is; that a draft must not leave the office. What is of the library has a date alone."""
    edition = sheet.trip.edition
    if not edition.draft and not edition.label:
        return partial(day_of, edition.moment.date())
    return edition.warning if edition.draft else printed("v{n}", n=edition.number)


def _words(cell: Cell, languages: tuple[str, ...]) -> str:
    if cell.tick:
        return "☐"
    return "\n".join(on_one_line(line.words, languages) for line in cell.lines)


def _put_cell(page: Any, row: int, column: int, cell: Cell, languages: tuple[str, ...]) -> Any:
    put = _put(page, row, column, _words(cell, languages))
    if cell.amount is not None:
        put.value, put.number_format = cell.amount, _number_format(cell.amount)
    elif cell.day is not None:
        put.value, put.number_format = cell.day, _DAYS.get(languages[0], _DAYS["en"])
    return put


def _number_format(amount: Decimal) -> str:
    """With as many decimals as the amount has."""
    decimals = max(-int(amount.as_tuple().exponent), 0)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _put(page: Any, row: int, column: int, value: str) -> Any:
    return put_words(page.cell(row, column), value)
