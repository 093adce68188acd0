"""The vault in the window: masked fields, a minute of looking, editing, locking, consents, the section of settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from seeing import clipped, misnamed, unnamed
from tripplanner.i18n import msg
from tripplanner.model.trips import Delegate
from tripplanner.planning.browsing.shapes import Question
from tripplanner.planning.privacy.consents import list_consents
from tripplanner.planning.privacy.contents import Diet, Health, Passport
from tripplanner.planning.privacy.reveals import reveals_of
from tripplanner.planning.privacy.values import CHANGE, read_value, set_value
from tripplanner.planning.privacy.vault_settings import vault_settings
from tripplanner.store.vault import clock, ways
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.library.screen import LibraryScreen
from tripplanner.ui.settings.screen import SettingsScreen
from tripplanner.ui.vault import unlock
from tripplanner.ui.vault.consents import ConsentDialog
from tripplanner.ui.vault.field import SHOWN, ProtectedField
from tripplanner.ui.vault.panel import ProtectedPanel
from tripplanner.ui.vault.passphrase import PassphraseDialog
from tripplanner.ui.vault.unlock import UnlockDialog
from vaults import PASSPHRASE, MemoryKeyring, cheap_vaults, make_vault, memory_keyring
from windows import Opened, OpenWindow

__all__ = ["cheap_vaults", "memory_keyring"]
CANARY = "CANARY7391"


def person_of(opened: Opened) -> tuple[int, str]:
    def read(session):  # type: ignore[no-untyped-def]
        found = session.scalars(sa.select(Delegate).where(Delegate.id == 1)).one().person
        return found.id, found.uuid

    return opened.workspace.get(read)


def delegates(opened: Opened) -> tuple[LibraryScreen, ProtectedPanel]:
    page = opened.show("delegates")
    assert isinstance(page, LibraryScreen)
    page.select(1)
    opened.settle()
    return page, page.part.card.section("vault").panel


def words(root: QWidget) -> str:
    """Everything that stands or is spoken in a window."""
    shown = [label.text() for label in root.findChildren(QLabel)]
    shown += [edit.text() for edit in root.findChildren(QLineEdit)]
    shown += [edit.toPlainText() for edit in root.findChildren(QPlainTextEdit)]
    return "\n".join([*shown, *(one.accessibleName() for one in root.findChildren(QWidget))])


def editor(field: ProtectedField, part: str) -> QLineEdit:
    found = field._form._bound[part].editor  # type: ignore[union-attr]
    assert isinstance(found, QLineEdit)
    return found


def test_a_value_is_shown_for_a_minute_edited_written_down_and_masked_again(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    make_vault(opened.workspace)
    id, uuid = person_of(opened)
    opened.workspace.do(CHANGE, set_value, opened.workspace.vault, id, "passport", Passport(CANARY, date(2031, 2, 1)))
    _page, panel = delegates(opened)
    assert CANARY not in words(opened.window)
    masked = {(one.dots.text(), one.toggle.text(), one.is_shown) for one in panel.fields.values()}
    assert len(masked) == 1, "presence must not tell"
    panel.fields["passport"].toggle.click()
    assert panel._clock.isActive()
    panel._clock.stop()  # the time is set here, however long the test itself takes
    passport = panel.fields["passport"]
    assert editor(passport, "number").text() == CANARY
    assert editor(passport, "expires").text() == "01/02/2031"
    assert [(one.actor, one.kind, one.purpose) for one in opened.workspace.get(reveals_of, uuid)] == [
        ("tester", "passport", "screen")
    ]
    assert panel.log.text() == "Journal\u00a0: 1 lecture"
    editor(passport, "number").setText("G7")
    editor(passport, "number").textEdited.emit("G7")
    passport._form.flush()  # type: ignore[union-attr]
    found = opened.workspace.get(read_value, opened.workspace.vault, id, "passport")
    assert found == Secret(Passport("G7", date(2031, 2, 1)))
    editor(passport, "expires").setText("2031.13.2")
    editor(passport, "expires").textEdited.emit("2031.13.2")
    passport._form.flush()  # type: ignore[union-attr]
    assert passport.wrong.isVisible()
    assert "2031" not in passport.wrong.text()
    opened.workspace.leave()
    opened.workspace.undo()
    opened.settle()
    assert editor(passport, "number").text() == CANARY
    end = passport._until
    assert SHOWN - 30 < end - clock.seconds() <= SHOWN
    monkeypatch.setattr(clock, "seconds", lambda: end - 1)
    panel._tick()
    assert passport.is_shown
    assert passport.toggle.text() == "Masquer · 1 s"
    monkeypatch.setattr(clock, "seconds", lambda: end + 3_600)  # the laptop slept
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not passport.is_shown
    assert CANARY not in words(opened.window)


def test_what_is_shown_goes_with_the_person_the_page_the_lock_and_the_idle_minutes(
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    make_vault(opened.workspace)
    id, _uuid = person_of(opened)
    opened.workspace.do(CHANGE, set_value, opened.workspace.vault, id, "health", Health(CANARY))
    page, panel = delegates(opened)
    keeper = opened.desk.vault.keeper
    assert keeper is not None
    hides = (
        lambda: page.select(2),
        lambda: opened.show("sites"),
        opened.workspace.vault.lock,
        lambda: (monkeypatch.setattr(opened.workspace.vault, "_used", -1e9), keeper.lock_if_unused()),
    )
    for hide in hides:
        opened.workspace.get(ways.unlock_by_passphrase, opened.workspace.vault, PASSPHRASE)
        page, panel = delegates(opened)
        panel.fields["health"].toggle.click()
        opened.settle()
        assert CANARY in words(page)
        hide()
        opened.settle()
        assert CANARY not in words(opened.window)
    assert opened.desk.rail.vault.text() == "Coffre verrouillé"
    assert opened.workspace.get(ways.status, opened.workspace.vault).state == "locked"


def test_showing_asks_for_the_passphrase_and_says_when_it_is_wrong(
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    _page, panel = delegates(opened)
    panel.fields["diet"].toggle.click()
    assert "pas encore de coffre" in opened.desk.toast.text()
    assert opened.desk.toast._button.text() == "Créer le coffre…"
    code = make_vault(opened.workspace)
    opened.workspace.vault.lock()
    opened.settle()

    def person(dialog: UnlockDialog) -> bool:
        dialog.show()
        opened.settle()
        assert (unnamed(dialog), misnamed(dialog), clipped(dialog)) == ([], [], [])
        for by, typed in (("passphrase", "marmotte au soleil"), ("recovery", code[::-1]), ("recovery", code)):
            assert dialog.wrong.isHidden() == (by == "passphrase")
            dialog.by._buttons[by].click()
            dialog.secret.setText(typed)
            dialog.go.click()
            opened.settle()
        accepted = dialog.result() == 1
        dialog.deleteLater()
        return accepted

    monkeypatch.setattr(unlock, "ask", person)
    panel.fields["diet"].toggle.click()
    assert panel.fields["diet"].is_shown
    assert opened.workspace.vault.is_open


def test_a_station_opens_it_with_the_window(open_window: OpenWindow, memory_keyring: MemoryKeyring) -> None:
    opened = open_window()
    make_vault(opened.workspace)
    opened.workspace.do(msg("x"), ways.trust_station, opened.workspace.vault)
    assert len(memory_keyring.kept) == 1
    opened.workspace.vault.lock()
    opened.show("delegates")
    opened.settle()
    assert opened.workspace.vault.is_open
    assert opened.desk.rail.vault.text() == "Coffre ouvert"
    opened.context.actions.run("lock_vault")
    opened.settle()
    assert not opened.workspace.vault.is_open


def test_a_list_is_not_narrowed_to_who_has_a_value_while_the_vault_is_locked(
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    make_vault(opened.workspace)
    id, _uuid = person_of(opened)
    opened.workspace.do(CHANGE, set_value, opened.workspace.vault, id, "passport", Passport("E1"))
    opened.workspace.vault.lock()
    page, _panel = delegates(opened)
    monkeypatch.setattr("tripplanner.ui.library.part.unlocked", lambda *_: False)
    chip = page.part.conditions.chips()["no_passport"]
    assert chip.text().endswith("13")
    chip.click()
    assert (page.part.table.rowCount(), chip.isChecked()) == (14, False)
    opened.workspace.get(ways.unlock_by_passphrase, opened.workspace.vault, PASSPHRASE)
    opened.settle()
    chip.click()
    assert (page.part.table.rowCount(), chip.isChecked()) == (13, True)
    opened.workspace.vault.lock()
    opened.settle()
    assert (page.part.table.rowCount(), chip.isChecked()) == (14, False)


def test_columns_and_who_eats_no_pork_follow_the_vault(
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    make_vault(opened.workspace)
    id, uuid = person_of(opened)
    for kind, value in (("passport", Passport(CANARY)), ("diet", Diet(("halal",), CANARY))):
        opened.workspace.do(CHANGE, set_value, opened.workspace.vault, id, kind, value)
    opened.workspace.vault.lock()
    page, _panel = delegates(opened)
    part = page.part
    for key in ("diet", "passport", "consent"):
        part.heading.choose(key, True)
    at = [number for number, one in enumerate(part.table.columns) if one.key in ("diet", "passport", "consent")]

    def said(id: int) -> list[str]:
        return [str(part.table.cell(part.table.place(id), number)[0]) for number in at]

    assert said(1) == said(2) == ["verrouillé", "verrouillé", "manquant"]
    monkeypatch.setattr("tripplanner.ui.library.part.unlocked", lambda *_: False)
    page.select(("delegates", Question(conditions=("no_pork",))))
    assert part.table.rowCount() == 14
    opened.workspace.get(ways.unlock_by_passphrase, opened.workspace.vault, PASSPHRASE)
    opened.settle()
    assert said(1) == ["noté", "présent, sans date", "manquant"]
    assert said(2) == ["–", "manquant", "manquant"]
    page.select(("delegates", Question(conditions=("no_pork",))))
    assert list(part.table.ids()) == [1]
    assert [row.kind for row in opened.workspace.get(reveals_of, uuid)] == ["diet"]
    opened.workspace.vault.lock()
    opened.settle()
    assert (part.table.rowCount(), said(1)[0]) == (14, "verrouillé")
    assert CANARY not in words(opened.window)


def test_a_consent_is_written_down_with_its_wording(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window("en")
    id, _uuid = person_of(opened)
    dialog = ConsentDialog(opened.context, id, "photos", None, opened.window)
    assert "照片" in dialog.wording.toPlainText()
    dialog.language.setCurrentIndex(dialog.language.findData("fr"))
    dialog._other_language()
    assert "photos" in dialog.wording.toPlainText()
    dialog.dates["asked_on"].setText("12/05/2027")
    dialog.dates["given_on"].setText("11/05/2027")
    dialog.keep()
    assert "not in this order" in dialog.wrong.text()
    dialog.dates["given_on"].setText("soon")
    dialog.keep()
    assert dialog.focusWidget() is dialog.dates["given_on"]
    assert dialog.dates["given_on"].accessibleDescription() == dialog.wrong.text()
    dialog.dates["given_on"].setText("13/05/2027")
    dialog.keep()
    dialog.deleteLater()
    (found,) = opened.workspace.get(list_consents, id)
    assert (found.purpose, found.language, found.state, found.given_on) == ("photos", "fr", "given", date(2027, 5, 13))
    assert opened.workspace.undo() == msg("change a consent")
    assert opened.workspace.get(list_consents, id) == ()


@pytest.mark.usefixtures("cheap_vaults")
def test_the_vault_is_made_with_its_sheet_and_locked_in_the_settings(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window("zh", "dark")
    page = opened.show("settings")
    assert isinstance(page, SettingsScreen)
    section = page.vault
    assert (section.create_one.isHidden(), section.lock.isHidden()) == (False, True)
    dialog = PassphraseDialog(opened.context, True, opened.window)
    for first, second in (("court", "court"), (PASSPHRASE.reveal(), "autre chose")):
        dialog.first.setText(first)
        dialog.second.setText(second)
        dialog.go_on()
        assert not dialog.wrong.isHidden()
        assert (dialog.focusWidget(), dialog.first.accessibleDescription()) == (dialog.first, dialog.wrong.text())
    dialog.second.setText(PASSPHRASE.reveal())
    dialog.go_on()
    assert dialog.secret == PASSPHRASE
    section.make_sheet(msg("create the vault"), ways.create, tmp_path / "sheet.pdf", dialog.secret)
    dialog.deleteLater()
    opened.settle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (section.create_one.isHidden(), section.lock.isHidden(), section.rotate.isHidden()) == (True, False, False)
    section.trust.click()
    opened.settle()
    assert "密钥环" in opened.desk.toast.text()
    section.idle.setCurrentIndex(0)
    section.idle.activated.emit(0)
    assert opened.workspace.get(vault_settings).idle_minutes == 1
    section.lock.click()
    opened.settle()
    assert (section.lock.isHidden(), section.unlock.isHidden()) == (True, False)
    assert opened.desk.rail.vault.text() == "保险库已锁定"
