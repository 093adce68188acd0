"""From a target to a place that can be written to."""

from __future__ import annotations

from pathlib import Path

from tripplanner.exchange.sharing.place import Place
from tripplanner.exchange.sharing.targets import Target, password_of


def open_place(target: Target, password: str | None = None) -> Place:
    """The place of a target; ``None`` takes the password that the keyring keeps. Reaches for nothing yet."""
    if target.kind == "folder":
        from tripplanner.exchange.sharing.folder import FolderPlace

        return FolderPlace(Path(target.address))
    from tripplanner.exchange.sharing.dav import DavPlace

    known = password_of(target) if password is None else password
    return DavPlace(target.address, target.user, known, calendars=target.kind == "caldav")
