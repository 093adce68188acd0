"""By which server the office sends its mail. The password is not here: the system’s keyring keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.mailboxes import ascii_mailbox
from tripplanner.model.offices import Setting
from tripplanner.planning.outbox.addresses import check_line, problem_of
from tripplanner.planning.outbox.weighing import USUAL_MB
from tripplanner.settings import Settings

_KEY = "mail_server"
#: Megabytes that a message may have at most, whatever a server says.
MOST_MB = 100
#: How the line is protected, each with its usual port. Nothing leaves unprotected.
SECURITIES: Mapping[str, int] = {"starttls": 587, "tls": 465}
SECURITY_NAMES: Mapping[str, Message] = {"starttls": msg("STARTTLS"), "tls": msg("TLS from the start")}


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server.

    ``security``: starttls or tls. ``user`` is empty where it asks for no password. ``sender`` and ``sender_name`` stand
    in *From*; answers go to ``answers`` (else to the sender), test copies too. At most ``per_minute`` messages leave in
    a minute; ``timeout_s`` is how long an answer may take. ``authority``: a file with the certificate of the office’s
    own authority (PEM), where the system does not know it. It takes messages of at most ``most_mb`` megabytes (of
    1,000,000 octets), as they leave: files are a third larger then.
    """

    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender_name: str = ""
    answers: str = ""
    per_minute: int = 20
    timeout_s: float = 60
    authority: str = ""
    most_mb: int = USUAL_MB

    @property
    def domain(self) -> str:
        """Where its messages come from."""
        return ascii_mailbox(self.sender).rpartition("@")[2]

    @property
    def own_address(self) -> str:
        """Where test copies go."""
        return self.answers or self.sender


def mail_server(session: Session, settings: Settings | None = None) -> MailServer | None:
    """The server of this station where ``settings`` name one, else the office’s; ``None`` where there is none."""
    own = _server(settings.get(_KEY, cast("dict[str, Any]", {}))) if settings is not None else None
    return own or _server(session.scalar(sa.select(Setting.value).where(Setting.key == _KEY)))


def heaviest(session: Session) -> int:
    """Megabytes that a message of the office may have: what its server takes, else what most do."""
    found = mail_server(session)
    return found.most_mb if found is not None else USUAL_MB


def set_mail_server(session: Session, server: MailServer | None) -> None:
    """The office’s server from now on; ``None``: none. A writing verb; raises for what cannot be one."""
    if server is not None:
        check_server(server)
    row = session.scalars(sa.select(Setting).where(Setting.key == _KEY)).one_or_none()
    if server is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Setting(key=_KEY, value=asdict(server)))
    else:
        row.value = asdict(server)
    session.flush()


def set_station_server(settings: Settings, server: MailServer | None) -> None:
    """This station’s own server, instead of the office’s; ``None``: the office’s again."""
    if server is not None:
        check_server(server)
    settings.set(_KEY, asdict(server) if server is not None else None)


def check_server(server: MailServer) -> None:
    """Raises :class:`TripPlannerError` with what is missing or wrong."""
    check_line(server.sender_name, msg("the name of the sender"))
    check_line(server.user, msg("the user name"))
    for address in (server.sender, *filter(None, [server.answers])):
        problem = problem_of(address)
        if problem is not None:
            raise _wrong(problem)
    if not server.host.strip() or any(c.isspace() for c in server.host):
        raise _wrong(msg("The mail server has no name."))
    fits = 0 < server.port < 65536 and 0 < server.per_minute <= 600 and 0 < server.timeout_s <= 600
    if not fits or server.security not in SECURITIES:
        raise _wrong(msg("The port, the pace or the protection of the mail server is none that exists."))
    if not 1 <= server.most_mb <= MOST_MB:
        raise _wrong(msg("A mail server takes messages of 1 to {most} MB.", most=MOST_MB))


def _wrong(what: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), msg("Whoever looks after your mail can tell you."))


def _server(stored: Any) -> MailServer | None:
    """What is stored, where it can be a server; other versions may have written other fields."""
    if not isinstance(stored, dict):
        return None
    known: dict[str, Any] = {**stored}
    try:
        server = MailServer(**{one.name: known[one.name] for one in fields(MailServer) if one.name in known})
        check_server(server)
    except (TypeError, AttributeError, TripPlannerError):
        return None
    return server
