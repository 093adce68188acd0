"""The palette: found by a few letters, accents ignored, Chinese by pinyin; what is chosen is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tripplanner.ui.dialogs.palette import Palette
from tripplanner.ui.palette.matching import Entry, fitting, parse
from tripplanner.ui.palette.painting import ENTRY
from tripplanner.ui.palette.sources import PAGES, pinyin, recent, remembered
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures


def action(title: str) -> Entry:
    return Entry("do", "do", title, "", "", "", "circle", ("action", title, None), searched=(title,))


@pytest.mark.parametrize(
    ("question", "found"),
    [("annu", ["Annuler"]), (">ann", ["Annuler"]), ("éclair", ["Éclairer la carte"]),
     ("carte ecl", ["Éclairer la carte"]), ("la", ["La liste", "Éclairer la carte"]),
     ("shaixuan", ["筛选列表"]), ("sxlb", ["筛选列表"])],
)  # fmt: skip
def test_actions_are_found_by_their_words(question: str, found: list[str]) -> None:
    entries = [action(title) for title in ("Annuler", "Éclairer la carte", "La liste", "筛选列表")]
    assert [entry.title for entry in fitting(entries, parse(question))] == found
    assert len(fitting(entries, parse(""))) == len(entries)


def test_what_was_opened_lately_is_remembered_as_plain_values() -> None:
    site = Entry("go", "sites", "Mer", "海", "Site", "", "map-pin", ("page", "sites", "uuid"), "alpine")
    item = Entry("go", "items", "Visite", "", "Créneau", "", "clock", ("trip", "programme", (1, "u2")), "alpine")
    kept = remembered(item, remembered(site, []))
    assert recent(kept) == [item, site]
    assert recent(remembered(site, kept)) == [site, item]
    assert remembered(action("Annuler"), kept) == kept
    assert recent([["broken"], 3]) == []


def opened_palette(opened: Opened, qtbot: QtBot) -> Palette:
    palette = Palette(opened.desk.frame, opened.context, opened.window)
    qtbot.addWidget(palette)
    palette.show()
    opened.settle()
    return palette


def shown(palette: Palette) -> list[Entry]:
    rows = (palette.model.index(at).data(ENTRY) for at in range(palette.model.rowCount()))
    return [entry for entry in rows if isinstance(entry, Entry)]


def asked(palette: Palette, question: str) -> list[Entry]:
    palette.field.clear()
    QTest.keyClicks(palette.field, question)
    return shown(palette)


def test_records_are_found_in_every_language(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = opened_palette(opened, qtbot)
    found = asked(palette, "bing")
    site = next(entry for entry in found if entry.kind == "sites")
    assert (site.title, [site.second[start:end] for start, end in site.second_marks]) == (
        "Mer de Glace – Montenvers", ["冰", "冰"],
    )  # fmt: skip
    assert site.about.endswith(pinyin("冰海冰川（蒙坦威尔）"))
    assert asked(palette, "ecloserie")[0].field == "kind"
    assert [entry.title.split()[:2] for entry in asked(palette, ":15/6")] == [["mardi", "15"]]
    assert {entry.kind for entry in asked(palette, "@a")} <= {"contacts", "delegates", "members"}
    assert {entry.group for entry in asked(palette, ">a")} == {"do"}
    assert [entry.kind for entry in asked(palette, "#zones")] == ["themes"]
    assert {page for page, _icon, _tone in PAGES.values()} >= {"programme", "sites", "partners", "delegates", "cases"}
    palette.reject()


def test_a_question_is_answered_there_or_by_a_list(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("delegates")
    palette = opened_palette(opened, qtbot)
    (question,) = [entry for entry in asked(palette, "hotes non confirmes") if entry.group == "ask"]
    number = int(question.about.split()[0])
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is None
    assert [entry.kind for entry in shown(palette)] == ["items"] * number
    (listed,) = [entry for entry in asked(palette, "passeport manquant") if entry.group == "ask"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is not None
    opened.desk._do(*palette.chosen.run)
    page = opened.desk.page()
    assert page is not None
    assert page.part.table.rowCount() == int(listed.about.split()[0])


def test_enter_goes_there_and_escape_comes_back(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = opened_palette(opened, qtbot)
    asked(palette, "reglages")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.run == ("page", "settings", None)
    again = opened_palette(opened, qtbot)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert again.chosen is None
    assert not again.isVisible()


def test_a_hit_opens_its_record_at_the_field_that_answers(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = opened_palette(opened, qtbot)
    hit = asked(palette, "ecloserie")[0]
    palette.reject()
    opened.desk._do(*hit.run)
    page = opened.desk.page()
    assert page is not None
    page.point_at(hit.field)
    opened.settle()
    assert page.part.row().name.get("fr") == hit.title
    focused = opened.window.focusWidget()
    assert focused is not None
    assert focused.label.text() == "écloserie et centre de visite"


def test_arrows_pass_over_headings(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    opened.show("trips")
    palette = opened_palette(opened, qtbot)
    for _ in range(palette.model.rowCount() + 2):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
        assert palette.list.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable
    assert palette.field.accessibleDescription() == palette.list.currentIndex().data()
    palette.reject()
