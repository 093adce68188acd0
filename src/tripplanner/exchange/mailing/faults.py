"""What a mail server refuses, in sentences: what happened, what was kept, what to do."""

from __future__ import annotations

import socket
import ssl

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.outbox.server import MailServer

KEPT = msg("What was not sent yet stays ready.")
_NOT_SENT = msg("The message was not sent.")
_SETTINGS = msg("Check the mail server in the settings.")
_LATER = msg("Try again later.")
_SHOWN = 160  # characters of a server’s own words
_EXPIRED, _NOT_YET, _WRONG_NAME = 10, 9, 62  # OpenSSL’s X509_V_ERR_*


class Unreachable(TripPlannerError):
    """Nothing can be sent by this server now: the run stops, and what was not sent stays ready."""


class Refused(TripPlannerError):
    """The server did not take this one message; others may well leave."""


class Deferred(TripPlannerError):
    """The server does not take this one message now (4xx: greylisting, a full mailbox); later it may."""


class Dropped(TripPlannerError):
    """The line broke before the server had the message: it can be sent again."""


class Doubtful(TripPlannerError):
    """The line broke when the server had the whole message and had not answered: nobody knows what became of it."""


def unreachable(server: MailServer, error: OSError) -> Unreachable:
    """No connection, or none that can be trusted."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreachable(
            _certificate(server, error), msg("Nothing was sent, and the password was not told."),
            msg("Do not go around it: whoever looks after the mail server can tell you why."),
        )  # fmt: skip
    if isinstance(error, ssl.SSLError):
        return Unreachable(
            msg("The server {host} does not speak TLS on port {port}.", host=server.host, port=server.port), KEPT,
            msg("Choose STARTTLS instead of TLS from the start, or the other port."),
        )  # fmt: skip
    return Unreachable(_why(server, error), KEPT, msg("Check the connection and the mail server in the settings."))


def _why(server: MailServer, error: OSError) -> Message:
    if isinstance(error, socket.gaierror):
        return msg("The mail server {host} is not found.", host=server.host)
    if isinstance(error, TimeoutError):
        return msg("The mail server {host} does not answer.", host=server.host)
    if isinstance(error, ConnectionRefusedError):
        return msg("On {host}, nothing listens on port {port}.", host=server.host, port=server.port)
    return msg("The mail server {host} cannot be reached: {reason}", host=server.host, reason=_plain(str(error)))


def _certificate(server: MailServer, error: ssl.SSLCertVerificationError) -> Message:
    code = error.verify_code
    if code == _EXPIRED:
        return msg("The certificate of {host} has expired.", host=server.host)
    if code == _NOT_YET:
        return msg("The certificate of {host} is not valid yet: is the clock of this computer right?", host=server.host)
    if code == _WRONG_NAME:
        return msg("The certificate that answers for {host} belongs to another server.", host=server.host)
    return msg("Nobody this computer trusts vouches for the certificate of {host}.", host=server.host)


def no_encryption(server: MailServer) -> Unreachable:
    """It offers no STARTTLS: what would be sent could be read on the way."""
    return Unreachable(
        msg("The mail server {host} offers no encryption on port {port}.", host=server.host, port=server.port),
        msg("Nothing was sent, and the password was not told."), _SETTINGS,
    )  # fmt: skip


def no_authority(server: MailServer) -> Unreachable:
    """The file with the certificate of the office’s own authority cannot be read."""
    return Unreachable(msg("The certificates in “{path}” cannot be read.", path=server.authority), KEPT, _SETTINGS)


def broken_off(server: MailServer) -> Unreachable:
    """It hung up, or spoke otherwise than mail servers do, before there was a message."""
    return Unreachable(msg("The mail server {host} broke off the connection.", host=server.host), KEPT, _LATER)


def not_now(server: MailServer, code: int, said: bytes) -> Unreachable:
    """4xx to the login or the sender: nothing is wrong with them, it takes nothing for now."""
    return Unreachable(
        msg("The mail server {host} takes nothing now: {reply}", host=server.host, reply=_reply(code, said)), KEPT,
        _LATER,
    )  # fmt: skip


def no_login(server: MailServer, code: int) -> Unreachable:
    """The password is wrong or missing, or the server wants another way of logging in."""
    if code == 0:
        what = msg("The mail server {host} knows no way of logging in with a password.", host=server.host)
    else:
        what = msg("The mail server {host} does not accept the user name or the password.", host=server.host)
    return Unreachable(what, KEPT, msg("Enter the password again, or ask for one that programs may use."))


def no_password(server: MailServer) -> Unreachable:
    """Nothing is kept for this server."""
    return Unreachable(
        msg("No password is known for {user} at {host}.", user=server.user, host=server.host), KEPT,
        msg("Enter it in the settings: the keyring of this computer keeps it."),
    )  # fmt: skip


def no_sender(server: MailServer, code: int, said: bytes) -> Unreachable:
    """It lets nobody send under this address."""
    return Unreachable(
        msg("The mail server does not let you send as {address}: {reply}", address=server.sender,
            reply=_reply(code, said)),
        KEPT, _SETTINGS,
    )  # fmt: skip


def closing(server: MailServer) -> Unreachable:
    """421: it ends its service, for now."""
    return Unreachable(msg("The mail server {host} takes no more messages for now.", host=server.host), KEPT, _LATER)


def refused(address: str, code: int, said: bytes) -> Refused | Deferred:
    """The server does not take the message, or not for this address: for good (5xx), or not now (RFC 5321, 4.2.1)."""
    if 400 <= code < 500:
        return Deferred(
            msg("The server does not take the message to {address} now: {reply}", address=address,
                reply=_reply(code, said)),
            msg("The message was not sent; it stays ready."), _LATER,
        )  # fmt: skip
    text = said.decode("utf-8", "replace")
    full = code == 552 or "5.2.2" in text
    if full and "5.3.4" not in text:
        return Refused(msg("The mailbox of {address} is full.", address=address), _NOT_SENT,
                       msg("Try again later, or hand the message over otherwise."))  # fmt: skip
    if "5.3.4" in text:
        return too_large(address)
    if code in (550, 551, 553, 501) or "5.1." in text:
        return Refused(
            msg("The server does not know the address {address}: {reply}", address=address, reply=_reply(code, said)),
            _NOT_SENT, msg("Ask for the right address, correct it, and prepare the message again."),
        )  # fmt: skip
    return Refused(
        msg("The server refuses the message to {address}: {reply}", address=address, reply=_reply(code, said)),
        _NOT_SENT, msg("Ask whoever looks after the mail server, or hand the message over otherwise."),
    )  # fmt: skip


def too_large(address: str, most: int = 0) -> Refused:
    """``most``: what it takes, in octets, where it says so."""
    if most:
        what = msg("The message to {address} is larger than the server takes ({most} MB).", address=address,
                   most=round(most / 1_000_000, 1))  # fmt: skip
    else:
        what = msg("The message to {address} is larger than the server takes.", address=address)
    return Refused(what, _NOT_SENT, msg("Attach fewer files, or hand them over otherwise."))


def dropped(server: MailServer) -> Dropped:
    """Before the last byte was out."""
    return Dropped(msg("The connection to {host} broke while the message was being sent.", host=server.host),
                   msg("The message was not sent; it stays ready."), _LATER)  # fmt: skip


def doubtful(server: MailServer) -> Doubtful:
    """After the last byte, before the answer."""
    return Doubtful(
        msg("The connection to {host} broke before the server said that it has the message.", host=server.host),
        msg("It may have arrived: it is not sent again by itself."),
        msg("Ask the person, then say here whether it did."),
    )


def _reply(code: int, said: bytes) -> str:
    return f"{code} {_plain(said.decode('utf-8', 'replace'))}".strip()


def _plain(words: str) -> str:
    """A server’s words, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
