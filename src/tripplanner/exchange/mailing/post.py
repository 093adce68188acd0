"""A connection to a mail server over TLS, and giving it one message: taken, refused, or nobody knows."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from types import TracebackType
from typing import Self

from tripplanner.exchange.mailing import faults
from tripplanner.mailboxes import ascii_mailbox
from tripplanner.planning.outbox.server import MailServer
from tripplanner.store.vault.secret import Secret

# What this computer calls itself: its name and network are nobody's business.
_OURSELVES = "[127.0.0.1]"
_DOT = re.compile(rb"^\.", re.MULTILINE)
_BROKEN = OSError  # what smtplib raises is one, too
_PATIENCE = 10  # times as long as for any other answer


class Post:
    """An open line to a server. Use it as a context manager; opening raises :class:`~.faults.Unreachable`."""

    def __init__(self, server: MailServer, password: Secret[str] | None) -> None:
        self._server = server
        self._line = _connect(server)
        try:
            _log_in(self._line, server, password)
        except BaseException:
            self._line.close()
            raise

    @property
    def most_octets(self) -> int | None:
        """How large a message the server takes, where it says so (RFC 1870)."""
        told = self._line.esmtp_features.get("size", "").strip()
        return int(told) if told.isdigit() and int(told) > 0 else None

    def deliver(self, address: str, raw: bytes) -> None:
        """Gives the server one message (bytes with CRLF) for one address; returns when it has taken it over.

        :raises Refused: it did not take it.
        :raises Deferred: it did not take it now.
        :raises Unreachable: it takes no message at all now.
        :raises Dropped: the line broke, and it cannot have the message.
        :raises Doubtful: the line broke, and it may have the message.
        """
        self._announce(address, raw)
        try:
            code, said = self._line.docmd("DATA")
        except _BROKEN as error:
            raise faults.dropped(self._server) from error
        if code != 354:
            raise self._refusal(address, code, said)
        self._hand_over(address, raw)

    def close(self) -> None:
        """Says goodbye; a server that is gone already needs none."""
        try:
            self._line.quit()
        except OSError:
            self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _announce(self, address: str, raw: bytes) -> None:
        """From whom, to whom, how large."""
        most = self.most_octets
        if most is not None and most < len(raw):
            raise faults.too_large(address, most)
        try:
            code, said = self._line.mail(ascii_mailbox(self._server.sender))
            if code != 250:
                raise faults.closing(self._server) if code == 421 else self._no_sender(code, said)
            code, said = self._line.rcpt(ascii_mailbox(address))
        except _BROKEN as error:
            raise faults.dropped(self._server) from error
        if code not in (250, 251):
            raise self._refusal(address, code, said)

    def _no_sender(self, code: int, said: bytes) -> faults.Unreachable:
        if 400 <= code < 500:
            return faults.not_now(self._server, code, said)
        return faults.no_sender(self._server, code, said)

    def _hand_over(self, address: str, raw: bytes) -> None:
        data = _DOT.sub(b"..", raw if raw.endswith(b"\r\n") else raw + b"\r\n")
        try:
            self._line.send(data + b".\r\n")
        except _BROKEN as error:  # the dot that ends a message is in the last bytes: without them it has none
            raise faults.dropped(self._server) from error
        try:
            code, said = self._taken_over()
        except _BROKEN as error:
            self._line.close()
            raise faults.doubtful(self._server) from error
        if 400 <= code < 600:
            raise self._refusal(address, code, said)
        if not 200 <= code < 300:  # no answer that a mail server gives
            self._line.close()
            raise faults.doubtful(self._server)

    def _taken_over(self) -> tuple[int, bytes]:
        """The answer to the whole message: servers that look for viruses take their time (RFC 5321, 4.5.3.2.6)."""
        line = self._line.sock
        assert line is not None
        line.settimeout(_PATIENCE * self._server.timeout_s)
        found = self._line.getreply()
        line.settimeout(self._server.timeout_s)
        return found

    def _refusal(self, address: str, code: int, said: bytes) -> faults.Refused | faults.Deferred | faults.Unreachable:
        """The server answered: what it refuses it has not taken."""
        if code == 421:
            return faults.closing(self._server)
        try:
            self._line.rset()
        except OSError:
            self._line.close()
        return faults.refused(address, code, said)


def _connect(server: MailServer) -> smtplib.SMTP:
    context = _context(server)
    line: smtplib.SMTP | None = None
    try:
        if server.security == "tls":
            line = smtplib.SMTP_SSL(timeout=server.timeout_s, local_hostname=_OURSELVES, context=context)
        else:
            line = smtplib.SMTP(timeout=server.timeout_s, local_hostname=_OURSELVES)
        line._host = server.host  # type: ignore[attr-defined]  # smtplib checks the certificate against this name
        return _greeted(line, server, context)
    except OSError as error:
        _hang_up(line)
        raise _gone(server, error) from error
    except BaseException:
        _hang_up(line)
        raise


def _greeted(line: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    code, _ = line.connect(server.host, server.port)
    if code != 220:
        raise faults.closing(server)
    if server.security == "starttls":
        line.ehlo_or_helo_if_needed()
        if not line.has_extn("starttls"):
            raise faults.no_encryption(server)
        line.starttls(context=context)
    line.ehlo_or_helo_if_needed()
    return line


def _gone(server: MailServer, error: OSError) -> faults.Unreachable:
    """smtplib says that it was disconnected also where it got tired of waiting."""
    if isinstance(error.__context__, TimeoutError):
        return faults.unreachable(server, error.__context__)
    if isinstance(error, smtplib.SMTPException):
        return faults.broken_off(server)
    return faults.unreachable(server, error)


def _hang_up(line: smtplib.SMTP | None) -> None:
    if line is not None:
        line.close()


def _context(server: MailServer) -> ssl.SSLContext:
    """Certificates and names are checked, always; the office's own authority is trusted beside those of the system."""
    try:
        context = ssl.create_default_context()
        if server.authority:
            context.load_verify_locations(server.authority)
    except OSError as error:
        raise faults.no_authority(server) from error
    return context


def _log_in(line: smtplib.SMTP, server: MailServer, password: Secret[str] | None) -> None:
    if not server.user:
        return
    if password is None:
        raise faults.no_password(server)
    try:
        code, said = _told(line, server.user.encode(), password.reveal().encode())
    except OSError as error:
        raise _gone(server, error) from error
    if 400 <= code < 500:
        raise faults.not_now(server, code, said)
    if code not in (235, 503):
        raise faults.no_login(server, code)


def _told(line: smtplib.SMTP, user: bytes, password: bytes) -> tuple[int, bytes]:
    """The answer to the password, in UTF-8 as RFC 4616 has it (smtplib takes ASCII alone); 0 where no way is known."""
    offered = line.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        return line.docmd("AUTH", "PLAIN " + _sealed(b"\0" + user + b"\0" + password))
    if "LOGIN" not in offered:
        return 0, b""
    code, said = line.docmd("AUTH", "LOGIN " + _sealed(user))
    return line.docmd(_sealed(password)) if code == 334 else (code, said)


def _sealed(words: bytes) -> str:
    return base64.b64encode(words).decode("ascii")
