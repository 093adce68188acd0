"""Above the pages: why the document cannot be made now. The last good pages stay below it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from tripplanner.errors import TripPlannerError
from tripplanner.ui.documents.outcome import told
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import row, text_label
from tripplanner.ui.widgets.chips import Badge


class Sentence(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "head")
        self._words = words
        self.text = text_label(ink="error", wrap=True)
        line = row(self, (12, 6, 12, 6), 10)
        line.addWidget(Badge(theme, "circle-x", "error", 28))
        line.addWidget(self.text, 1)
        self.hide()

    def say(self, error: TripPlannerError | None) -> None:
        """What happened and what to do."""
        what, rest = told(error)
        self.text.setText(" ".join(map(self._words.say, (what, *rest))))
        self.show()
