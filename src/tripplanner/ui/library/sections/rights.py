"""A person’s rights over their data: everything is given to them in one file, or erased for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.names import PersonName
from tripplanner.planning.owning import owner
from tripplanner.planning.privacy.who import Somebody
from tripplanner.ui.dialogs import ask
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.privacy.erasing import EraseDialog, erase_in_job


class RightsSection(Section):
    key = "rights"
    title = msg("Personal data")
    kinds = ("delegates", "contacts", "members")
    position = 95

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.choose_target: Callable[[str], Path | None] = self._target
        self.confirm: Callable[[EraseDialog], bool] = ask

    def read(self, session: Session, about: About) -> Somebody:
        record: Any = owner(session, about.table, about.id)
        return Somebody(record.person.id, record.person.uuid, PersonName.of(record.person))

    def build(self, content: Somebody, about: About) -> None:
        give = msg("Export everything about this person…")
        self.lines.addWidget(self.link(self.say(give), self.export, icon="download"))
        if self.may_write:
            self.lines.addWidget(self.link(self.say(msg("Erase this person…")), self.erase, icon="trash-2"))

    def export(self) -> None:
        """Write the file they are given; where protected values are locked, say so instead of giving half."""
        from tripplanner.exchange import person_file
        from tripplanner.planning.privacy.gathering import gather

        somebody: Somebody = self.content
        target = self.choose_target(person_file.file_name(somebody.name, somebody.uuid))
        if target is None:
            return
        try:
            gathered = self.context.workspace.get(gather, somebody.uuid, self.context.workspace.vault)
            person_file.write(gathered, target, self.context.language.code)
        except TripPlannerError as error:
            self.context.shell.trouble(error)
            return
        self.context.shell.say(msg("Written: {path}", path=str(target)), "ok", None)

    def erase(self) -> None:
        """Show what would go; erase after the name was typed."""
        dialog = EraseDialog(self.context, self.content, self.window())
        if self.confirm(dialog):
            erase_in_job(self.context, dialog)

    def _target(self, name: str) -> Path | None:
        title = self.say(msg("Export everything about this person…"))
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), "ZIP (*.zip)")
        return Path(chosen) if chosen else None


SECTION = RightsSection
