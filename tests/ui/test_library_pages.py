"""The library pages on the sample: groups, filtering, details, editing, the bin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tripplanner.i18n import msg, say
from tripplanner.planning.items import delete_item
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.listings.terms import list_terms
from tripplanner.planning.programme import list_items
from tripplanner.ui.library.bin import BinScreen
from tripplanner.ui.library.finder import Finder
from tripplanner.ui.library.groups import Entry
from tripplanner.ui.library.screen import LibraryScreen
from tripplanner.ui.library.shelf import Tongue
from tripplanner.ui.library.terms import TermShelf
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.columns import Wish, shared
from windows import Opened, OpenWindow

PAGES = ("sites", "delegates", "partners", "cases", "terms", "themes")


def library(opened: Opened, page: str) -> LibraryScreen:
    shown = opened.show(page)
    assert isinstance(shown, LibraryScreen)
    return shown


def group(page: LibraryScreen, label: str) -> Entry:
    return next(entry for entry in page.part.groups.entries() if entry.label == label)


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_each_page_lists_what_the_sample_holds(open_window: OpenWindow) -> None:
    """Each list at its width, the fields at that of the card, and in each group as many rows as its number says."""
    opened = open_window()
    rows = {}
    for name in PAGES:
        page = library(opened, name)
        rows[name] = page.part.table.rowCount()
        assert page.count.text() == str(rows[name])
        assert page.part.list.horizontalScrollBar().maximum() == 0, name
        assert _wider(page) == 0, name
        groups = [entry for entry in page.part.groups.entries() if not entry.heading]
        assert groups[0].count == rows[name]
        assert sum(entry.count for entry in groups[1:]) > rows[name] // 2, name
        for entry in groups:
            page.part.groups.choose(entry.key)
            assert page.part.table.rowCount() == entry.count, (name, entry.label)
    assert rows == {"sites": 42, "delegates": 14, "partners": 44, "cases": 23, "terms": 140, "themes": 33}


def _wider(page: LibraryScreen) -> int:
    """Pixels by which the fields are wider than their card."""
    fields = page.part.card.fields
    return fields._inner.width() - fields._area.viewport().width()


def test_the_fields_of_a_card_are_no_wider_than_the_card_in_large_letters(open_window: OpenWindow) -> None:
    opened = open_window()
    opened.theme.set_scale(1.5)
    assert {name: _wider(library(opened, name)) for name in PAGES} == dict.fromkeys(PAGES, 0)


def test_a_site_is_found_without_accents_and_by_pinyin(open_window: OpenWindow) -> None:
    page = library(open_window(), "sites")
    found = {}
    for question in ("ecopont viry", "冰海", "binghai", "  MONTENVERS "):
        page.search.setText(question)
        found[question] = [row.code for row in page.part.table.rows()]
    glacier = found["冰海"]
    assert found == {"ecopont viry": ["S01"], "冰海": glacier, "binghai": glacier, "  MONTENVERS ": glacier}
    assert len(glacier) == 1


def test_a_delegate_is_found_by_the_sound_of_the_name(open_window: OpenWindow) -> None:
    page = library(open_window(), "delegates")
    first = page.part.table.rows()[0]
    page.search.setText(first.person.family[:4].lower())
    assert first in page.part.table.rows()


def test_nothing_found_says_so_and_the_filter_is_cleared(open_window: OpenWindow) -> None:
    page = library(open_window(), "sites")
    page.search.setText("nowhere")
    assert page.part.no_match.text() == "Aucun résultat pour «\u202fnowhere\u202f»."
    assert page.count.text() == "0 sur 42"
    empty = "Le filtre ne trouve rien\u00a0: il n’y a pas de fiche à montrer ici."
    assert labels(page.part.card) == [empty]
    page.part.clear.click()
    assert page.part.table.rowCount() == 42
    assert page.search.text() == ""


def test_what_nobody_verified_is_said_not_guessed(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    unknown = next(row for row in opened.workspace.get(list_sites) if row.open_months is None)
    page.select(unknown.uuid)
    season = page.part.table.columns[3]
    assert opened.language.say(season.read(unknown)) == "non vérifié"
    assert "non vérifié" in [label.text() for label in page.part.card.findChildren(QLabel)]
    assert page.part.card.season.accessibleName() == "non vérifié"


def test_to_verify_marks_stand_in_the_detail(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    page.part.groups.choose(next(e.key for e in page.part.groups.entries() if e.key.endswith("/to_verify")))
    opened.settle()
    assert any(text.startswith("À vérifier\u00a0: ") for text in labels(page.part.card))


def test_a_summary_is_edited_and_its_translations_become_stale(open_window: OpenWindow) -> None:
    opened = open_window("en")
    page = library(opened, "sites")
    row = page.part.table.rows()[0]
    page.part.card.fields._fields["summary/en"].edit()
    opened.settle()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "A green bridge.")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    page.leave()
    now = next(one for one in opened.workspace.get(list_sites) if one.uuid == row.uuid)
    assert now.summary.get("en") == "A green bridge."
    assert now.summary.state("fr") == "stale"
    opened.desk.actions.run("undo")
    opened.settle()
    assert next(one for one in opened.workspace.get(list_sites) if one.uuid == row.uuid).summary == row.summary


def test_f2_changes_what_a_record_is_called(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    page.part.list.setFocus()
    opened.desk.actions.run("edit_in_place")
    opened.settle()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Écopont de Viry (A40)"
    editor.selectAll()
    QTest.keyClicks(editor, "Viry")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.settle()
    assert (page.part.card.title.text(), page.part.table.rows()[0].name.get("fr")) == ("Viry", "Viry")


def test_a_record_is_chosen_by_its_uuid_on_the_right_shelf(open_window: OpenWindow) -> None:
    page = library(open_window(), "partners")
    contact = page.parts[1].table.rows()[0]
    page.select(contact.uuid)
    assert page.part.shelf.kind == "contacts"
    assert page.part.card.title.text() == contact.name


def test_columns_sort_by_value(open_window: OpenWindow) -> None:
    page = library(open_window(), "sites")
    page.part.table.sort(4)
    caps = [row.group_cap for row in page.part.table.rows() if row.group_cap is not None]
    assert caps == sorted(caps)
    assert page.part.table.rows()[-1].group_cap is None


def test_the_bin_puts_back_what_was_deleted(open_window: OpenWindow) -> None:
    opened = open_window()
    item = opened.workspace.get(list_items, 1)[3]
    page = opened.show("bin")
    assert isinstance(page, BinScreen)
    assert page.nothing.isVisible()
    opened.workspace.do(msg("delete"), delete_item, item.id, item.version)
    opened.settle()
    assert page.table.rowCount() == 1
    assert page.list.model().index(0, 0).data() == "Déjeuner (buffet asiatique)"
    page.put_back.click()
    opened.settle()
    assert item.uuid in [one.uuid for one in opened.workspace.get(list_items, 1)]
    assert page.nothing.isVisible()


def test_the_glossary_names_the_languages_of_its_columns_and_of_the_words_to_avoid() -> None:
    tongue = Tongue(lambda message: say(message, tongue.language))
    titles = [column.title for column in TermShelf(tongue, lambda *_: None).columns()[:3]]
    assert [tongue.say(one) for one in titles] == ["Terme", "Terme (chinois)", "Terme (anglais)"]
    tongue.language, tongue.first, tongue.second = "zh", "zh", "en"
    assert [tongue.say(one) for one in titles] == ["术语", "术语（英语）", "术语（法语）"]
    words = Writer("fr", tongue.say).value(Shown("forbidden", msg("Words not to use"), {"zh": ["成熟林"]}))
    assert words == "chinois\u00a0: 成熟林"


def test_a_search_in_a_thousand_terms_asks_pinyin_only_for_latin_letters(open_window: OpenWindow) -> None:
    rows = open_window().workspace.get(list_terms)
    asked: list[str] = []

    def searched(row: object) -> tuple[str, ...]:
        asked.append("x")
        return tuple(row.term.words.values())  # type: ignore[attr-defined]

    finder = Finder(searched)
    assert [row for row in rows if finder.holds(row, "生态廊道")]
    assert len(asked) == len(rows)
    assert [row for row in rows if finder.holds(row, "shengtailangdao")]


@pytest.mark.parametrize(
    ("others", "room", "fitted"),
    [
        ([Wish(100), Wish(50)], 400, [250, 100, 50]),
        ([Wish(100), Wish(60, spare=1)], 300, [200, 100, 0]),
        ([Wish(100), Wish(60, spare=1), Wish(70, spare=2)], 320, [160, 100, 60, 0]),
        ([Wish(100), Wish(90)], 260, [144, 58, 58]),
        ([Wish(100), Wish(100)], 200, [144, 56, 0]),
        ([Wish(150, kept=True), Wish(90, kept=True)], 200, [144, 104, 90]),
    ],
)
def test_names_get_the_room_that_is_left(others: list[Wish], room: int, fitted: list[int]) -> None:
    """What can be spared goes first, then the widest shrink, then the last goes; what a person chose stays."""
    assert shared(200, others, room) == fitted


def test_a_title_gives_back_the_line_it_no_longer_needs(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    rows = page.part.table.rows()
    heights = {}
    for wanted in ("Parc naturel Pfyn-Finges", "Marais de Chautagne", "Parc naturel Pfyn-Finges"):
        row = next(one for one in rows if one.name.get("fr").startswith(wanted))
        page.select(row.uuid)
        opened.settle()
        heights.setdefault(wanted, []).append(page.part.card.title.height())
    (long, again), (short,) = heights.values()
    assert long == again == 2 * short


def test_a_site_lies_on_its_map(open_window: OpenWindow) -> None:
    opened = open_window()
    page = library(opened, "sites")
    shown = page.part.card.map
    assert shown.isVisible()
    assert shown.accessibleName() == "Carte\u00a0: Écopont de Viry (A40), 46,122° N, 6,028° E"
    paper = opened.theme.colour("window").rgb()
    image = shown.grab().toImage()
    drawn = sum(image.pixel(x, y) != paper for x in range(4, image.width() - 4) for y in range(4, image.height() - 4))
    assert drawn > 1000
    card = library(opened, "partners").part.card
    assert not card.map.isVisible()


def test_a_page_without_records_says_so(open_window: OpenWindow, qapp: QApplication) -> None:
    opened = open_window()
    page = opened.show("delegates", trip=None)
    assert isinstance(page, LibraryScreen)
    assert page.part.nothing.isVisible()


def test_no_card_waits_when_the_window_is_closed(open_window: OpenWindow) -> None:
    """The card follows the list after a rest; a closed database is not asked for it."""
    opened = open_window()
    page = opened.show("sites")
    part = page.part  # type: ignore[attr-defined]
    part.list.setFocus()
    QTest.keyClick(part.list, Qt.Key.Key_Down)
    QTest.keyClick(part.list, Qt.Key.Key_Down)
    chosen = part.row()
    opened.desk.close_pages()
    assert not part.following.waits
    assert part.following.uuid == chosen.uuid
