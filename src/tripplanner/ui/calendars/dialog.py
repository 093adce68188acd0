"""Which phone? Chooses the file, says in one sentence how it is opened there, and shows how it will look."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QFrame, QRadioButton, QWidget

from tripplanner.dates import short_date
from tripplanner.documents.calendars.content import FLAVOURS
from tripplanner.documents.calendars.phones import PHONES, phone
from tripplanner.documents.calendars.preview import Shown
from tripplanner.i18n import Message, languages, msg, msgn
from tripplanner.planning import feeds
from tripplanner.planning.participants import Participant
from tripplanner.ui.calendars import work
from tripplanner.ui.calendars.code import QrCode
from tripplanner.ui.calendars.month import Month
from tripplanner.ui.calendars.work import Chosen, Ground
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, fit
from tripplanner.ui.jobs import Job
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.shell import Offer
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import button, column, frame, narrow_combo, row, scrolled, text_label
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.lists import RowList

_WHOLE = msg("The whole trip, for the office")
_FLAVOUR = {
    "standard": msg("One file, with places on the map and the time of the drive."),
    "phone": msg("The plain file, with hours in universal time, and a folder with one file per event."),
}
assert _FLAVOUR.keys() <= set(FLAVOURS)


class PhoneDialog(Dialog):
    """For one trip; ``person`` is the UUID of whoever it opens on, nothing for the whole trip."""

    def __init__(self, context: Context, trip: int, person: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.trip, self._person = context, trip, person
        self.words = Words(context.language, self)
        self.ground: Ground | None = None
        self.events: tuple[Shown, ...] = ()
        self._job: Job | None = None
        self.words.put(self, msg("Calendar for a phone"), "setWindowTitle")
        panes = row(gap=20)
        panes.addWidget(self._build_choices(), 2)
        panes.addWidget(self._build_preview(), 3)
        lines = column(self, (22, 18, 22, 14), 12)
        lines.addWidget(self.words.put(text_label(size="section"), msg("Calendar for a phone")))
        lines.addLayout(panes, 1)
        lines.addLayout(self._build_buttons())
        fit(self, context.theme.px(940), context.theme.px(690))
        self._show_address("")
        self._offer(False)
        self._allow(False)
        self._load()

    # -- building

    def _build_choices(self) -> QWidget:
        inner = QWidget()
        lines = column(inner, (0, 0, 8, 0), 4)
        self.person = self._combo(lines, msg("Whose calendar"), 18)
        self.language = self._combo(lines, msg("Language"), 10)
        lines.addSpacing(6)
        lines.addWidget(self.words.put(text_label(ink="text2"), msg("Read on")))
        self.phones = QButtonGroup(self)
        for at, one in enumerate(PHONES):
            choice = self.words.control(QRadioButton(), one.title)
            self.phones.addButton(choice, at)
            lines.addWidget(choice)
        self.phones.idClicked.connect(self._phone_chosen)
        lines.addSpacing(6)
        self.opening = text_label(wrap=True, strong=True)
        self.flavour = text_label(ink="text2", size="dense", wrap=True)
        lines.addWidget(self.opening)
        lines.addWidget(self.flavour)
        lines.addSpacing(8)
        self._build_address(lines)
        lines.addStretch(1)
        self.person.activated.connect(lambda _at: self._person_chosen())
        self.language.activated.connect(lambda _at: self._show())
        return scrolled(inner)

    def _combo(self, lines: Any, name: Message, letters: int) -> QComboBox:
        made = narrow_combo(letters)
        head = self.words.put(text_label(ink="text2"), name)
        head.setBuddy(made)
        self.words.put(made, name, "setAccessibleName")
        lines.addWidget(head)
        lines.addWidget(made)
        return made

    def _build_address(self, lines: Any) -> None:
        """Where the calendar can be subscribed to, once it is published."""
        lines.addWidget(self.words.put(text_label(ink="text2"), msg("Subscription")))
        self.unpublished = text_label(ink="text3", wrap=True)
        self.code = QrCode(self.context.theme)
        self.address = ElidedLabel(ink="text2")
        self.copy = button(self.words, msg("Copy the address"), "", self.context.theme, "copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda _c=False: self._copy())
        lines.addWidget(self.unpublished)
        beside = column(gap=6)
        beside.addStretch(1)
        beside.addWidget(self.address)
        beside.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        last = row(gap=12)
        last.addWidget(self.code)
        last.addLayout(beside, 1)
        lines.addLayout(last)

    def _build_preview(self) -> QFrame:
        card = frame("card")
        lines = column(card, (14, 12, 14, 8), 8)
        self.month = Month(self.context.theme, self.context.language)
        self.month.chosen.connect(self._day_chosen)
        columns: tuple[Column[Shown], ...] = (
            Column("day", msg("Day"), lambda e: short_date(e.day, self.language.currentData() or "en"), width=112),
            Column("time", msg("Hour there, at home"), self._hours, self._home, tone=_tone, width=150),
            Column("title", msg("Event"), lambda e: e.title, second=lambda e: e.place, tone=_tone, width=170),
        )
        self.table = RowTable(columns, self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Events as the phone shows them"), 46)
        self.list.selectionModel().currentRowChanged.connect(lambda _now, _before: self._event_chosen())
        self.count = text_label(ink="text2", size="dense")
        lines.addWidget(self.month)
        lines.addWidget(self.count)
        lines.addWidget(self.list, 1)
        return card

    def _build_buttons(self) -> Any:
        theme = self.context.theme
        self.publish = button(self.words, msg("Publish…"), "", theme, "upload")
        close = button(self.words, msg("Close"))
        self.save = button(self.words, msg("Save in a folder…"), "filled", theme, "save")
        self.save.setDefault(True)
        self.publish.clicked.connect(lambda _c=False: self._publish())
        close.clicked.connect(self.reject)
        self.save.clicked.connect(lambda _c=False: self._ask_folder())
        foot = row(gap=10)
        foot.addWidget(self.publish)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.save)
        return foot

    # -- what is shown

    def _load(self) -> None:
        workspace, trip = self.context.workspace, self.trip
        self._run(msg("Reading the calendars"), lambda _p: workspace.get(work.read_ground, trip), self._arrived)

    def _run(self, label: Message, job: Any, done: Any) -> None:
        """In a job; its end is told while the dialog is there."""
        if self._job is not None:
            self._job.done = None
            self._job.cancel()

        def arrived(value: Any) -> None:
            if shiboken6.isValid(self):
                self._job = None
                done(value)

        self._job = self.context.jobs.start(label, job, done=arrived, failed=self.context.shell.trouble)

    def _arrived(self, ground: Ground) -> None:
        first = self.ground is None
        self.ground = ground
        if first:
            self._fill(ground)
            self._offer(True)
            self.person.setFocus()
        self._person_chosen()

    def _fill(self, ground: Ground) -> None:
        self.person.addItem(self.words.say(_WHOLE), None)
        for reader in ground.calendar.readers:
            self.person.addItem(one_line(reader.name.printed), reader.uuid)
        self.person.setCurrentIndex(max(0, self.person.findData(self._person or None)))
        for code in dict.fromkeys((*ground.calendar.trip.languages, *languages())):
            self.language.addItem(ENDONYMS.get(code, code), code)

    def _reader(self) -> Participant | None:
        wanted = self.person.currentData()
        assert self.ground is not None
        return next((reader for reader in self.ground.calendar.readers if reader.uuid == wanted), None)

    def _person_chosen(self) -> None:
        """Somebody else: their language, and what they were said to read it on."""
        ground, reader = self.ground, self._reader()
        assert ground is not None
        known = ground.phones.get(reader.person_id, "") if reader else "outlook"
        self.phones.button(PHONES.index(phone(known))).setChecked(True)
        language = reader.language if reader else next(iter(ground.calendar.trip.languages), "en")
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self._show_address(ground.addresses.get(reader.person_id if reader else None, ""))
        self._show()

    def _phone_chosen(self, at: int) -> None:
        """Remembered for this person, where the database can be written."""
        reader, ground, key = self._reader(), self.ground, PHONES[at].key
        if reader is not None and ground is not None and not self.context.workspace.read_only:
            ground.phones[reader.person_id] = key
            label = msg("what calendars are read on")
            self.context.workspace.do(label, feeds.set_phone, self.trip, reader.person_id, key)
        self._show()

    def chosen(self) -> Chosen:
        """What is asked for."""
        return Chosen(self._reader(), self.language.currentData(), PHONES[self.phones.checkedId()])

    def _show(self) -> None:
        ground, chosen = self.ground, self.chosen()
        assert ground is not None
        self.words.put(self.opening, chosen.phone.opening)
        self.words.put(self.flavour, _FLAVOUR[chosen.phone.flavour])
        self._run(
            msg("Preparing the calendar"),
            lambda _progress: work.shown(ground, chosen, chosen.language),
            self._show_events,
        )

    def _show_events(self, events: tuple[Shown, ...]) -> None:
        self.events = events
        self.table.set_rows(events)
        days = [event.day for event in events if not event.cancelled]
        trip = self.ground.calendar.trip if self.ground else None
        self.month.put(days, min(days, default=trip.first_day if trip else self.month.day))
        self.list.select_position(0 if events else -1)
        number, release = len(events), self.ground.release if self.ground else None
        self.words.put(
            self.count,
            msgn("{n} event, version {number}", "{n} events, version {number}", number, number=release)
            if release
            else msgn("{n} event, draft", "{n} events, draft", number),
        )
        self._allow(True)

    def _show_address(self, address: str) -> None:
        why = msg("Not published yet: people can subscribe once it is.")
        if self.ground is not None and self.ground.release is None:
            why = msg("A calendar can be published once the programme is released.")
        self.words.put(self.unpublished, why)
        self.unpublished.setVisible(not address)
        self.code.put(address)
        self.words.put(self.code, msg("QR code of the address"), "setAccessibleName")
        self.address.setText(address)
        self.address.setToolTip(for_tooltip(address))
        for widget in (self.address, self.copy):
            widget.setVisible(bool(address))

    def _offer(self, on: bool) -> None:
        """What is chosen of the calendars can be once they are read."""
        for choice in (self.person, self.language, *self.phones.buttons()):
            choice.setEnabled(on)

    def _allow(self, on: bool) -> None:
        self.save.setEnabled(on)
        may = on and self.ground is not None and self.ground.release is not None
        self.publish.setEnabled(may and not self.context.workspace.read_only)

    def _hours(self, event: Shown) -> str:
        return event.local or self.words.say(msg("all day"))

    def _home(self, event: Shown) -> str:
        return self.words.say(msg("at home {hours}", hours=event.home)) if event.home else ""

    def _event_chosen(self) -> None:
        event = self.list.current_row()
        if isinstance(event, Shown) and event.day != self.month.day:
            self.month.move_to(event.day)

    def _day_chosen(self, day: date) -> None:
        """The first event of that day, where there is one."""
        for position, event in enumerate(self.events):
            if event.day == day:
                self.list.select_position(position)
                return

    # -- what is done

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.context.shell.say(msg("The address is copied."), "ok", None)

    def _ask_folder(self) -> None:
        before = self.context.settings.get("documents/folder", str(Path.home()))
        found = QFileDialog.getExistingDirectory(self, self.words.say(msg("Save in a folder…")), before)
        if found:
            self.save_in(Path(found))

    def save_in(self, folder: Path) -> None:
        """Write what is shown into ``folder``, in a job."""
        ground, chosen, language = self.ground, self.chosen(), self.context.language.code
        assert ground is not None

        def saved(files: list[Path]) -> None:
            self.context.settings.set("documents/folder", str(folder))
            show = Offer(msg("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            self.context.shell.say(msg("Saved: {name}", name=files[0].name), "ok", show)

        self._run(msg("Saving the calendar"), lambda p: work.save(ground, chosen, folder, language, p), saved)

    def _publish(self) -> None:
        from tripplanner.ui.calendars.publishing import PublishSheet
        from tripplanner.ui.dialogs import ask

        if ask(PublishSheet(self.context, self.trip, self)):
            self._load()


def _tone(event: Shown) -> str:
    return "text3" if event.cancelled else ""


def open_dialog(context: Context, trip: int, person: str, parent: QWidget) -> None:
    """Shows the dialog until it is closed."""
    from tripplanner.ui.dialogs import ask

    ask(PhoneDialog(context, trip, person, parent))
