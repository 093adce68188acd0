"""Two to four cases side by side, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.learning.case_content import Content
from tripplanner.planning.learning.fields import FIELDS
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, fit
from tripplanner.ui.language import Words
from tripplanner.ui.library.shelf import Tongue
from tripplanner.ui.plain import breakable, in_script
from tripplanner.ui.widgets.basics import button, column, row, rule, text_label

MOST = 4
#: Shown in the head of each column, or of no use beside each other.
_LEFT_OUT = ("code", "title", "sources", "to_verify", "author", "original_language", "scale_words", "region_words")


class Comparison(Dialog):
    """The cases in columns; a field that none of them has is left out."""

    def __init__(self, context: Context, cases: Sequence[Content], tongue: Tongue, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._tongue = tongue
        self.words = Words(context.language, self)
        self.words.put(self, msg("Case studies side by side"), "setWindowTitle")
        fit(self, context.theme.px(280 + 250 * len(cases)), context.theme.px(760))
        inner = QWidget()
        self.grid = QGridLayout(inner)
        self.grid.setContentsMargins(4, 4, 12, 4)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.put(area, msg("Case studies side by side"), "setAccessibleName")
        close = button(self.words, msg("Close"), "filled")
        close.clicked.connect(self.accept)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(close)
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), msg("Case studies side by side")))
        lines.addWidget(area, 1)
        lines.addLayout(foot)
        self._fill(cases)

    def _fill(self, cases: Sequence[Content]) -> None:
        for at, case in enumerate(cases, 1):
            name = self._label(f"{case.code} · {self._tongue.words(case.title)}", strong=True)
            self.grid.addWidget(name, 0, at, Qt.AlignmentFlag.AlignTop)
            self.grid.setColumnStretch(at, 3)
        self.grid.setColumnStretch(0, 1)
        line = 1
        for field in FIELDS:
            cells = [self._lines(case, field.key) for case in cases]
            if field.key in _LEFT_OUT or not any(cells):
                continue
            self.grid.addWidget(rule(), line, 0, 1, len(cases) + 1)
            name = self.words.put(text_label(ink="text2", size="dense", strong=True, wrap=True), field.title)
            self.grid.addWidget(name, line + 1, 0, Qt.AlignmentFlag.AlignTop)
            for at, words in enumerate(cells, 1):
                self.grid.addWidget(self._label("\n".join(words) or "–"), line + 1, at, Qt.AlignmentFlag.AlignTop)
            line += 2
        self.grid.setRowStretch(line, 1)

    def _lines(self, case: Content, key: str) -> list[str]:
        """The lines of a field in the first language that each has; several ones begin with a dash."""
        field = next(one for one in FIELDS if one.key == key)
        found = [self._said(line.words) for line in field.lines(case)]
        if key == "countries":
            found = [self._tongue.listed(map(self._tongue.country, case.countries))] if case.countries else []
        return [f"– {words}" for words in found] if len(found) > 1 else found

    def _said(self, words: object) -> str:
        assert isinstance(words, dict)
        return words[""] if "" in words else self._tongue.words(Text.of(next(iter(words)), **words))

    def _label(self, words: str, strong: bool = False) -> QLabel:
        made = in_script(text_label(strong=strong, wrap=True), breakable(words))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made
