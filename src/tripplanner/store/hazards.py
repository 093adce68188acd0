"""Places where an SQLite file comes to harm: network shares lock badly, cloud folders copy halves."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

_NETWORK = re.compile(
    r"^(nfs\d*|cifs|smb\w*|afpfs|afs|9p|davfs2?|webdav|ncpfs|glusterfs|ceph|lustre"
    r"|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|s3fs))$"
)
_CLOUD = re.compile(
    r"^(OneDrive( - .+)?|Dropbox( \(.+\))?|Google ?Drive|GoogleDrive-.+|My Drive|iCloud ?Drive|Mobile Documents"
    r"|CloudStorage|Nextcloud\d*|ownCloud\d*|pCloudDrive|pCloud Drive|kDrive|MEGA|Seafile|Tresorit"
    r"|坚果云|Nutstore|百度网盘|BaiduSyncdisk)$",
    re.I,
)
_MARKS = (".dropbox", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log")


class UnsafePlace(TripPlannerError):
    """The database would lie where its file can be harmed. A person who knows better may insist."""


def refuse_unsafe(database: Path) -> None:
    """:raises UnsafePlace: the file lies on a network share or in a folder that a cloud service copies."""
    place = database.absolute()
    if on_network(place):
        raise _unsafe(msg("{name} would lie on a network share, where locks are not reliable.", name=place))
    cloud = cloud_folder(place)
    if cloud is not None:
        raise _unsafe(
            msg(
                "{name} would lie in {cloud}, a folder that a cloud service copies.",
                name=place,
                cloud=cloud,
            )
        )


def cloud_folder(place: Path) -> Path | None:
    """The synchronised folder that holds ``place``, known by its name or by the mark its program leaves there."""
    for folder in place.parents:
        if _CLOUD.match(folder.name) or any((folder / mark).exists() for mark in _MARKS):
            return folder
    return None


def on_network(place: Path) -> bool:
    """Whether the file's folder belongs to another computer."""
    if sys.platform == "win32":
        return _windows_share(place)
    kind = mounted_kind(place.resolve(), _mounts())
    return bool(kind and _NETWORK.match(kind))


def mounted_kind(place: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The type of the file system that ``place`` lies in, of ``mounts`` as (folder, type); ``""`` when unknown."""
    inside = [(len(Path(folder).parts), kind) for folder, kind in mounts if place.is_relative_to(folder)]
    return max(inside, default=(0, ""))[1]


def _mounts() -> list[tuple[str, str]]:
    try:
        if sys.platform == "darwin":
            return _mac_mounts()
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    parts = [line.split(" ") for line in lines]
    return [(_unescaped(part[1]), part[2]) for part in parts if len(part) > 2]


def _mac_mounts() -> list[tuple[str, str]]:
    import subprocess

    return mounts_said(subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout)


def mounts_said(said: str) -> list[tuple[str, str]]:
    """What macOS's ``mount`` prints, as (folder, type)."""
    return [(m[1], m[2]) for m in re.finditer(r"^.+? on (.+?) \((\w+)", said, re.M)]


def _unescaped(folder: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), folder)


def _windows_share(place: Path) -> bool:
    if str(place).startswith("\\\\"):
        return True
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4
    return ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(place)[0] + "\\") == remote


def _unsafe(what: Message) -> UnsafePlace:
    return UnsafePlace(
        what,
        msg("Nothing was changed."),
        msg("Keep it on a disk of this computer and put backups there instead; several offices share a server."),
    )
