"""What a workbook cannot hold: characters that XML forbids, names that Excel keeps, words longer than a cell."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets.cells import describe, put_words, tab_name
from tripplanner.documents.sheets.workbook import workbook
from tripplanner.text import Text

ANYTHING = st.text(st.characters(), max_size=80)
PASTED = "a\x0bb\ufffec\x00"


def reopened(book: Any) -> Any:
    held = io.BytesIO()
    book.save(held)
    return load_workbook(io.BytesIO(held.getvalue()))


@given(ANYTHING)
@example(PASTED)
@example("=1+1")
@example("x" * 40_000)
def test_whatever_was_pasted_a_cell_holds_it_as_words(text: str) -> None:
    book: Any = Workbook()
    put_words(book.active.cell(1, 1), "·" + text)
    describe(book, text, text)
    cell = reopened(book).active.cell(1, 1)
    assert (cell.data_type, cell.value[:1]) == ("s", "·")


def test_words_too_long_for_a_cell_say_that_they_go_on() -> None:
    book: Any = Workbook()
    put_words(book.active.cell(1, 1), "x" * 32_768)
    put_words(book.active.cell(2, 1), "x" * 32_767)
    assert [book.active.cell(row, 1).value for row in (1, 2)] == ["x" * 32_766 + "…", "x" * 32_767]


@given(st.lists(ANYTHING, max_size=4))
@example(["l" * 30 + "'x", "L" * 30 + "'y"])
@example(["\U0001f98c" * 30, "\U0001f98c" * 30])
@example(["History", "a/b[c]", "A:B?C*"])
def test_names_of_sheets_are_those_that_excel_takes(names: list[str]) -> None:
    taken: set[str] = set()
    found = [tab_name(name, taken) for name in names]
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert name == name.strip(" '")
        assert name.casefold() != "history"
        assert not set(name) & set("\\/*?:[]\n\t")
    book: Any = Workbook()
    for name in found:
        book.create_sheet(name)
    assert reopened(book).sheetnames[1:] == found


def test_names_of_sheets_are_numbered_where_they_are_the_same() -> None:
    taken: set[str] = set()
    assert [tab_name(name, taken) for name in ("Day", "day", "history", "", "l" * 30 + "'x", "///")] == [
        "Day", "day 2", "history 2", "1", "l" * 30, "2",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["attendance", "rooms", "runsheet"])
def test_a_list_opens_whatever_its_office_is_called(sample_session: SampleSession, key: str) -> None:
    with sample_session() as session:
        sheet = registry.kind(key).read(session, 1, Request("fr"))
    office = replace(sheet.trip.office, name=Text.of("fr", fr=PASTED * 90))
    book = load_workbook(io.BytesIO(workbook(replace(sheet, trip=replace(sheet.trip, office=office)))))
    assert len(book.properties.creator or "") == 255
