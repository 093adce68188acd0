"""A mail server on loopback that takes, refuses or hangs up as a test tells it; with TLS by an authority of its own."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tripplanner.planning.outbox import MailServer
from tripplanner.store.vault.secret import Secret

USER, PASSWORD = "office", Secret("wéi-密码")
SENDER = "office@example.org"


@dataclass
class Box:
    """What arrived, and what the server does with an address.

    ``answers``: to RCPT, or under ``data:ADDRESS`` to the message itself. ``drops``: at which step it hangs up: rcpt,
    data (it does not keep the message) or done (it keeps it, and does not say so). ``answered``: to every login.
    """

    got: list[tuple[str, bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    drops: dict[str, str] = field(default_factory=dict)
    logins: list[bytes] = field(default_factory=list)
    answered: AuthResult | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _s: Session, envelope: Envelope, address: str, _o: Any
    ) -> str:
        if self.drops.get(address) == "rcpt":
            server.transport.abort()
            return ""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _s: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        if self.drops.get(address) != "data":
            self.got.append((address, bytes(envelope.original_content or b"")))
        if address in self.drops:
            server.transport.abort()
            return ""
        return self.answers.get(f"data:{address}", "250 taken")

    def authenticate(self, _server: Any, _s: Any, _e: Any, _m: str, data: LoginPassword) -> AuthResult:
        self.logins.append(data.login)
        if self.answered is not None:
            return self.answered
        right = data == LoginPassword(USER.encode(), PASSWORD.reveal().encode())
        return AuthResult(success=right, handled=False)

    @property
    def receivers(self) -> list[str]:
        """Who got something, in order."""
        return [address for address, _ in self.got]


@dataclass(frozen=True)
class Authority:
    """Makes certificates; ``path`` is its own, as an office would name it in the settings."""

    ca: trustme.CA
    path: Path

    @classmethod
    def at(cls, folder: Path) -> Authority:
        ca = trustme.CA()
        path = folder / "authority.pem"
        ca.cert_pem.write_to_path(str(path))
        return cls(ca, path)

    def context(self, name: str = "localhost") -> ssl.SSLContext:
        """What a server called ``name`` shows."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.ca.issue_cert(name).configure_cert(context)
        return context


class _Controller(Controller):
    """Takes whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def serving(
    authority: Authority, *, security: str = "starttls", name: str = "localhost", encrypted: bool = True, **more: Any
) -> Iterator[tuple[Box, MailServer]]:
    """A running server and how to reach it."""
    box = Box()
    settings: dict[str, Any] = {}
    if encrypted:
        settings = {"authenticator": box.authenticate, "auth_required": security == "starttls"}
        tls = "ssl_context" if security == "tls" else "tls_context"
        settings |= {tls: authority.context(name), "auth_require_tls": security == "starttls"}
    controller = _Controller(box, hostname="127.0.0.1", port=0, **settings)
    noise = logging.getLogger("mail.log")  # a server's own view of what its client thinks of its certificate
    level = noise.level
    noise.setLevel(logging.CRITICAL + 1)
    controller.start()
    try:
        values: dict[str, Any] = {
            "host": "localhost", "port": controller.port, "security": security, "user": USER, "sender": SENDER,
            "sender_name": "Office, voyages d’étude", "per_minute": 600, "timeout_s": 20,
            "authority": str(authority.path),
        }  # fmt: skip
        yield box, MailServer(**{**values, **more})
    finally:
        controller.stop()
        noise.setLevel(level)
