"""Above the pages: why the document is not made now. The last good pages stay below it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message
from tripplanner.ui.documents.outcome import told
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import restyle, row, text_label
from tripplanner.ui.widgets.chips import Badge


class Sentence(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "head")
        self._words = words
        self.text = text_label(wrap=True)
        self._badge = Badge(theme, "circle-x", "error", 28)
        line = row(self, (12, 6, 12, 6), 10)
        line.addWidget(self._badge)
        line.addWidget(self.text, 1)
        self.hide()

    def say(self, error: TripPlannerError | None) -> None:
        """What happened and what to do."""
        what, rest = told(error)
        self._show(" ".join(map(self._words.say, (what, *rest))), "circle-x", "error")

    def note(self, message: Message) -> None:
        """What is to be known of the pages below, though nothing went wrong."""
        self._show(self._words.say(message), "info", "info")

    def _show(self, words: str, icon: str, tone: str) -> None:
        self._badge.put(icon, tone)
        restyle(self.text, ink=tone)
        self.text.setText(words)
        self.show()
