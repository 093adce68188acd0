"""The one question before messages leave: how many, to whom, in which languages, with what, at which pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.outbox import MessageRow
from tripplanner.planning.outbox.server import MailServer
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import fit
from tripplanner.ui.language import short_name
from tripplanner.ui.outbox import wording
from tripplanner.ui.versions.sheets import Sheet
from tripplanner.ui.widgets.basics import text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.flow import Flow


class SendSheet(Sheet):
    """Accepted when the person sends. ``asks``: the keyring keeps no password for the server, so one is typed here."""

    def __init__(
        self, context: Context, messages: Sequence[MessageRow], server: MailServer, asks: bool, parent: QWidget | None
    ) -> None:
        number = len(messages)
        title = msgn("Send {n} message", "Send {n} messages", number)
        sentence = msg("They leave by {host} as {sender}. Each address gets its message once, also after an "
                       "interruption.", host=server.host, sender=server.sender)  # fmt: skip
        super().__init__(context, title, sentence, msgn("Send {n}", "Send {n}", number), "send", parent)
        self._messages, self._server = messages, server
        self._chips_holder = QWidget()
        self._chips = Flow(self._chips_holder, 6)
        self._add_chips()
        self.whom = QListWidget()
        self.words.put(self.whom, msg("To whom"), "setAccessibleName")
        self.whom.addItems([_line(one) for one in messages])
        self.pace = self.words.put(text_label(ink="text2", size="dense", wrap=True), self._pace())
        for one in (self._chips_holder, self.whom, self.pace):
            self.body.addWidget(one)
        self.body.setStretchFactor(self.whom, 1)
        self.password: QLineEdit | None = None
        if asks:
            self.password = self.field(msg("Password of {user}", user=server.user), 0)
            self.password.setEchoMode(QLineEdit.EchoMode.Password)
            self.password.textChanged.connect(lambda _text: self._allow())
            self.password.setFocus()
            self._allow()
        fit(self, context.theme.px(520), context.theme.px(460))

    def secret(self) -> Secret[str] | None:
        """The password that was typed, where one was asked for."""
        return Secret(self.password.text()) if self.password is not None else None

    def _add_chips(self) -> None:
        languages = Counter(one.language for one in self._messages if one.language)
        for code, count in languages.items():
            self._chip(f"{short_name(code)} · {count}", "stale" if code == "zh" else "ok", "languages")
        files = [file for one in self._messages for file in wording.enclosed(one)]
        if files:
            size = wording.size(sum(file.size for file in files), self.context.language.code)
            said = msgn("{n} file, {size}", "{n} files, {size}", len(files), size=size)
            self._chip(self.words.say(said), "info", "file-text")

    def _chip(self, words: str, tone: str, icon: str) -> None:
        self._chips.addWidget(Chip(self.context.theme, words, tone, icon))

    def _pace(self) -> Message:
        minutes = max(1, round(len(self._messages) / self._server.per_minute))
        pace = msg("At most {pace} a minute: about {minutes} min.", pace=self._server.per_minute, minutes=minutes)
        return msg("{pace} Nothing leaves for ten seconds: until then, and between two messages, you can stop it.",
                   pace=pace)  # fmt: skip

    def _allow(self) -> None:
        assert self.password is not None
        self.ok.setEnabled(bool(self.password.text()))


class PasswordSheet(Sheet):
    """Asks for the password of a server that no keyring keeps, for as long as the page is open."""

    def __init__(self, context: Context, server: MailServer, parent: QWidget | None) -> None:
        sentence = msg("No keyring keeps it on this computer.")
        title = msg("Password of {user}", user=server.user)
        super().__init__(context, title, sentence, msg("Continue"), "lock-open", parent)
        self.password = self.field(title, 0)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setFocus()
        fit(self, context.theme.px(440), context.theme.px(180))

    def secret(self) -> Secret[str]:
        """What was typed."""
        return Secret(self.password.text())


def _line(one: MessageRow) -> str:
    return f"{one.name} <{one.address}>" if one.name else one.address
