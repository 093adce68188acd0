"""The password of a mail server: the system’s keyring (Windows, macOS, Secret Service, KWallet) alone keeps it."""

from __future__ import annotations

import os
from typing import Any

from tripplanner.log import logger
from tripplanner.planning.outbox.server import MailServer
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.station import backend

VARIABLE = "TRIPPLANNER_MAIL_PASSWORD"
_SERVICE = "tripplanner mail"
_log = logger(__name__)


def keep(server: MailServer, password: Secret[str]) -> bool:
    """Has the keyring keep it; False where there is no keyring that does."""
    from keyring.errors import KeyringError

    found: Any = backend()
    if found is None:
        return False
    try:
        found.set_password(_SERVICE, _name(server), password.reveal())
        return found.get_password(_SERVICE, _name(server)) == password.reveal()
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring keeps nothing: %s", type(error).__name__)
        return False


def kept(server: MailServer) -> Secret[str] | None:
    """What the environment gives (for commands that run by themselves), else what the keyring keeps."""
    from keyring.errors import KeyringError

    given = os.environ.get(VARIABLE)
    if given is not None:
        return Secret(given)
    found = backend()
    try:
        password = None if found is None else found.get_password(_SERVICE, _name(server))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring gives nothing: %s", type(error).__name__)
        return None
    return Secret(password) if password is not None else None


def forget(server: MailServer) -> None:
    """The keyring lets go of it, if it has it."""
    from keyring.errors import KeyringError

    found = backend()
    if found is None:
        return
    try:
        found.delete_password(_SERVICE, _name(server))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring had nothing to forget: %s", type(error).__name__)


def _name(server: MailServer) -> str:
    return f"{server.user}@{server.host}:{server.port}"
