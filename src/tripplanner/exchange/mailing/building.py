"""A message as mail: UTF-8 that every server takes, one address, no head that somebody else could have written."""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime

from tripplanner.exchange.mailing import heads
from tripplanner.i18n import msg, printed, say
from tripplanner.planning.outbox import Leaving, MessageRow, check_address, check_line, problem_of
from tripplanner.planning.outbox.server import MailServer

# Lines end as mail wants them; nothing needs a server that takes more than ASCII.
_POLICY = policy.SMTP.clone(cte_type="7bit")


def build(leaving: Leaving, server: MailServer | None, when: datetime | None = None) -> bytes:
    """The mail as bytes, lines ended by CRLF: the same from the same message, server and moment (UTC).

    ``when`` stands for the moment at which it began to leave. Raises :class:`TripPlannerError` for an address that no
    mail can have, or a line break in a name or the subject.
    """
    message = leaving.message
    check_address(message.address, message.name)
    head = _head(message, message.subject, message.address, message.name, server)
    if message.message_id:
        head += b"Message-ID: " + message.message_id.encode() + b"\r\n"
    return head + _date(when or message.left_at) + _content(leaving, message.body, invitation=True)


def build_test(leaving: Leaving, server: MailServer, when: datetime, message_id: str) -> bytes:
    """The same for the office itself, marked as a test in subject and text; an invitation is only attached to it."""
    message, language = leaving.message, leaving.message.language
    subject = say(printed("[Test] {subject}", subject=message.subject), language)
    told = printed("This is a test copy. The message itself is for {name} <{address}>.",
                   name=message.name, address=message.address)  # fmt: skip
    head = _head(message, subject, server.own_address, server.sender_name, server)
    head += b"Message-ID: " + message_id.encode() + b"\r\n" + _date(when)
    return head + _content(leaving, f"{say(told, language)}\n\n{message.body}", invitation=False)


def draft(leaving: Leaving, server: MailServer | None) -> bytes:
    """The mail for another mail program, which opens it as a draft.

    It has no *To* where somebody has no address, or one that no mail can have.
    """
    message = leaving.message
    address = message.address if problem_of(message.address) is None else ""
    head = _head(message, message.subject, address, message.name, server)
    return head + b"X-Unsent: 1\r\n" + _content(leaving, message.body, invitation=True)


def _head(message: MessageRow, subject: str, address: str, name: str, server: MailServer | None) -> bytes:
    check_line(subject, msg("the subject"))
    check_line(name, msg("the name"))
    lines = [heads.line("Subject", subject)]
    if server is not None:
        lines.append(heads.address("From", server.sender_name, server.sender))
        if server.answers and server.answers != server.sender:
            lines.append(heads.address("Reply-To", server.sender_name, server.answers))
    if address:
        lines.append(heads.address("To", name, address.strip()))
    if message.language:
        lines.append(heads.line("Content-Language", message.language))
    return b"".join(lines)


def _date(moment: datetime | None) -> bytes:
    return f"Date: {format_datetime(moment)}\r\n".encode("ascii") if moment is not None else b""


def _content(leaving: Leaving, body: str, *, invitation: bool) -> bytes:
    """Text and files, with the lines of the head that tell of them."""
    message = leaving.message
    mail = EmailMessage(policy=_POLICY)
    mail.set_content(body)
    parts = list(zip(message.attachments, leaving.files, strict=True))
    for attachment, data in parts:
        if _method(attachment.media_type) and invitation:
            _invite(mail, attachment.media_type, data)
    for attachment, data in parts:
        if not (_method(attachment.media_type) and invitation):
            _attach(mail, attachment.media_type, attachment.name, data)
    _bound(mail, message)
    return mail.as_bytes()


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
