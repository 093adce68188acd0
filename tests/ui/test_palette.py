"""The palette: found by a few letters, accents ignored, Chinese by pinyin; what is chosen is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tripplanner.ui.dialogs.palette import Palette
from tripplanner.ui.palette.matching import Entry, entry_words, search
from tripplanner.ui.palette.sources import PAGES, record_entries
from windows import OpenWindow, open_window, sample_file  # noqa: F401 - fixtures


def entry(title: str, *more: str, group: str = "go", kind: str = "sites") -> Entry:
    return Entry(group, kind, title, "", "", "map-pin", ("page", "sites", title), entry_words(title, *more))


ENTRIES = (
    entry("Mer de Glace", "冰海冰川"),
    entry("Écloserie de Rives"),
    entry("Li Na", "李娜", kind="people"),
    entry("Annuler", group="do", kind="do"),
    entry("Zones humides", kind="themes"),
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("bing", "Mer de Glace"),
        ("binghai", "Mer de Glace"),
        ("bhbc", "Mer de Glace"),
        ("冰", "Mer de Glace"),
        ("glace mer", "Mer de Glace"),
        ("ecloserie", "Écloserie de Rives"),
        ("lina", "Li Na"),
        ("@li", "Li Na"),
        (">ann", "Annuler"),
        ("#zones", "Zones humides"),
    ],
)
def test_a_few_letters_find_it(question: str, found: str) -> None:
    assert [entry.title for entry in search(ENTRIES, question)] == [found]


def test_a_prefix_restricts() -> None:
    assert search(ENTRIES, "@mer") == []
    assert search(ENTRIES, ">mer") == []
    assert len(search(ENTRIES, "")) == len(ENTRIES)


def test_what_begins_with_the_words_comes_first() -> None:
    entries = (entry("Rivière de la mer"), entry("Amer"), entry("Mer de Glace"))
    assert [e.title for e in search(entries, "mer")] == ["Mer de Glace", "Rivière de la mer", "Amer"]


def test_records_of_the_sample_are_found(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    entries = opened.workspace.get(record_entries, "fr")
    assert [e.title.split()[:2] for e in search(entries, ":15/6")] == [["mardi", "15"]]
    assert search(entries, "montenvers") != []
    assert {page for page, _icon in PAGES.values()} >= {"programme", "sites", "partners", "delegates", "cases"}


def test_enter_goes_there_and_escape_comes_back(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = Palette(opened.desk.frame, opened.context, opened.window)
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClicks(palette.field, "reglages")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.run == ("page", "settings", None)
    again = Palette(opened.desk.frame, opened.context, opened.window)
    qtbot.addWidget(again)
    again.show()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert again.chosen is None
    assert not again.isVisible()
    qtbot.waitUntil(lambda: opened.desk.jobs.running() == [])


def test_arrows_pass_over_headings(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = Palette(opened.desk.frame, opened.context, opened.window)
    qtbot.addWidget(palette)
    palette.show()
    for _ in range(palette.model.rowCount() + 2):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
        assert palette.list.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable
    assert palette.field.accessibleDescription() == palette.list.currentIndex().data()
    qtbot.waitUntil(lambda: opened.desk.jobs.running() == [])
