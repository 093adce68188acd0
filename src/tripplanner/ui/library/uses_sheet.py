"""Told instead of a deletion: what uses the records, each a way there, and what could be deleted all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tripplanner.dates import clock, short_date
from tripplanner.i18n import msg, msgn
from tripplanner.planning.using import Use
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.library.shelf import Tongue
from tripplanner.ui.records.jump import JumpLine
from tripplanner.ui.widgets.basics import button, column, row, scrolled, text_label

#: The page on which a kind of record is shown; the others are parts of the trip.
PAGES: Mapping[str, str] = {
    "items": "programme", "sites": "sites", "organisations": "partners", "contacts": "partners", "cases": "cases",
    "terms": "terms", "themes": "themes", "places": "places", "legs": "places", "delegates": "delegates",
}  # fmt: skip
#: Uses that are listed of one record.
_SHOWN = 12


class UsesSheet(Dialog):
    """Accepted: delete the others. ``went`` goes to the use that was clicked."""

    def __init__(
        self,
        context: Context,
        tongue: Tongue,
        names: Mapping[int, str],
        uses: Mapping[int, Sequence[Use]],
        free: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._context, self._tongue = context, tongue
        self.went: Callable[[], None] | None = None
        self.links: list[JumpLine] = []
        self.words = Words(context.language, self)
        self.words.put(self, msg("It is in use"), "setWindowTitle")
        self.resize(480, 420)
        lines = column(self, (24, 18, 20, 16), 10)
        title = text_label(size="section", wrap=True)
        lines.addWidget(self.words.put(title, msgn("{n} record is in use.", "{n} records are in use.", len(uses))))
        note = msg("Nothing was deleted. Take it out where it is used, then delete it.")
        lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), note))
        inner = QWidget()
        listed = column(inner, gap=4)
        for id, found in uses.items():
            self._add(listed, names.get(id, ""), found)
        listed.addStretch(1)
        lines.addWidget(scrolled(inner), 1)
        self.others = button(self.words, msgn("Delete the other {n}", "Delete the other {n}", free), "", context.theme)
        self.others.setVisible(free > 0)
        close = button(self.words, msg("Close"), "filled")
        close.setDefault(True)
        foot = row(gap=10)
        foot.addWidget(self.others)
        foot.addStretch(1)
        foot.addWidget(close)
        lines.addLayout(foot)
        self.others.clicked.connect(self.accept)
        close.clicked.connect(self.reject)

    def _add(self, lines: QVBoxLayout, name: str, uses: Sequence[Use]) -> None:
        head = text_label(strong=True, wrap=True)
        head.setText(name or "–")
        lines.addWidget(head)
        for use in uses[:_SHOWN]:
            link = JumpLine(self._context.theme, self._said(use))
            link.clicked.connect(lambda _on=False, use=use: self._go(use))
            self.links.append(link)
            lines.addWidget(link)
        if len(uses) > _SHOWN:
            more = text_label(ink="text3")
            left = len(uses) - _SHOWN
            lines.addWidget(self.words.put(more, msgn("and {n} more", "and {n} more", left)))

    def _said(self, use: Use) -> str:
        name = self._tongue.words(use.name) if isinstance(use.name, Text) else use.name
        when = ""
        if use.when is not None:
            day = use.when.date() if isinstance(use.when, datetime) else use.when
            when = short_date(day, self._tongue.language)
            when += f" {clock(use.when)}" if isinstance(use.when, datetime) else ""
        role = self._context.language.say(use.role)
        return " · ".join(part for part in (when, name, role) if part)

    def _go(self, use: Use) -> None:
        shell, page = self._context.shell, PAGES.get(use.kind, "")

        def go() -> None:
            if use.trip_id is not None:
                shell.choose_trip(use.trip_id)
            shell.go(page or ("programme" if use.trip_id is not None else "trips"), use.uuid if page else None)

        self.went = go
        self.reject()
