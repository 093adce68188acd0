"""The sheet that unlocks the vault: by passphrase, by the recovery sheet, or by this station’s keyring."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.privacy.vault_settings import open_by_station
from tripplanner.store.vault import faults, ways
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, ask
from tripplanner.ui.forms import refuse
from tripplanner.ui.language import Words
from tripplanner.ui.vault.creating import offer_to_create
from tripplanner.ui.widgets.basics import Segments, button, column, row, text_label

_BY = (("passphrase", msg("Passphrase")), ("recovery", msg("Recovery sheet")))


class UnlockDialog(Dialog):
    """Accepted when the vault is open. The passphrase is checked in a job, for it is slow on purpose."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self.words = context, Words(context.language, self)
        self.words.put(self, msg("Unlock the vault"), "setWindowTitle")
        self.setMinimumWidth(context.theme.px(440))
        found = context.workspace.get(ways.status, context.workspace.vault)
        about = msg("Passports, diets and health are encrypted. They can be read until the vault is locked again.")
        self.by = Segments(self.words, _BY, msg("Unlock by"))
        self.by.choose("passphrase" if found.has("passphrase") else "recovery")
        self.by.chosen.connect(lambda _key: self._ready())
        self.secret = QLineEdit()
        self.secret.setClearButtonEnabled(False)
        self.wrong = text_label(ink="error", wrap=True)
        self.wrong.hide()
        lines = column(self, (24, 20, 24, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), msg("Unlock the vault")))
        lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), about))
        lines.addWidget(self.by)
        lines.addWidget(self.secret)
        lines.addWidget(self.wrong)
        lines.addLayout(self._foot(found))
        self._ready()

    def _foot(self, found: ways.Status) -> QHBoxLayout:
        theme = self._context.theme
        self.station = button(self.words, msg("By this station"))
        self.station.setVisible(found.has("keyring", self._context.workspace.vault.holder))
        cancel = button(self.words, msg("Cancel"))
        self.go = button(self.words, msg("Unlock"), "filled", theme, "lock-open")
        for one in (self.station, cancel):
            one.setAutoDefault(False)
        self.go.setDefault(True)
        self.station.clicked.connect(lambda _c=False: self._unlock_by_station())
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(lambda _c=False: self.unlock())
        line = row(gap=10)
        line.addWidget(self.station)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.go)
        return line

    def _ready(self) -> None:
        """Empty, and hidden from eyes where it is a passphrase; a code is read off a sheet and compared."""
        typed = self.by.current() == "passphrase"
        self.secret.clear()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password if typed else QLineEdit.EchoMode.Normal)
        name = msg("Passphrase") if typed else msg("Code of the recovery sheet")
        self.words.put(self.secret, name, "setAccessibleName")
        self.words.put(self.secret, name, "setPlaceholderText")
        self.wrong.hide()
        self.secret.setFocus()

    def unlock(self) -> None:
        """Try what was typed."""
        verb = ways.unlock_by_passphrase if self.by.current() == "passphrase" else ways.unlock_by_recovery
        workspace, secret = self._context.workspace, Secret(self.secret.text())
        self._try(lambda: workspace.get(verb, workspace.vault, secret))

    def _unlock_by_station(self) -> None:
        workspace = self._context.workspace

        def work() -> None:
            if not workspace.get(open_by_station, workspace.vault):
                raise faults.no_keyring()

        self._try(work)

    def _try(self, work: Callable[[], object]) -> None:
        self.go.setEnabled(False)
        self._context.jobs.start(
            msg("Opening the vault"), lambda _progress: work(), done=lambda _v: self._opened(), failed=self._refused
        )

    def _opened(self) -> None:
        if shiboken6.isValid(self):
            self.secret.clear()
            self.accept()

    def _refused(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            return
        self.go.setEnabled(True)
        if not isinstance(error, TripPlannerError):
            self._context.shell.trouble(error)
            return
        refuse(self.wrong, self.secret, error.sentence(self._context.language.code))
        self.secret.selectAll()


def unlocked(context: Context, parent: QWidget | None) -> bool:
    """Whether the vault is open now; asks for it where it is locked, and offers to make one where there is none."""
    workspace = context.workspace
    state = workspace.get(ways.status, workspace.vault).state
    if state == "none":
        offer_to_create(context, parent)
        return False
    return state == "open" or ask(UnlockDialog(context, parent))
