"""The system's keyring (Windows, macOS, Secret Service, KWallet): it keeps one random secret per station."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any

from tripplanner.log import logger

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "tripplanner vault"
_log = logger(__name__)


def backend() -> KeyringBackend | None:
    """The keyring of this account, or ``None`` where the system has none that keeps anything."""
    import keyring
    from keyring.backends import fail, null

    found = keyring.get_keyring()
    return None if isinstance(found, fail.Keyring | null.Keyring) else found


def keep_new(key_id: str, holder: str) -> str | None:
    """Has the keyring keep a fresh secret, and returns it; ``None`` where there is no keyring that does."""
    from keyring.errors import KeyringError

    found: Any = backend()
    secret = base64.b64encode(os.urandom(32)).decode("ascii")
    if found is None:
        return None
    try:
        found.set_password(_SERVICE, _name(key_id, holder), secret)
        kept = found.get_password(_SERVICE, _name(key_id, holder))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring keeps nothing: %s", type(error).__name__)
        return None
    return secret if kept == secret else None


def kept(key_id: str, holder: str) -> str | None:
    """What the keyring keeps for this station; ``None`` where it keeps nothing or is locked itself."""
    from keyring.errors import KeyringError

    found = backend()
    try:
        return None if found is None else found.get_password(_SERVICE, _name(key_id, holder))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring gives nothing: %s", type(error).__name__)
        return None


def forget(key_id: str, holder: str) -> None:
    """The keyring lets go of what it keeps for this station, if anything."""
    from keyring.errors import KeyringError

    found = backend()
    if found is None:
        return
    try:
        found.delete_password(_SERVICE, _name(key_id, holder))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring had nothing to forget: %s", type(error).__name__)


def _name(key_id: str, holder: str) -> str:
    return f"{holder} {key_id}"
