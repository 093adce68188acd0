"""The sheet before a backup is restored: what differs is said once it is known, and it can be left at any time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import seeing
from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.store import backup
from tripplanner.store.backup import Backup
from tripplanner.text import Text
from tripplanner.ui.recovery import words
from tripplanner.ui.recovery.confirm import RestoreDialog
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow

PAGE = "settings"


def sheet(opened: Opened) -> RestoreDialog:
    """About a backup that lacks a place made since."""
    path = opened.workspace.location.path
    assert path is not None
    made = backup.make(path)
    opened.workspace.do(msg("place"), lambda session: session.add(Place(name=Text.of("fr", fr="Col"))))
    return RestoreDialog(opened.context, path, made, opened.window)


def test_what_differs_is_compared_first_and_said_in_chinese(kept_window: OpenWindow) -> None:
    opened = kept_window("zh", "dark")
    dialog = sheet(opened)
    dialog.show()
    assert (dialog.what.text(), dialog.go.isEnabled()) == ("正在与备份比较", False)
    opened.settle()
    assert dialog.go.isEnabled()
    assert "地点" in dialog.what.text()
    assert [*seeing.clipped(dialog), *seeing.unnamed(dialog), *seeing.too_small(dialog, TARGET)] == []
    dialog.reject()
    dialog.deleteLater()


def test_it_is_left_while_it_compares_and_nothing_is_said(kept_window: OpenWindow) -> None:
    opened = kept_window()
    dialog = sheet(opened)
    dialog.show()
    dialog.reject()
    dialog.deleteLater()
    opened.settle()
    assert opened.desk.toast.text() == ""


def test_the_moment_of_a_backup_is_written_as_each_language_writes_it() -> None:
    made = Backup(Path("a.db"), datetime(2026, 11, 23, 17, 20, tzinfo=UTC), "asked", 1)
    clock = made.made_at.astimezone().strftime("%H:%M")
    assert [words.when(made, code) for code in ("fr", "en", "zh")] == [
        f"23\xa0novembre 2026 {clock}", f"23\xa0November 2026 {clock}", f"2026年11月23日 {clock}"]  # fmt: skip
