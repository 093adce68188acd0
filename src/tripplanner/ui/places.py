"""Where a database may lie: what to say of a folder that is synchronised or on another machine."""

from __future__ import annotations

from pathlib import PurePath

from tripplanner.i18n import Message, msg

#: Parts of paths that synchronising programs use.
_CLOUDS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "kdrive",
    "synologydrive",
    "seafile",
    "坚果云",
    "nutstore",
)
_NETWORKS = ("gvfs", "smb-share:", "sshfs", "nfs")


def warning(path: str) -> Message | None:
    """Why ``path`` is a bad place for a database file, or None."""
    parts = [part.casefold() for part in PurePath(path).parts]
    if any(part.startswith(cloud) for part in parts for cloud in _CLOUDS):
        return msg("This folder is synchronised by a cloud service, which can damage a database that is being written.")
    network = path.startswith(("\\\\", "//")) or any(part.startswith(_NETWORKS) for part in parts)
    if network:
        return msg("This folder is on another machine: files there can be damaged when the network drops.")
    return None
