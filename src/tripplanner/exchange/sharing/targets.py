"""The places that this station publishes to: kept in its settings, their passwords in the system's keyring."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.log import logger
from tripplanner.settings import Settings

KINDS: dict[str, Message] = {"folder": msg("Folder"), "webdav": msg("WebDAV"), "caldav": msg("CalDAV")}
PASSWORD = "TRIPPLANNER_SHARE_PASSWORD"
_SETTING = "sharing.targets"
_SERVICE = "tripplanner sharing"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_log = logger(__name__)


class NoKeyring(TripPlannerError):
    """The system keeps no passwords for us, or is locked."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place to publish to.

    ``kind`` is one of :data:`KINDS`, ``address`` the path of a folder or an https URL. ``public`` is the address under
    which others read what lies there, where it is another one (a web server over a folder, a link that a cloud gives).
    """

    name: str
    kind: str
    address: str
    user: str = ""
    public: str = ""

    @property
    def read_at(self) -> str:
        """Where others read, as every telephone takes it, without a slash at the end; nothing for a folder that is on
        no server."""
        return ascii_address((self.public or (self.address if self.kind != "folder" else "")).rstrip("/"))


def ascii_address(address: str) -> str:
    """A web address as it goes over the line, in heads of requests and codes to be scanned: ASCII alone.

    What is encoded already stays as it is.
    """
    if address.isascii():
        return address
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:  # a name that no server has: whoever asks for it is told
        host = quote(host, safe=":[]")
    return urlunsplit(parts._replace(netloc=user + at + host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~")))


def list_targets(settings: Settings) -> list[Target]:
    """Those kept on this station, in the order in which they were added."""
    kept: list[Any] = settings.get(_SETTING, [])
    return [Target(*map(str, row)) for row in kept if _is_whole(row)]


def _is_whole(row: Any) -> bool:
    return isinstance(row, list) and len(cast("list[Any]", row)) == len(fields(Target)) and row[1] in KINDS


def find_target(settings: Settings, name: str) -> Target:
    """The one with this name; the only one where no name is given. Raises :class:`NotFound`."""
    known = list_targets(settings)
    fitting = [one for one in known if one.name.casefold() == name.strip().casefold()] if name else known
    if len(fitting) == 1:
        return fitting[0]
    names = tuple(one.name for one in known)
    if not known:
        raise NotFound(
            msg("No place to publish to is known on this computer."),
            None,
            msg("Add one first: a folder, a WebDAV address or a CalDAV address."),
        )
    what = msg("There is no place “{name}”.", name=name) if name else msg("There are several places to publish to.")
    raise NotFound(what, None, msg("Name one of: {names}.", names=names))


def keep_target(settings: Settings, target: Target, password: str | None = None) -> Target:
    """Keeps a place, in place of one with the same name; ``None`` leaves the password as it is.

    Raises :class:`TripPlannerError` where the address cannot be one, and :class:`NoKeyring`.
    """
    checked = _checked(target)
    if password:
        _keep_password(checked, password)
    others = [one for one in list_targets(settings) if one.name.casefold() != checked.name.casefold()]
    settings.set(_SETTING, [_row(one) for one in (*others, checked)])
    return checked


def drop_target(settings: Settings, name: str) -> Target:
    """Forgets a place and its password; what was published there stays. Raises :class:`NotFound`."""
    target = find_target(settings, name)
    settings.set(_SETTING, [_row(one) for one in list_targets(settings) if one != target] or None)
    _forget_password(target)
    return target


def password_of(target: Target) -> str:
    """That of the environment, else the one the keyring keeps; nothing where there is none."""
    given = os.environ.get(PASSWORD)
    if given is not None or not target.user:
        return given or ""
    return _kept_password(target) or ""


def _row(target: Target) -> list[str]:
    return [target.name, target.kind, target.address, target.user, target.public]


def _checked(target: Target) -> Target:
    name = " ".join(target.name.split())
    if not name or target.kind not in KINDS:
        raise _refused(msg("A place to publish to needs a name and a kind."), msg("Give it both."))
    if target.kind == "folder":
        folder = Path(target.address).expanduser()
        if not target.address.strip() or not folder.is_absolute():
            raise _refused(
                msg("“{address}” is no whole path of a folder.", address=target.address),
                msg("Give the whole path of the folder: its name and those of all folders above it."),
            )
        address = str(folder)
    else:
        address = _checked_url(target.address)
    public = _checked_url(target.public) if target.public.strip() else ""
    return Target(name, target.kind, address, target.user.strip(), public)


def _checked_url(text: str) -> str:
    """An https address without a password in it; http only within this computer."""
    address = text.strip()
    parts = _parts(address)
    host = parts.hostname if parts else None
    if parts is None or host is None or any(sign.isspace() or not sign.isprintable() for sign in address):
        raise _refused(
            msg("“{address}” is no web address.", address=address),
            msg("Type it as the server’s administrator gave it, such as https://cloud.example.org/dav/."),
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise _refused(
            msg("“{address}” is not encrypted: anybody on the way could read the programme.", address=address),
            msg("Use the address that begins with https://."),
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _refused(
            msg("The address holds more than a place: a name, a password or a question mark."),
            msg("Give the address alone; user and password have their own fields."),
        )
    return address


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else None
    except ValueError:  # brackets that do not close, a port that is none
        return None


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)


def _keyring() -> Any:
    """The keyring of this account, or ``None`` where the system has none that keeps anything."""
    import keyring
    from keyring.backends import fail, null

    found = keyring.get_keyring()
    return None if isinstance(found, fail.Keyring | null.Keyring) else found


def _account(target: Target) -> str:
    return f"{target.user} {target.address}"


def _keep_password(target: Target, password: str) -> None:
    from keyring.errors import KeyringError

    found = _keyring()
    try:
        if found is not None:
            found.set_password(_SERVICE, _account(target), password)
        kept = found is not None and found.get_password(_SERVICE, _account(target)) == password
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring keeps nothing: %s", type(error).__name__)
        kept = False
    if not kept:
        raise NoKeyring(
            msg("This computer has no keyring that keeps the password."),
            msg("Nothing was changed."),
            msg("Unlock the keyring, or leave the password out and give it in {variable}.", variable=PASSWORD),
        )


def _kept_password(target: Target) -> str | None:
    from keyring.errors import KeyringError

    found = _keyring()
    try:
        return None if found is None else found.get_password(_SERVICE, _account(target))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring gives nothing: %s", type(error).__name__)
        return None


def _forget_password(target: Target) -> None:
    from keyring.errors import KeyringError

    found = _keyring()
    if found is None or not target.user:
        return
    try:
        found.delete_password(_SERVICE, _account(target))
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring had nothing to forget: %s", type(error).__name__)
