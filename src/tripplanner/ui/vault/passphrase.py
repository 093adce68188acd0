"""The sheet that takes a new passphrase, twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.ways import strong
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.forms import refuse
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import button, column, row, text_label


class PassphraseDialog(Dialog):
    """``secret`` is what was typed, empty where none is wanted, once the sheet is accepted."""

    def __init__(self, context: Context, optional: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._optional, self.secret = context, optional, Secret("")
        self.words = Words(context.language, self)
        self.words.put(self, msg("Passphrase of the vault"), "setWindowTitle")
        self.setMinimumWidth(context.theme.px(460))
        about = msg("Four or five unrelated words make a good one. It is kept nowhere: whoever forgets it needs the "
                    "recovery sheet.")  # fmt: skip
        lines = column(self, (24, 20, 24, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), msg("Passphrase of the vault")))
        lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), about))
        self.first, self.second = QLineEdit(), QLineEdit()
        for editor, name in ((self.first, msg("New passphrase")), (self.second, msg("Once more"))):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
            self.words.put(editor, name, "setPlaceholderText")
            self.words.put(editor, name, "setAccessibleName")
            lines.addWidget(editor)
        self.wrong = text_label(ink="error", wrap=True)
        self.wrong.hide()
        lines.addWidget(self.wrong)
        self.without = button(self.words, msg("Without a passphrase"))
        self.without.setVisible(optional)
        cancel = button(self.words, msg("Cancel"))
        self.go = button(self.words, msg("Go on"), "filled")
        self.go.setDefault(True)
        foot = row(gap=10)
        for one in (self.without, cancel):
            one.setAutoDefault(False)
        self.without.clicked.connect(lambda _c=False: self.accept())
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(lambda _c=False: self.go_on())
        foot.addWidget(self.without)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        lines.addLayout(foot)

    def go_on(self) -> None:
        """Accept what was typed twice and is long enough."""
        typed = Secret(self.first.text())
        try:
            if self.second.text() != self.first.text():
                raise TripPlannerError(msg("The two are not the same."), None, msg("Type the same words twice."))
            strong(typed)
        except TripPlannerError as error:
            refuse(self.wrong, self.first, error.sentence(self._context.language.code))
            self.first.selectAll()
            return
        self.secret = typed
        self.accept()
