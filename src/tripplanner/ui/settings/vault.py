"""The vault of protected values: made with its recovery sheet, opened, locked; who may open it, and how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from tripplanner.dates import list_comma
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.privacy.rotating import rotate
from tripplanner.planning.privacy.vault_settings import (
    IDLE_CHOICES,
    set_vault_settings,
    trust_station,
    vault_settings,
)
from tripplanner.store.vault import ways
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.settings.section import Section
from tripplanner.ui.vault.creating import Make, asked_passphrase, asked_place, create_vault, make_sheet
from tripplanner.ui.vault.keeper import VaultWatch
from tripplanner.ui.vault.unlock import unlocked
from tripplanner.ui.widgets.basics import button, text_label
from tripplanner.ui.widgets.flow import Flow

_ABOUT = msg("Passports, birth dates, diets, health, mobility and emergency contacts are encrypted one by one.")
_STATE = {
    "none": msg("There is no vault yet. Its recovery sheet is made with it."),
    "locked": msg("The vault is locked."),
    "open": msg("The vault is open."),
}


class _Lines(QWidget):
    """As high as its lines of buttons need at its width: the page would squeeze what stands around them."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._claim()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._claim()
        return done

    def _claim(self) -> None:
        layout = self.layout()
        if layout is not None and self.minimumHeight() != (high := layout.heightForWidth(self.width())):
            self.setMinimumHeight(high)


class VaultSection(Section):
    """What can be done depends on the state; every change of the keys happens in a job, for it is slow on purpose."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(words, msg("Vault"), _ABOUT)
        self._context = context
        self._status = ways.Status("none")
        self.state = text_label(strong=True, wrap=True)
        self.openings = text_label(ink="text2", size="dense", wrap=True)
        for at, line in enumerate((self.state, self.openings), start=2):  # below heading and sentence
            self.lines.insertWidget(at, line)
        self._build_settings()
        self._build_buttons()
        self._watch = VaultWatch(context, self)
        self._watch.changed.connect(self.refresh)
        self.refresh()

    def _build_settings(self) -> None:
        self.idle = QComboBox()
        for minutes in IDLE_CHOICES:
            self.idle.addItem("", minutes)
        self.stations = QCheckBox()
        self.words.put(self.stations, msg("A station may open it by its own keyring"), "setText")
        self.words.put(self.stations, msg("A station may open it by its own keyring"), "setAccessibleName")
        self.add(msg("Lock it when it is not used for"), self.idle)
        self.lines.addWidget(self.stations)
        self.idle.activated.connect(lambda _i: self._set(idle_minutes=self.idle.currentData()))
        self.stations.clicked.connect(lambda on: self._set(stations=bool(on)))

    def _build_buttons(self) -> None:
        theme = self._context.theme
        self.create_one = button(self.words, msg("Create the vault…"), "filled", theme, "shield-check")
        self.unlock = button(self.words, msg("Unlock…"), "filled", theme, "lock-open")
        self.lock = button(self.words, msg("Lock now"), "", theme, "lock")
        self.passphrase = button(self.words, msg("Change the passphrase…"))
        self.sheet = button(self.words, msg("New recovery sheet…"))
        self.trust = button(self.words, msg("Let this station open it"))
        self.forget = button(self.words, msg("This station forgets it"))
        self.rotate = button(self.words, msg("Encrypt everything anew…"))
        runs: dict[QPushButton, Callable[[], object]] = {
            self.create_one: self.create_vault,
            self.unlock: lambda: unlocked(self._context, self.window()),
            self.lock: self._context.workspace.vault.lock,
            self.passphrase: self._change_passphrase,
            self.sheet: lambda: self._with_sheet(msg("make a new recovery sheet"), ways.new_sheet),
            self.trust: lambda: self._do(msg("let this station open the vault"), trust_station),
            self.forget: lambda: self._do(msg("let this station forget the vault"), ways.forget_station),
            self.rotate: self._rotate,
        }
        ground = _Lines()
        flow = Flow(ground, 8)
        for one, run in runs.items():
            one.clicked.connect(lambda _c=False, run=run: run())
            flow.addWidget(one)
        self.lines.addWidget(ground)

    # -- showing

    def refresh(self) -> None:
        """How the vault is now, and what can be done about it."""
        workspace = self._context.workspace
        self._status = workspace.get(ways.status, workspace.vault)
        state = self._status.state
        self.words.put(self.state, _STATE[state])
        self.openings.setText(self._said_openings())
        self.openings.setVisible(state != "none")
        own, write = self._status.has("keyring", workspace.vault.holder), not workspace.read_only
        shown = {
            self.create_one: state == "none" and write,
            self.unlock: state == "locked",
            self.lock: state == "open",
            self.passphrase: state == "open" and write,
            self.sheet: state == "open" and write,
            self.trust: state == "open" and write and not own,
            self.forget: own and write,
            self.rotate: state == "open" and write,
        }
        for one, visible in shown.items():
            one.setVisible(visible)
        self._show_settings()

    def _said_openings(self) -> str:
        found = self._status
        between = list_comma(self._context.language.code)
        stations = between.join(one.holder for one in found.openings if one.way == "keyring")
        said = [self.words.say(msg("recovery sheet"))] if found.has("recovery") else []
        said += [self.words.say(msg("passphrase"))] if found.has("passphrase") else []
        said += [self.words.say(msg("keyring of {holder}", holder=stations))] if stations else []
        return self.words.say(msg("It opens by: {ways}.", ways=between.join(said)))

    def _show_settings(self) -> None:
        chosen = self._context.workspace.get(vault_settings)
        for at, minutes in enumerate(IDLE_CHOICES):
            self.idle.setItemText(at, self.words.say(msgn("{n} minute", "{n} minutes", minutes)))
        self.idle.setCurrentIndex(max(0, self.idle.findData(chosen.idle_minutes)))
        self.stations.setChecked(chosen.stations)
        for one in (self.idle, self.stations):
            one.setEnabled(not self._context.workspace.read_only)

    def _set(self, **changes: Any) -> None:
        try:
            self._context.workspace.do(msg("change the settings of the vault"), set_vault_settings, **changes)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
        self.refresh()

    # -- doing

    def create_vault(self) -> None:
        """Ask for a passphrase, or none, and where the sheet goes; then make both."""
        create_vault(self._context, self.window(), self.refresh)

    def _rotate(self) -> None:
        words = asked_passphrase(self._context, self.window(), optional=True)
        if words is not None:
            self._with_sheet(msg("encrypt everything under a new key"), rotate, words or None)

    def _change_passphrase(self) -> None:
        words = asked_passphrase(self._context, self.window(), optional=False)
        if words is not None:
            self._do(msg("change the passphrase"), ways.set_passphrase, words)

    def _with_sheet(self, label: Message, make: Make, *secrets: Secret[str] | None) -> None:
        chosen = asked_place(self._context, self)
        if chosen is not None:
            self.make_sheet(label, make, chosen, *secrets)

    def make_sheet(self, label: Message, make: Make, target: Path, *secrets: Secret[str] | None) -> None:
        """Change the keys and write the sheet, in a job."""
        make_sheet(self._context, label, make, target, *secrets, done=self.refresh)

    def _do(self, label: Message, verb: Callable[..., object], *args: Any) -> None:
        workspace = self._context.workspace
        self._context.jobs.start(
            msg("Changing the keys of the vault"),
            lambda _progress: workspace.do(label, verb, workspace.vault, *args),
            done=lambda _v: self._done(label),
        )

    def _done(self, label: Message) -> None:
        self.refresh()
        self._context.shell.say(msg("Done: {what}", what=label), "ok", None)
