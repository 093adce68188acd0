"""A message as mail: UTF-8 that every server takes, one address, no head that somebody else could have written."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, printed, say
from tripplanner.planning.outbox import Leaving, MessageRow, check_address, check_line
from tripplanner.planning.outbox.server import MailServer

# Lines end as mail wants them; nothing needs a server that takes more than ASCII.
_POLICY = policy.SMTP.clone(cte_type="7bit")


def build(leaving: Leaving, server: MailServer | None, when: datetime | None = None) -> bytes:
    """The mail as bytes, lines ended by CRLF: the same from the same message, server and moment (UTC).

    Raises :class:`TripPlannerError` for an address that no mail can have, or a line break in a name or the subject.
    """
    message = leaving.message
    mail = _head(message, message.subject, message.address, message.name, server)
    if message.message_id:
        mail["Message-ID"] = message.message_id
    return _whole(mail, message, message.body, leaving, when, invitation=True)


def build_test(leaving: Leaving, server: MailServer, when: datetime, message_id: str) -> bytes:
    """The same for the office itself, marked as a test in subject and text; an invitation is only attached to it."""
    message, language = leaving.message, leaving.message.language
    subject = say(printed("[Test] {subject}", subject=message.subject), language)
    told = printed("This is a test copy. The message itself is for {name} <{address}>.",
                   name=message.name, address=message.address)  # fmt: skip
    note = say(told, language)
    mail = _head(message, subject, server.own_address, server.sender_name, server)
    mail["Message-ID"] = message_id
    return _whole(mail, message, f"{note}\n\n{message.body}", leaving, when, invitation=False)


def draft(leaving: Leaving, server: MailServer | None) -> bytes:
    """The mail for another mail program, which opens it as a draft; somebody without an address has an empty *To*."""
    message = leaving.message
    mail = _head(message, message.subject, message.address, message.name, server, draft=True)
    mail["X-Unsent"] = "1"
    return _whole(mail, message, message.body, leaving, None, invitation=True)


def _head(
    message: MessageRow, subject: str, address: str, name: str, server: MailServer | None, *, draft: bool = False
) -> EmailMessage:
    check_line(subject, msg("the subject"))
    check_line(name, msg("the name"))
    if address or not draft:
        check_address(address, name)
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = subject.strip()
    if server is not None:
        mail["From"] = Address(server.sender_name, addr_spec=server.sender)
        if server.answers and server.answers != server.sender:
            mail["Reply-To"] = Address(server.sender_name, addr_spec=server.answers)
    if address:
        mail["To"] = Address(name, addr_spec=address.strip())
    if message.language:
        mail["Content-Language"] = message.language
    return mail


def _whole(
    mail: EmailMessage, message: MessageRow, body: str, leaving: Leaving, when: datetime | None, *, invitation: bool
) -> bytes:
    moment = when or message.left_at
    if moment is not None:
        mail["Date"] = format_datetime(moment)
    mail.set_content(body)
    parts = list(zip(message.attachments, leaving.files, strict=True))
    for attachment, data in parts:
        if _method(attachment.media_type) and invitation:
            _invite(mail, attachment.media_type, data)
    for attachment, data in parts:
        if not (_method(attachment.media_type) and invitation):
            _attach(mail, attachment.media_type, attachment.name, data)
    _bound(mail, message)
    raw = mail.as_bytes()
    _as_meant(raw, mail)
    return raw


def _attach(mail: EmailMessage, media_type: str, name: str, data: bytes) -> None:
    main, _, sub = media_type.partition(";")[0].strip().partition("/")
    charset = {"charset": "utf-8"} if main == "text" else {}
    mail.add_attachment(data, maintype=main or "application", subtype=sub or "octet-stream",
                        filename=_one_line(name) or "file", params=charset)  # fmt: skip


def _invite(mail: EmailMessage, media_type: str, data: bytes) -> None:
    """Beside the text, as mail programs look for it (RFC 6047)."""
    mail.add_alternative(data.decode(), subtype="calendar", params={"method": _method(media_type)}, cte="base64")


def _method(media_type: str) -> str:
    """The method that a calendar is sent with; empty for any other file."""
    found = [part.partition("=")[2].strip() for part in media_type.split(";")[1:] if part.strip().startswith("method=")]
    return found[0] if found else ""


def _bound(mail: EmailMessage, message: MessageRow) -> None:
    """The lines between the parts: made from the message and not by chance, so that equal messages are equal bytes."""
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        assert isinstance(part, MIMEPart)
        part.set_boundary(f"=_{message.uuid}_{number}")


def _one_line(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def _as_meant(raw: bytes, mail: EmailMessage) -> None:
    """Read back, the head says what it was told and goes to whom it was told, whatever the names are."""
    read = message_from_bytes(raw, policy=policy.default)
    for name in ("From", "To", "Reply-To"):
        meant, found = mail.get(name), read.get(name)
        if (meant is None) != (found is None) or _addresses(meant) != _addresses(found):
            raise _unwritable()
    if sorted(mail.keys()) != sorted(read.keys()):
        raise _unwritable()


def _addresses(header: object) -> list[str]:
    return [one.addr_spec for one in getattr(header, "addresses", ())]


def _unwritable() -> TripPlannerError:
    return TripPlannerError(
        msg("The name or the subject cannot be written into the head of a mail."), msg("Nothing was sent."),
        msg("Simplify the name of the receiver or the subject of the message."),
    )  # fmt: skip
