"""What is protected about a person: masked, shown for a minute, each look written down; and what they agreed to."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.privacy.people import OF_PEOPLE, person_of
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.vault.panel import ProtectedPanel


class VaultSection(Section):
    """One panel for all records: whoever chooses another person finds everything hidden again."""

    key = "vault"
    title = msg("Vault")
    kinds = tuple(OF_PEOPLE)
    position = 10
    opened = True
    panel: ProtectedPanel | None = None

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context, words)
        # As high as its wrapped lines need: they ask for more than the hint says at this width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def read(self, session: Session, about: About) -> tuple[int, str]:
        return person_of(session, about.kind, about.id)

    def build(self, content: Any, about: About) -> None:
        del about
        if self.panel is None:
            self.panel = ProtectedPanel(self.context)
            self.lines.addWidget(self.panel)
        self.panel.show_person(*content)

    def _fill(self, about: About) -> None:
        """Read again each time: the log and the consents change while the person stays."""
        try:
            self.build(self.context.workspace.get(self.read, about), about)
        except NotFound:
            self.hide()


SECTION = VaultSection
