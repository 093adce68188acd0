"""Lists as documents: every kind that is one, on paper and in cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from measure import check_pages
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.dates import short_date
from tripplanner.documents import registry
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet
from tripplanner.documents.sheets.evening import breaks
from tripplanner.documents.sheets.pages import laid_out
from tripplanner.documents.sheets.workbook import workbook
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.i18n import printed

LISTS = [kind for kind in registry.kinds().values() if ".xlsx" in kind.formats and kind.protected is None]
PAIRS = [("fr", None), ("en", None), ("zh", None), ("fr", "zh")]


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def texts_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def cells_of(data: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(data))
    return [shown(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


def shown(value: Any) -> str:
    """What a cell shows: a day as French writes it, of whatever kind it is."""
    return short_date(value.date(), "fr") if isinstance(value, datetime) else str(value)


@pytest.mark.parametrize("languages", PAIRS, ids=lambda pair: "+".join(filter(None, pair)))
@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.key)
def test_every_page_measures_well(session: Session, kind: Any, languages: tuple[str, str | None]) -> None:
    check_pages(laid_out(kind.read(session, 1, Request(*languages))))


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.key)
def test_paper_and_cells_say_the_same(session: Session, kind: Any, tmp_path: Path) -> None:
    request = Request("fr", options={"format": "xlsx"})
    sheet: Sheet = kind.read(session, 1, request)
    assert kind.suffix_for(request) == ".xlsx"
    table = cells_of(registry.write(kind, sheet, tmp_path / "list.xlsx").read_bytes())
    paper = "".join(texts_of(registry.write(kind, sheet, tmp_path / "list.pdf")).split())
    for words in table:
        for line in words.splitlines():
            if line != "☐":
                assert "".join(line.split()) in paper or "·" in line, line


@pytest.mark.parametrize(
    ("language", "look"),
    [("fr", "[$-40C]ddd d mmm"), ("en", "[$-809]ddd d mmm"), ("zh", '[$-804]m"月"d"日" aaa')],
)
def test_days_and_numbers_are_such_in_a_spreadsheet(session: Session, language: str, look: str) -> None:
    """Who works on with the rooms sorts by arrival and adds up nights; the room itself is a name."""
    book = load_workbook(io.BytesIO(workbook(registry.kind("rooms").read(session, 1, Request(language)))))
    row = [cell for cell in book.worksheets[0][7] if cell.value is not None]
    assert [cell.value for cell in row if not isinstance(cell.value, str)] == [
        1, datetime(2027, 6, 13), datetime(2027, 6, 15), 2,
    ]  # fmt: skip
    assert [row[0].value, row[3].number_format, row[4].number_format] == ["201", look, look]


def test_a_page_that_goes_on_says_of_what_and_of_which_day(session: Session) -> None:
    """A driver who opens the second page sees whose coach and which day its first rows are."""
    pages = laid_out(registry.kind("drivers").read(session, 1, Request("fr", "zh")))
    row = next(box for box in boxes(pages) if box.page == 2 and (box.row or "").startswith("row "))
    before = [
        box.text for box in boxes(pages) if box.page == 1 and box.text.startswith(("dim.", "lun.", "mar.", "mer."))
    ]
    head = "".join(box.text for box in boxes(pages) if box.page == 2 and box.row == "repeat section" and box.y < row.y)
    assert head.replace("\u00a0", " ").startswith(
        f"Autocar de 33 places, moins de 12 m · {before[-1]}, suite".replace("\u00a0", " ")
    )
    assert "续" in head


def test_a_page_does_not_go_on_for_a_single_row(session: Session) -> None:
    pages = laid_out(registry.kind("runsheet").read(session, 1, Request("fr")))
    rows = [sum((placed.block.row or "").startswith("row ") for placed in page.placed) for page in pages]
    assert (len(pages), sum(rows)) == (11, 60)
    assert min(rows) >= 3
    assert breaks([50.0] * 9, 400.0, 420.0) == (4,)
    assert breaks([50.0] * 8, 400.0, 420.0) == ()  # one page
    assert breaks([50.0] * 15, 400.0, 420.0) == ()  # well filled: each page before the next
    assert breaks([50.0, 430.0, 50.0], 400.0, 420.0) == ()  # higher than a page: cut as it is poured


def test_a_short_list_stays_on_one_page(session: Session) -> None:
    sheet = registry.kind("drivers").read(session, 1, Request("zh"))
    last, calls = len(sheet.sections), sheet.sections[-1]
    assert len(calls.rows) == 4
    pages = [box.page for box in boxes(laid_out(sheet)) if (box.row or "").startswith(f"row {last}.")]
    assert len(set(pages)) == 1


def test_short_lists_after_each_other_keep_their_headings_each(session: Session) -> None:
    """Each keeps its own rows and no more: together no page would hold them, and headings would stand alone."""
    trip = registry.kind("contacts").read(session, 1, Request("zh")).trip
    columns = (Column(printed("Name"), 1.0),)
    rows = tuple(((Cell((Line("一"), Line("二"), Line("三"))),)) for _ in range(3))
    sections = tuple(Section(columns, rows, (f"第{n}组",)) for n in range(12))
    pages = laid_out(Sheet(printed("Contact list"), trip, ("zh",), sections, printed("Nobody can be called yet.")))
    check_pages(pages)
    page_of = {box.row: box.page for box in boxes(pages)}
    found = [[page_of[f"heading section {n}"], *(page_of[f"row {n}.{k}"] for k in range(3))] for n in range(1, 13)]
    assert found == [[page] * 4 for page in (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)]


def test_lists_in_chinese_have_the_commas_of_chinese(session: Session) -> None:
    sheet: Sheet = registry.kind("contacts").read(session, 1, Request("zh"))
    hosts, lodgings = sheet.sections[2:4]
    assert [say_of(row[-1]) for row in hosts.rows[:2]] == ["1、2、3、4", "1、2、3、4、5、6、8"]
    assert [say_of(row[-1]) for row in lodgings.rows] == ["1、2", "3", "4、5", "6、7"]
    again = [box.text for box in boxes(laid_out(sheet)) if box.row == "repeat section"]
    assert "（续）" in again


def say_of(cell: Cell) -> str:
    (line,) = cell.lines
    assert callable(line.words)
    return line.words("zh")


def test_the_days_of_the_attendance_list_stand_whole_over_their_boxes(session: Session) -> None:
    head = [box.text for box in boxes(laid_out(registry.kind("attendance").read(session, 1, Request("en"))))]
    days = head[head.index("Organisation") + 1 :][:16]
    assert days[:4] == ["Sun", "13\u00a0Jun", "Mon", "14\u00a0Jun"]
    assert days[-2:] == ["Sun", "20\u00a0Jun"]


def test_what_a_person_typed_is_never_a_formula(session: Session) -> None:
    sheet: Sheet = registry.kind("attendance").read(session, 1, Request("fr"))
    bad = (Cell((Line('=HYPERLINK("http://x")'),)), Cell((Line("+33 6 00"),)))
    section = Section((Column(printed("Name")), Column(printed("Organisation"))), (bad,))
    book = load_workbook(io.BytesIO(workbook(replace(sheet, sections=(section,)))))
    found = [
        cell
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.value in ("+33 6 00", bad[0].lines[0].words)
    ]
    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True), ("s", True)]


def test_an_empty_trip_says_so(session: Session) -> None:
    sheet: Sheet = registry.kind("attendance").read(session, 1, Request("fr"))
    for sections in ((replace(sheet.sections[0], rows=()),), ()):
        empty = replace(sheet, sections=sections)
        assert "Personne ne participe encore." in {box.text for box in boxes(laid_out(empty))}
