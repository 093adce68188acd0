"""The list of the programme: cells edited where they stand, rows pasted from a spreadsheet, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from programmes import Mod, key_of, page_of, press, times
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tripplanner.i18n import Message, msg
from tripplanner.planning.arranging import set_locked
from tripplanner.planning.trips import edit_trip_fields
from tripplanner.store.export import canonical_export
from tripplanner.ui.dialogs.picker import Picker
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.programme.typed_times import read_times
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

Key = Qt.Key


class Shown:
    """A window on the list, what it says and what is stored."""

    def __init__(self, opened: Opened) -> None:
        self.opened, self.page = opened, page_of(opened)
        self.page.show_mode("list")
        self.page.list.setFocus()
        opened.settle()
        self.said: list[str] = []
        opened.context.shell.said.connect(self._hear)
        opened.context.shell.troubled.connect(lambda error: self.said.append(opened.language.say(error.what)))

    def _hear(self, message: Message, _tone: str, _offer: object) -> None:
        self.said.append(self.opened.language.say(message))

    def stored(self) -> str:
        return self.opened.workspace.get(canonical_export)

    def cell(self, code: str, column: str) -> None:
        """Go to the cell of an item."""
        key = key_of(self.page, code)
        row = self.page.table.position(lambda line: line.item.uuid == key)
        at = [one.key for one in self.page.table.columns].index(column)
        self.page.list.setCurrentIndex(self.page.table.index(row, at))

    def type(self, code: str, column: str, words: str) -> None:
        """F2 in a cell, words, Enter."""
        self.cell(code, column)
        self.opened.context.actions.run("edit_in_place")
        editor = self.page.cells.editor
        assert editor is not None
        editor.setText(words)
        QTest.keyClick(editor, Key.Key_Return)
        self.opened.settle()

    def pick(self, code: str, column: str, words: str) -> None:
        """F2 in a cell, then one of the words offered."""
        self.cell(code, column)
        self.opened.context.actions.run("edit_in_place")
        menu = self.page.cells.menu
        assert menu is not None
        assert menu.accessibleName()
        next(one for one in menu.actions() if one.text().replace("\xa0", " ") == words).trigger()
        menu.close()
        self.opened.settle()

    def cell_words(self, code: str, column: str) -> str:
        """What the cell of an item says."""
        self.cell(code, column)
        return str(self.page.list.currentIndex().data())

    def answer(self, words: str) -> None:
        """Answer the pickers that follow by typing."""

        def pick(picker: Picker) -> bool:
            picker.field.setText(words)
            picker.take()
            return picker.chosen is not None

        self.page.cells.choices.pick = pick

    def times(self, code: str) -> str:
        return times(self.page, key_of(self.page, code))

    def undo(self) -> None:
        self.opened.context.actions.run("undo")
        self.opened.settle()

    def paste(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        press(self.opened, self.page, Key.Key_V, Mod.ControlModifier)


@pytest.fixture
def shown(kept_window: OpenWindow) -> Callable[..., Shown]:
    return lambda language="fr", size=(1900, 900): Shown(kept_window(language, "light", size))


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_it_does_not_scroll_sideways_beside_the_panel(shown: Callable[..., Shown], language: str) -> None:
    page = shown(language, (1024, 640)).page
    assert page.checks.isVisible()
    assert page.list.horizontalScrollBar().maximum() == 0
    keys = [one.key for at, one in enumerate(page.table.columns) if not page.list.isColumnHidden(at)]
    assert keys[:3] == ["title", "day", "times"]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("9h30", (570, None)), ("9:30–11:00", (570, 660)), ("9:30 2h", (570, 690)), ("下午2点", (840, None)),
        ("22:00–1:00", (1320, 60)), ("90 min", 90), ("1 h 30", 90), ("两小时", 120),
        ("bientôt", None), ("25:99", None), ("mer 9h", None), ("", None),
    ],
)  # fmt: skip
def test_times_and_durations_are_read_and_nothing_else(words: str, meaning: object) -> None:
    assert read_times(words) == meaning


def test_times_are_edited_in_one_step(shown: Callable[..., Shown]) -> None:
    window = shown()
    before = window.stored()
    for words, after in (("15:00–16:10", "13 15:00–16:10"), ("20:00–1:00", "13 20:00–01:00")):
        window.type("D1-04", "times", words)
        assert window.times("D1-04") == after
        assert window.stored() != before
        window.undo()
        assert window.stored() == before


def test_start_duration_day_and_waiting(shown: Callable[..., Shown]) -> None:
    window = shown()
    before = window.stored()
    window.type("D1-04", "times", "15:00")
    window.type("D1-04", "times", "45 min")
    window.pick("D1-04", "day", "mercredi 16 juin")
    assert window.times("D1-04") == "16 15:00–15:45"
    assert window.page.list.currentIndex().column() == 1
    window.pick("D1-04", "day", "à placer")
    assert window.times("D1-04") == "waiting"
    window.type("D1-04", "times", "9:00")
    assert window.times("D1-04") == "waiting"
    assert window.said == ["Cet élément n’est pas encore placé\xa0: choisir d’abord son jour."]
    for _step in range(4):
        window.undo()
    assert window.stored() == before


def test_where_groups_and_hosts_are_edited_in_their_cells(shown: Callable[..., Shown]) -> None:
    window = shown()
    before, page = window.stored(), window.page
    assert window.cell_words("D3-04", "where") != "Annecy (lieu)"
    window.answer("Annecy (lieu)")
    window.cell("D3-04", "where")
    window.opened.context.actions.run("edit_in_place")
    assert window.cell_words("D3-04", "where") == "Annecy"
    window.answer("gypaete")
    window.opened.context.actions.run("edit_in_place")
    assert "gypaète" in window.cell_words("D3-04", "where")
    name = page.board.groups()[0][1]
    window.pick("D3-04", "groups", name)
    assert window.cell_words("D3-04", "groups") == page.board.item(page.board.current).subgroups[0]  # type: ignore[union-attr]
    window.pick("D3-04", "groups", "tous")
    assert window.cell_words("D3-04", "groups") == "tous"
    hosts = window.cell_words("D3-04", "hosts")
    window.answer("alparc")
    window.pick("D3-04", "hosts", "Ajouter un hôte…")
    assert window.cell_words("D3-04", "hosts") == f"{hosts}, ALPARC"
    for _step in range(5):
        window.undo()
    assert window.stored() == before


def test_the_ends_of_a_transfer_are_its_where(shown: Callable[..., Shown]) -> None:
    window = shown()
    item = next(one for one in window.page.source.items if one.type == "transfer" and one.to_place_id)  # type: ignore[union-attr]
    window.answer("Annecy")
    window.cell(item.code, "where")
    window.opened.context.actions.run("edit_in_place")
    menu = window.page.cells.menu
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    window.opened.settle()
    assert window.cell_words(item.code, "where").startswith("Annecy → ")


def test_words_of_a_choice_are_edited_in_one_step(shown: Callable[..., Shown]) -> None:
    window = shown()
    before = window.stored()
    for item, column, words, code in (
        ("D1-02", "type", "Repas", "meal"), ("D1-04", "status", "annulé", "cancelled"),
        ("D1-02", "interpreting", "consécutive", "consecutive"), ("D1-02", "interpreting", "–", None),
    ):  # fmt: skip
        found = window.page.board.item(key_of(window.page, item))
        assert found is not None
        window.pick(item, column, words)
        now = window.page.board.item(key_of(window.page, item))
        assert now is not None
        assert getattr(now, column) == code
        if getattr(found, column) != code:
            assert window.stored() != before
            window.undo()
        assert window.stored() == before


def test_a_title_is_typed_with_an_input_method(shown: Callable[..., Shown]) -> None:
    window = shown("zh")
    before = window.stored()
    window.cell("D1-04", "title")
    window.opened.context.actions.run("edit_in_place")
    editor = window.page.cells.editor
    assert editor is not None
    assert editor.accessibleName() == "标题（中文）"
    editor.clear()
    QApplication.sendEvent(editor, QInputMethodEvent("zuo'tan", []))
    assert window.stored() == before
    done = QInputMethodEvent()
    done.setCommitString("座谈")
    QApplication.sendEvent(editor, done)
    QTest.keyClick(editor, Key.Key_Return)
    window.opened.settle()
    found = window.page.board.item(key_of(window.page, "D1-04"))
    assert found is not None
    assert found.title.get("zh") == "座谈"
    assert QApplication.focusWidget() is window.page.list
    window.undo()
    assert window.stored() == before


def test_what_is_refused_is_said_and_changes_nothing(shown: Callable[..., Shown]) -> None:
    window = shown()
    page, workspace = window.page, window.opened.workspace
    item = page.board.item(key_of(page, "D1-04"))
    assert item is not None
    workspace.do(msg("lock"), set_locked, item.id, None, True, scope=page.board.scope())
    window.opened.settle()
    before = window.stored()
    window.type("D1-04", "times", "bientôt")
    window.type("D1-04", "title", "  ")
    window.type("D1-04", "times", "15:00")
    window.type("D1-04", "times", "2h–4h")
    assert window.stored() == before
    assert window.said == [
        "«\u202fbientôt\u202f» n’est pas un horaire\u202f; écrire par exemple 9h30, 9h30–11h ou 90 min.",
        "Il faut un titre\xa0: l’ancien est conservé.",
        "L’heure de cet élément est verrouillée.",
        "L’heure de cet élément est verrouillée.",
    ]


def test_nothing_of_an_archived_trip_is_edited(shown: Callable[..., Shown]) -> None:
    window = shown()
    window.opened.workspace.do(msg("archive"), edit_trip_fields, 1, None, stage="archived")
    window.opened.settle()
    before = window.stored()
    window.type("D1-04", "title", "Autre")
    window.paste("9h\tun\n10h\tdeux")
    window.pick("D1-04", "type", "Visite")
    assert window.stored() == before
    assert window.said == 3 * ["Le voyage est archivé\xa0: son programme se lit mais ne se modifie plus."]


def test_a_double_click_edits_a_cell_and_escape_gives_up(shown: Callable[..., Shown]) -> None:
    window = shown()
    before = window.stored()
    box = window.page.list.visualRect(window.page.table.index(3, 2))
    at = QPoint(box.center())
    QTest.mouseClick(window.page.list.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, at)
    QTest.mouseDClick(window.page.list.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, at)
    editor = window.page.cells.editor
    assert editor is not None
    assert editor.accessibleName().startswith("Horaire ou durée de")
    editor.setText("7:00")
    QTest.keyClick(editor, Key.Key_Escape)
    window.opened.settle()
    assert (window.page.cells.editor, window.stored()) == (None, before)


def test_rows_of_a_spreadsheet_are_pasted_in_one_step(shown: Callable[..., Shown]) -> None:
    window = shown()
    before, rows = window.stored(), window.page.table.rowCount()
    window.paste("mer\t9:00\t10:30\tatelier cartes\r\n\t\t\t\r\n\t14:00\t\tpoint du soir\r\n18:00\r\n")
    assert window.page.table.rowCount() == rows + 2
    assert window.said == ["2 éléments ont été ajoutés. 1 ligne qui ne dit rien a été ignorée."]
    assert window.page.board.title_of(window.page.board.current) == "Atelier cartes"
    window.undo()
    assert window.stored() == before


def test_clipboards_with_nothing_or_too_much_are_answered(shown: Callable[..., Shown]) -> None:
    window = shown()
    before = window.stored()
    window.paste(" \t\n\t")
    window.paste("9h café\n" * 501)
    window.paste("10:00\n11:00")
    window.paste("un seul mot")
    assert window.stored() == before
    assert window.said == [
        "Le presse-papiers ne contient aucun texte à ajouter.",
        "Le presse-papiers contient 501 lignes\u202f; on en ajoute 500 au plus à la fois.",
        "Aucune de ces lignes ne dit ce qui a lieu\xa0: rien n’a été ajouté.",
        "Rien n’a été copié de ce programme.",
    ]


def test_what_was_copied_here_is_pasted_as_ever(shown: Callable[..., Shown]) -> None:
    window = shown()
    rows = window.page.table.rowCount()
    window.cell("D1-04", "title")
    window.opened.context.actions.run("copy")
    press(window.opened, window.page, Key.Key_V, Mod.ControlModifier)
    assert window.page.table.rowCount() == rows + 1
    assert isinstance(window.page, ProgrammeScreen)
