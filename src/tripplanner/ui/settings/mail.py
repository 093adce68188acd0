"""By which server the office sends its mail; the keyring of this computer alone keeps the password."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.offices import office
from tripplanner.planning.outbox.server import (
    MOST_MB,
    SECURITIES,
    SECURITY_NAMES,
    MailServer,
    check_server,
    mail_server,
    set_mail_server,
)
from tripplanner.planning.outbox.weighing import MEGABYTE
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.settings.section import Section
from tripplanner.ui.widgets.basics import button, text_label
from tripplanner.ui.widgets.flow import Flow

_WORDS: tuple[tuple[str, Message], ...] = (
    ("host", msg("Mail server (SMTP)")),
    ("port", msg("Port")),
    ("user", msg("User name")),
    ("sender", msg("Sender’s address")),
    ("sender_name", msg("Sender’s name")),
    ("answers", msg("Answers go to")),
    ("per_minute", msg("Messages a minute, at most")),
    ("most_mb", msg("Megabytes of a message, at most")),
)


class MailSection(Section):
    """The server, as the whole office uses it; it holds once it is kept."""

    def __init__(self, context: Context, words: Words) -> None:
        sentence = msg("Only over a line that is protected and whose certificate is checked. The keyring of this "
                       "computer keeps the password.")  # fmt: skip
        super().__init__(words, msg("Outgoing mail"), sentence)
        self._context = context
        self._server: MailServer | None = None
        self.fields = {name: QLineEdit() for name, _title in _WORDS}
        for name, most in (("port", 65535), ("per_minute", 600), ("most_mb", MOST_MB)):
            self.fields[name].setValidator(QIntValidator(1, most, self.fields[name]))
        self.security = QComboBox()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for name, title in _WORDS:
            self.add(title, self.fields[name])
            if name == "port":
                self.add(msg("Protection"), self.security)
            if name == "user":
                self.add(msg("Password"), self.password)
        words.put(self.password, msg("unchanged where nothing is typed"), "setPlaceholderText")
        for key, title in SECURITY_NAMES.items():
            self.security.addItem(words.say(title), key)
        self.security.activated.connect(lambda _at: self._usual_port())
        self.said = text_label(wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.hide()
        self.lines.addWidget(self.said)
        self.lines.addWidget(self._build_foot(words))
        self.setEnabled(not context.workspace.read_only)
        self.refresh()

    def _build_foot(self, words: Words) -> QWidget:
        theme, holder = self._context.theme, QWidget()
        self.keep = button(words, msg("Keep"), "", theme, "check")
        self.test = button(words, msg("Test the connection"), "", theme, "plug")
        self.drop = button(words, msg("Send without a server"), "link", theme)
        flow = Flow(holder, 8)
        for one, run in ((self.keep, self.keep_server), (self.test, self.test_server), (self.drop, self.drop_server)):
            one.clicked.connect(lambda _checked=False, run=run: run())
            flow.addWidget(one)
        return holder

    # -- showing

    def refresh(self) -> None:
        """Read the server again; what is being typed stays."""
        found = self._context.workspace.get(mail_server)
        self.drop.setVisible(found is not None)
        if found == self._server and any(field.text() for field in self.fields.values()):
            return
        self._server = found
        shown = found or self._proposal()
        for name, field in self.fields.items():
            field.setText(str(getattr(shown, name)))
        self.security.setCurrentIndex(max(0, self.security.findData(shown.security)))

    def _proposal(self) -> MailServer:
        """What is known before anything was entered: the office writes under its own address."""
        own = self._context.workspace.get(office)
        return MailServer("", own.email, sender_name=own.name.best(self._context.language.code) or own.short_name)

    def _usual_port(self) -> None:
        self.fields["port"].setText(str(SECURITIES[self.security.currentData()]))

    def _tell(self, message: Message, ink: str) -> None:
        self.words.put(self.said, message)
        self.said.setProperty("ink", ink)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()

    def _refuse(self, error: TripPlannerError) -> None:
        self._tell(msg("{what} {todo}", what=error.what, todo=error.todo or msg("Nothing was changed.")), "error")

    # -- doing

    def entered(self) -> MailServer:
        """What stands in the fields."""
        words: dict[str, Any] = {name: field.text().strip() for name, field in self.fields.items()}
        words |= {name: int(words[name] or 0) for name in ("port", "per_minute", "most_mb")}
        known = self._server or MailServer("", "")
        words |= {"timeout_s": known.timeout_s, "authority": known.authority}
        return MailServer(**words, security=self.security.currentData())

    def keep_server(self) -> bool:
        """Keep the server for the office, the password in the keyring; whether it could be."""
        from tripplanner.exchange.mailing import password

        server = self.entered()
        try:
            self._context.workspace.do(msg("change the mail server"), set_mail_server, server)
        except TripPlannerError as error:
            self._refuse(error)
            return False
        self._server = server
        typed, held = self.password.text(), True
        if typed:
            held = password.keep(server, Secret(typed))
        if held:
            self.password.clear()
            self._tell(msg("Kept."), "accent")
        else:
            self._tell(msg("The server is kept. No keyring keeps the password here: it is asked for at each sending."),
                       "warn")  # fmt: skip
        self.drop.show()
        return True

    def test_server(self) -> None:
        """Connect and log in; nothing is sent."""
        server = self.entered()
        try:
            check_server(server)
        except TripPlannerError as error:
            self._refuse(error)
            return
        typed = self.password.text()
        self._tell(msg("Connecting…"), "text2")
        self.test.setEnabled(False)
        self._context.jobs.start(
            msg("Testing the mail server"),
            lambda _progress: _knock(server, Secret(typed) if typed else None),
            done=self._tested,
            failed=self._failed,
        )

    def _tested(self, most_octets: object) -> None:
        """The server takes the password; where it takes less than was entered, its own limit is proposed."""
        if not shiboken6.isValid(self):
            return
        self.test.setEnabled(True)
        field, entered = self.fields["most_mb"], int(self.fields["most_mb"].text() or 0)
        most = max(1, most_octets // MEGABYTE) if isinstance(most_octets, int) else entered
        if most >= entered:
            self._tell(msg("The server answers, and lets you in. Nothing was sent."), "accent")
            return
        field.setText(str(most))
        said = msg("The server answers, and lets you in. It takes messages of {most} MB at most: that stands in the "
                   "field now, for you to keep. Nothing was sent.", most=most)  # fmt: skip
        self._tell(said, "accent")

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            return
        self.test.setEnabled(True)
        if isinstance(error, TripPlannerError):
            self._refuse(error)
        else:
            self._context.shell.trouble(error)

    def drop_server(self) -> None:
        """No server any more: messages leave as files."""
        from tripplanner.exchange.mailing import password

        if self._server is not None:
            password.forget(self._server)
        self._context.workspace.do(msg("change the mail server"), set_mail_server, None)
        self._server = None
        for field in self.fields.values():
            field.clear()
        self.refresh()
        self._tell(msg("Messages leave as .eml files now."), "text2")


def _knock(server: MailServer, password: Secret[str] | None) -> int | None:
    """Connects and logs in; how many octets of a message the server takes, where it says so."""
    from tripplanner.exchange.mailing.password import kept
    from tripplanner.exchange.mailing.post import Post

    with Post(server, password or kept(server)) as post:
        return post.most_octets
