"""What this program is, its version and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from tripplanner import __version__
from tripplanner.i18n import msg
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Language, Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, row, text_label
from tripplanner.ui.widgets.landscape import Mark


class AboutDialog(Dialog):
    """Name, version, licences."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.words = Words(language, self)
        self.words.put(self, msg("About tripplanner"), "setWindowTitle")
        lines = column(self, (28, 24, 28, 20), 10)
        head = row(gap=12)
        head.addWidget(Mark(theme, 40))
        title = text_label(size="title")
        title.setText(f"tripplanner {__version__}")
        head.addWidget(title, 1)
        lines.addLayout(head)
        about = msg("Study trips for foreign delegations: programmes, documents in two languages, calendars.")
        thanks = msg("Icons: Lucide (ISC). Fonts: Noto Sans (OFL). Window: Qt {version} (LGPL).", version=qVersion())
        for sentence in (about, thanks):
            lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), sentence))
        close = button(self.words, msg("Close"), "filled")
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        lines.addLayout(foot)
        self.setMinimumWidth(theme.px(420))
