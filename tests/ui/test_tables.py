"""The one table model: cells that cannot fail, filtering without accents, sorting by value."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from tripplanner.i18n import msg
from tripplanner.ui.language import Language
from tripplanner.ui.tables import SECOND, CellTable, Column, RowTable, folded


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    chinese: str
    people: int | None


ROWS = (Row("Écopont de Viry", "维里", 15), Row("Mer de Glace", "冰海", None), Row("alpage", "牧场", 120))
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", msg("Name"), lambda r: r.name, second=lambda r: r.chinese),
    Column("people", msg("People"), lambda r: r.people, sort=lambda r: r.people, right=True),
)


@pytest.fixture
def table(qapp: QApplication) -> RowTable[Row]:
    made = RowTable(COLUMNS, Language("fr"))
    made.set_rows(ROWS)
    return made


def names(table: RowTable[Row]) -> list[str]:
    return [row.name for row in table.rows()]


def test_cells_headings_and_second_lines(table: RowTable[Row]) -> None:
    assert table.index(0, 0).data() == "Écopont de Viry"
    assert table.index(0, 0).data(SECOND) == "维里"
    assert table.index(1, 1).data() == ""
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Personnes"
    assert table.rowCount(table.index(0, 0)) == 0


@pytest.mark.parametrize(("needle", "found"), [("eco", 1), ("ÉCO", 1), ("冰", 1), ("12", 1), ("", 3), ("zzz", 0)])
def test_filtering_ignores_accents_and_case_and_reads_every_cell(table: RowTable[Row], needle: str, found: int) -> None:
    table.filter(needle)
    assert table.rowCount() == found
    assert table.total() == 3


def test_sorting_numbers_by_value_texts_without_accents_and_nothing_last(table: RowTable[Row]) -> None:
    table.sort(1)
    assert names(table) == ["Écopont de Viry", "alpage", "Mer de Glace"]
    table.sort(0)
    assert names(table) == ["alpage", "Écopont de Viry", "Mer de Glace"]
    table.sort(-1)
    assert names(table) == [row.name for row in ROWS]


def test_a_column_that_fails_shows_a_dash_and_is_logged_once(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bad = Column("bad", msg("Name"), lambda r: r.missing)  # type: ignore[attr-defined]
    table = RowTable((bad,), Language("fr"))
    table.set_rows(ROWS)
    assert [table.index(i, 0).data() for i in range(3)] == ["–", "–", "–"]
    assert len([record for record in caplog.records if "bad" in record.getMessage()]) == 1


def test_an_index_from_another_time_gives_nothing(table: RowTable[Row]) -> None:
    index = table.index(2, 0)
    table.set_rows(())
    assert table.data(index) is None
    assert table.data(QModelIndex()) is None
    assert table.row(5) is None


def test_an_editable_column_writes_through_its_function(qapp: QApplication) -> None:
    written: list[tuple[str, str]] = []
    column = Column("name", msg("Name"), lambda r: r.name, edit=lambda r, text: written.append((r.name, text)))
    table = RowTable((column,), Language("fr"))
    table.set_rows(ROWS)
    assert table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert table.setData(table.index(2, 0), "Alpage")
    assert written == [("alpage", "Alpage")]


def test_folding() -> None:
    assert folded("Écloserie Ça") == "ecloserie ca"


def test_a_table_says_where_its_rows_come_from() -> None:
    with pytest.raises(TypeError, match="Half leaves abstract: row, sample"):

        class Half(CellTable[str]):  # pyright: ignore[reportUnusedClass]
            def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None: ...
