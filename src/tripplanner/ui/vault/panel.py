"""What is protected about a person, at the foot of their card: six kinds, who looked, what they agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from sqlalchemy.orm import Session

from tripplanner.dates import long_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.privacy.classes import KINDS, keep_until, last_return, retention_days
from tripplanner.planning.privacy.consents import ConsentRow, list_consents
from tripplanner.planning.privacy.contents import Content
from tripplanner.planning.privacy.reveals import PURPOSES, SHOW, RevealRow, reveal, reveals_of
from tripplanner.planning.privacy.values import CHANGE, read_value, set_value
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.records.values import Writer
from tripplanner.ui.vault.consents import ConsentList
from tripplanner.ui.vault.field import ProtectedField
from tripplanner.ui.vault.keeper import VaultWatch, on_waking
from tripplanner.ui.vault.unlock import unlocked
from tripplanner.ui.widgets.basics import button, clear, column, row, text_label

_Told = tuple[tuple[RevealRow, ...], date | None, Mapping[str, int], tuple[ConsentRow, ...]]
_SECOND = 1000
_LISTED = 12


class ProtectedPanel(QWidget):
    """Shown on the cards of people; hidden, it shows nothing to anybody."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self.words = context, Words(context.language, self)
        self._person: tuple[int, str] | None = None
        self.fields = {kind: ProtectedField(context, self.words, kind) for kind in KINDS}
        self.consents = ConsentList(context, self.words)
        self._until = text_label(ink="text2", size="dense", wrap=True)
        self.log = button(self.words, msg("Who looked"), "link")
        self.log.setCheckable(True)
        self.log.toggled.connect(self._show_log)
        self._entries = column(gap=2)
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(self._tick)
        on_waking(self._tick)
        self._watch = VaultWatch(context, self)
        self._watch.changed.connect(self._vault_changed)
        self.words.also(self._retext)

    def _build(self) -> None:
        lines = column(self, gap=8)
        lines.addLayout(self._head())
        lines.addLayout(self._entries)
        for field in self.fields.values():
            field.asked.connect(self._ask)
            field.edited.connect(self._write)
            lines.addWidget(field)
        lines.addWidget(self._until)
        lines.addWidget(self.consents)

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        self._sign = sign
        self._draw()
        self._context.theme.changed.connect(self._draw)
        head = row(gap=6)
        head.addWidget(sign)
        head.addWidget(self.log)
        head.addStretch(1)
        return head

    def _draw(self) -> None:
        theme = self._context.theme
        self._sign.setPixmap(theme.pixmap("shield-check", "accent", 16, self.devicePixelRatioF()))

    # -- whose

    def show_person(self, id: int, uuid: str) -> None:
        """The person whose card is shown; what was shown of another is hidden."""
        if self._person != (id, uuid):
            self.cover()
            self.log.setChecked(False)
        self._person = (id, uuid)
        self.refresh()

    def refresh(self) -> None:
        """Read again what may be told of anybody."""
        if self._person is None:
            return
        workspace, (id, uuid) = self._context.workspace, self._person
        looks, returned, days, consents = workspace.get(_told_of, id, uuid)
        label = msgn("Log: {n} look", "Log: {n} looks", len(looks))
        self.words.control(self.log, label if looks else msg("Log: nobody looked"))
        self._list(looks if self.log.isChecked() else ())
        self._say_until(returned, days)
        self.consents.put(id, consents)
        for kind, field in self.fields.items():
            if field.is_shown and workspace.vault.is_open:
                field.renew(workspace.get(read_value, workspace.vault, id, kind))

    def _say_until(self, returned: date | None, days: Mapping[str, int]) -> None:
        """When everything will be erased: of the trip’s dates alone, so that it tells nothing of the person."""
        ends = [end for kind in KINDS if (end := keep_until(kind, returned, days)) is not None]
        self._until.setVisible(bool(ends))
        if ends:
            day = long_date(max(ends), self._context.language.code)
            self._until.setText(self.words.say(msg("To be erased by {date}", date=day)))

    # -- showing

    def cover(self) -> None:
        """Hide everything that is shown."""
        self._clock.stop()
        for field in self.fields.values():
            if field.is_shown:
                field.cover()

    def _ask(self, kind: str) -> None:
        """Unlock where that is needed, write down who looks, then show."""
        if self._person is None or not unlocked(self._context, self.window()):
            return
        workspace = self._context.workspace
        try:
            found = workspace.do(SHOW, reveal, workspace.vault, self._person[0], kind)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return
        self.fields[kind].reveal(found)
        self._clock.start()
        self.refresh()

    def _write(self, kind: str, content: Content, part: str) -> None:
        if self._person is None:
            return
        workspace, (id, uuid) = self._context.workspace, self._person
        try:
            workspace.do(CHANGE, set_value, workspace.vault, id, kind, content, merge_key=f"{uuid}.{kind}.{part}")
        except TripPlannerError as error:
            self.fields[kind].refuse(error)

    def _tick(self, _state: object = None) -> None:
        for field in self.fields.values():
            field.tick()
        if not any(field.is_shown for field in self.fields.values()):
            self._clock.stop()

    def _vault_changed(self) -> None:
        open = self._context.workspace.vault.is_open
        for field in self.fields.values():
            field.set_open(open)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        if not event.spontaneous():
            self.cover()
        super().hideEvent(event)

    # -- who looked

    def _show_log(self, _on: bool) -> None:
        self.refresh()

    def _list(self, looks: tuple[RevealRow, ...]) -> None:
        clear(self._entries)
        for one in looks[:_LISTED]:
            line = text_label(ink="text2", size="dense", wrap=True)
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.setText(self.words.say(self._told(one)))
            self._entries.addWidget(line)

    def _told(self, one: RevealRow) -> Message:
        when = Writer(self._context.language.code, self.words.say).moment(one.at)
        title = KINDS[one.kind].title if one.kind in KINDS else msg("Vault")
        why = PURPOSES.get(one.purpose) or msg("for {purpose}", purpose=one.purpose)
        return msg("{when} · {kind} · {who} ({station}) · {why}", when=when, kind=title, who=one.actor,
                   station=one.station, why=why)  # fmt: skip

    def _retext(self) -> None:
        self.cover()
        self.refresh()


def _told_of(session: Session, id: int, uuid: str) -> _Told:
    """What may be told of anybody without an open vault: who looked, the last return, days, consents."""
    return reveals_of(session, uuid), last_return(session, id), retention_days(session), list_consents(session, id)
