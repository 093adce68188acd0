"""A database that is open read-only: said above every page, nothing offered that cannot be done."""

from __future__ import annotations

from tripplanner.ui.records.editable import Editable
from windows import OpenWindow


def test_nothing_is_offered_that_cannot_be_done(open_window: OpenWindow) -> None:
    opened = open_window(read_only=True)
    asked: list[str] = []
    opened.context.shell.reopened.connect(asked.append)
    opened.show("trips")
    banner = opened.desk.banner
    assert banner.isVisible()
    assert banner.text.text().startswith("Cette base est ouverte en lecture seule")
    assert opened.desk.rail.office.text() == "Lecture seule"
    assert not opened.desk.actions["new"].isEnabled()
    fields = opened.show("sites").findChildren(Editable)
    assert fields
    for field in fields:
        field.edit()
    assert [field.editor() for field in fields if field.editor()] == []
    banner.way.click()
    assert asked == [opened.workspace.location.name]


def test_a_database_open_for_writing_has_no_banner(open_window: OpenWindow) -> None:
    opened = open_window()
    opened.show("trips")
    assert not opened.desk.banner.isVisible()
    assert opened.desk.actions["new"].isEnabled()
