"""Publishing the calendars of the latest release: to which place, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from tripplanner.documents.calendars.sharing import Shared, share, take_back
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.sharing.targets import (
    KINDS,
    NoKeyring,
    Target,
    drop_target,
    keep_target,
    list_targets,
    password_of,
)
from tripplanner.i18n import Message, msg, msgn
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import fit
from tripplanner.ui.jobs import Job
from tripplanner.ui.plain import one_line
from tripplanner.ui.versions.sheets import Sheet
from tripplanner.ui.widgets.basics import button, narrow_combo, text_label

_LAST = "sharing.last"
_SENTENCE = msg(
    "The office gets the calendar of the whole trip, each person their own, under an address that nobody can guess. "
    "What was published before is brought up to date."
)
_PUBLIC = msg("Others read it at")
_NO_ADDRESS = msg("The address is missing.")
_NOT_KEPT = msg("No keyring keeps the password here: it is asked for each time.")
_HINTS = {
    "folder": msg("Choose a folder that a web server or a cloud shows to others, and say below under which address."),
    "webdav": msg(
        "The WebDAV address of a folder, such as https://cloud.example.org/remote.php/dav/files/office/trips/."
    ),
    "caldav": msg(
        "The CalDAV address of the calendars, such as https://cloud.example.org/remote.php/dav/calendars/office/."
    ),
}


class PublishSheet(Sheet):
    """Accepted once everything lies where it should; until then what went wrong is said in the sheet."""

    def __init__(self, context: Context, trip: int, parent: QWidget | None) -> None:
        super().__init__(context, msg("Publish the calendars"), _SENTENCE, msg("Publish"), "upload", parent)
        self.trip = trip
        self._job: Job | None = None
        self._secret: str | None = None  # typed where no keyring keeps it
        self._tried = ""  # the place that this sheet added
        self.places = narrow_combo(18)
        self._labelled(msg("Publish to"), self.places, 0)
        self.kind = narrow_combo(10)
        for key, title in KINDS.items():
            self.kind.addItem(self.words.say(title), key)
        self._labelled(msg("Folder or server"), self.kind, 1)
        self.name = self.field(msg("Name"), 2, span=2)
        self.address = self.field(msg("Address"), 3)
        self.browse = button(self.words, msg("Choose the folder…"), "", context.theme, "folder-open")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(lambda _c=False: self._browse())
        self.form.addWidget(self.browse, 3, 2)
        self.user = self.field(msg("User"), 4, span=2)
        self.password = self.field(msg("Password"), 5, span=2)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.public = self.field(_PUBLIC, 6, span=2)
        self.hint = text_label(ink="text3", size="dense", wrap=True)
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.hint)
        self.body.addWidget(self.trouble)
        self.back = button(self.words, msg("Take away what is there"), "link")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda _c=False: self._start(self._take_away, self._taken_away))
        self._foot.insertWidget(0, self.back)
        self.places.activated.connect(lambda _at: self._place_chosen())
        self.kind.activated.connect(lambda _at: self._kind_chosen())
        self._fill()
        self.places.setFocus()
        fit(self, context.theme.px(560), context.theme.px(480))

    def _labelled(self, name: Message, control: QWidget, line: int) -> None:
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setBuddy(control)
        self.words.put(label, name)
        self.words.put(control, name, "setAccessibleName")
        self.form.addWidget(label, line, 0)
        self.form.addWidget(control, line, 1, 1, 2)

    # -- the place

    def _fill(self) -> None:
        known = list_targets(self.context.settings)
        for target in known:
            self.places.addItem(one_line(target.name), target)
        self.places.addItem(self.words.say(msg("Another place…")), None)
        last = self.context.settings.get(_LAST, "")
        at = next((i for i, target in enumerate(known) if target.name == last), 0)
        self.places.setCurrentIndex(at)
        self._place_chosen()

    def _place_chosen(self) -> None:
        target = self.places.currentData() or Target("", "folder", "")
        self.kind.setCurrentIndex(max(0, self.kind.findData(target.kind)))
        self.name.setText(target.name)
        self.address.setText(target.address)
        self.user.setText(target.user)
        self.public.setText(target.public)
        self.password.clear()
        kept = bool(target.user and password_of(target))
        self.password.setPlaceholderText(self.words.say(msg("kept in the keyring")) if kept else "")
        self.back.setVisible(bool(target.name))
        self._kind_chosen()

    def _kind_chosen(self) -> None:
        kind = self.kind.currentData()
        self.words.put(self.hint, _HINTS[kind])
        for field in (self.user, self.password):
            field.setEnabled(kind != "folder")
        self.browse.setVisible(kind == "folder")
        self.address.setPlaceholderText("" if kind == "folder" else "https://")
        self.public.setPlaceholderText("https://")

    def _browse(self) -> None:
        before = self.address.text() or str(Path.home())
        found = QFileDialog.getExistingDirectory(self, self.words.say(msg("Choose the folder…")), before)
        if found:
            self.address.setText(found)

    def target(self) -> Target:
        """The place as it is typed now; without a name it is called as its folder or server is."""
        kind, address = self.kind.currentData(), self.address.text().strip()
        user = "" if kind == "folder" else self.user.text()
        called = Path(address).name if kind == "folder" else QUrl(address).host()
        return Target(self.name.text().strip() or called, kind, address, user, self.public.text())

    # -- doing

    def accept(self) -> None:
        """Publish; the sheet goes away when that is done."""
        self._start(self._share, self._shared)

    def reject(self) -> None:
        """Stop what is under way; without that, leave."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def _start(self, work: Any, done: Any) -> None:
        """Keep the place, then work there in a job."""
        if self._job is not None:
            return
        self.trouble.hide()
        try:
            target = self._keep()
        except TripPlannerError as error:
            self._failed(error)
            return
        self._working(True)
        self._job = self.context.jobs.start(
            msg("Publishing the calendars"), lambda progress: work(target, progress),
            done=lambda value: self._ended(done, value), failed=self._failed, cancelled=self._cancelled,
        )  # fmt: skip

    def _keep(self) -> Target:
        """Keep the place as it is typed, in place of one that this sheet tried before; the password where it can be.

        Where no keyring keeps it, it is used this once and asked for again.
        """
        settings, wanted, typed = self.context.settings, self.target(), self.password.text()
        if not wanted.address:
            raise TripPlannerError(_NO_ADDRESS, msg("Nothing was changed."), msg("Type where to publish to."))
        known = {one.name.casefold() for one in list_targets(settings)}
        self._secret = None
        try:
            target = keep_target(settings, wanted, typed or None)
        except NoKeyring:
            target, self._secret = keep_target(settings, wanted), typed
        if self._tried and self._tried != target.name:
            drop_target(settings, self._tried)
            self._tried = ""
        if target.name.casefold() not in known:
            self._tried = target.name
        settings.set(_LAST, target.name)
        return target

    def _share(self, target: Target, progress: Any) -> list[Shared]:
        return share(self.context.workspace, self.trip, target, password=self._secret, progress=progress)

    def _take_away(self, target: Target, progress: Any) -> int:
        return take_back(self.context.workspace, self.trip, target, password=self._secret, progress=progress)

    def _working(self, on: bool) -> None:
        """What is published where stays as it was asked for until that is done."""
        self.bar.setVisible(on)
        fields = (self.places, self.kind, self.name, self.address, self.browse, self.user, self.password, self.public)
        for control in (self.ok, self.back, *fields):
            control.setEnabled(not on)
        if not on:
            self._kind_chosen()

    def _ended(self, done: Any, value: Any) -> None:
        if shiboken6.isValid(self):
            self._job = None
            self._working(False)
            done(value)

    def _shared(self, shared: list[Shared]) -> None:
        said = msgn("{n} calendar published.", "{n} calendars published.", len(shared))
        if self._secret is None:
            self.context.shell.say(said, "ok", None)
        else:
            self.context.shell.say(msg("{published} {kept}", published=said, kept=_NOT_KEPT), "warn", None)
        super().accept()

    def _taken_away(self, gone: int) -> None:
        path = self.target().address
        self.context.shell.say(
            msgn("{n} file taken away from {path}", "{n} files taken away from {path}", gone, path=path), "ok", None
        )
        super().accept()

    def _cancelled(self) -> None:
        if shiboken6.isValid(self):
            self._job = None
            self._working(False)
            self.ok.setFocus()
            said = msg("Stopped. What was published is still there, and the rest follows with the next publication.")
            self.context.shell.say(said, "info", None)

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            self.context.shell.trouble(error)
            return
        self._job = None
        self._working(False)
        if not isinstance(error, TripPlannerError):
            self.context.shell.trouble(error)
            return
        self.trouble.setText(error.sentence(self.context.language.code))
        self.trouble.setAccessibleName(self.trouble.text())
        self.trouble.show()
        self.address.setAccessibleDescription(self.trouble.text())
        self.address.setFocus()
