"""Real workbooks and texts, damaged in every way: a table or a typed error, never anything else."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rosters import roster_rows, text_table, workbook

from examples import many
from tripplanner.exchange.intake.columns import guess_columns, vocabulary
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.exchange.intake.subjects import subject
from tripplanner.exchange.intake.tables import find_table

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

BOOK = workbook(roster_rows())
PARTS = zipfile.ZipFile(io.BytesIO(BOOK)).namelist()
TEXTS = [text_table(roster_rows(), encoding) for encoding in ("utf-8", "gb18030", "utf-16")]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["cut", "drop", "double", "bytes"]), st.binary(max_size=12)), max_size=4
)
LANGUAGES = ("fr", "en", "zh")
Changes = list[tuple[float, str, bytes]]


def damaged(data: bytes, changes: Changes) -> bytes:
    for where, how, content in changes:
        at = int(where * len(data))
        if how == "cut":
            data = data[:at]
        elif how == "drop":
            data = data[:at] + data[at + 40 :]
        elif how == "double":
            data = data[:at] + data[max(at - 300, 0) : at] * 2 + data[at:]
        else:
            data = data[:at] + content + data[at + len(content) :]
    return data


def faults(data: bytes, name: str) -> list[str]:
    """What is wrong with the answer to a file, read up to its columns.

    A typed error said in three languages is a good answer; any other error is raised.
    """
    try:
        book = read_bytes(data, name)
    except Unreadable as refused:
        return [f"{language}: nothing is said" for language in LANGUAGES if not refused.sentence(language).strip()]
    found: list[str] = []
    for sheet in book.sheets:
        table = find_table(sheet, [vocabulary("delegates")])
        columns = guess_columns(table, subject("delegates"))
        if [column.heading for column in columns] != list(table.headings):
            found.append(f"{sheet.name}: a column is lost")
        filled = [column.field.key for column in columns if column.field is not None and not column.field.several]
        found += [f"{sheet.name}: “{key}” is filled twice" for key in set(filled) if filled.count(key) > 1]
    return found


@settings(max_examples=many(120))
@given(changes=CHANGES, name=st.sampled_from(["a.xlsx", "a.csv", "a"]))
def test_damaged_workbooks(changes: Changes, name: str) -> None:
    assert faults(damaged(BOOK, changes), name) == []


@settings(max_examples=many(150))
@given(part=st.sampled_from(PARTS), changes=CHANGES)
def test_workbooks_with_one_part_damaged_inside(part: str, changes: Changes) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as before, zipfile.ZipFile(held, "w") as after:
        for name in PARTS:
            content = before.read(name)
            after.writestr(name, damaged(content, changes) if name == part else content)
    assert faults(held.getvalue(), "a.xlsx") == []


@settings(max_examples=many(150))
@given(data=st.sampled_from(TEXTS), changes=CHANGES)
def test_damaged_texts(data: bytes, changes: Changes) -> None:
    assert faults(damaged(data, changes), "a.csv") == []


@settings(max_examples=many(100))
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    names = ("a.xlsx", "a.csv", "a.tsv", "a.numbers", "a")
    assert {name: faults(data, name) for name in names} == {name: [] for name in names}


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
LONG = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'


def with_cells(cells: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in PARTS:
            after.writestr(name, SHEET % cells if name == "xl/worksheets/sheet1.xml" else before.read(name))
    return held.getvalue()


def test_a_lone_cell_in_the_last_corner_is_too_far_to_be_a_table() -> None:
    data = with_cells(b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>')
    with pytest.raises(Unreadable, match="more than 500 columns"):
        read_bytes(data, "a.xlsx")


def test_long_texts_are_read_within_the_memory() -> None:
    words = (random.Random(n).randbytes(10_000).hex().encode() for n in range(800))
    data = with_cells(b"".join(LONG % (n, n, text) for n, text in enumerate(words, 1)))
    tracemalloc.start()
    assert faults(data, "a.xlsx") == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 800 * 20_000 < peak < 100_000_000
