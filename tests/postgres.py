"""A PostgreSQL cluster of the tests' own: made from the installed programs, shared by all workers, stopped at the end.

``initdb`` refuses root, so as root the cluster runs as another account. Data is
not synced to disk, and kept in memory where there is enough: it is thrown away.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import scratch

_ACCOUNTS = ("postgres", "nobody")
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    # A database is copied for each test: half of that was writing what only a crash or a standby would read.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """The folder of the newest installed server programs."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql*/bin")]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    found = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return max(found, key=_version, default=None)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", str(folder)))


@dataclass(frozen=True)
class Cluster:
    """A running server, reached by a socket in ``folder``."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://tester@/{database}?host={self.folder}"


@contextmanager
def shared(meeting: Path) -> Iterator[Cluster]:
    """The cluster of this test run. Workers meet in the folder ``meeting``: the first starts it, the last stops it."""
    with alone(meeting):
        note = meeting / "postgres"
        users = int((meeting / "users").read_text()) if note.exists() else 0
        if not users:
            note.write_text(str(_start()))
        (meeting / "users").write_text(str(users + 1))
        cluster = Cluster(Path(note.read_text()))
    try:
        yield cluster
    finally:
        with alone(meeting):
            users = int((meeting / "users").read_text()) - 1
            (meeting / "users").write_text(str(users))
            if not users:
                _stop(cluster.folder)
                note.unlink()


@contextmanager
def alone(meeting: Path, what: str = "postgres") -> Iterator[None]:
    """Waits until no other worker of this run is at the same thing."""
    import fcntl

    with (meeting / f"{what}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start() -> Path:
    """Makes and starts a cluster; returns its folder. The path is short: a socket's name may have 107 bytes."""
    binaries = programs()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="tp-pg-", dir=_place()))
    account = _account()
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    options = ["--auth=trust", "--username=tester", "--encoding=UTF8", "--no-locale", "--no-sync"]
    _run([str(binaries / "initdb"), "-D", str(data), *options], account, folder)
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *settings],
            stdout=log,
            stderr=log,
            user=account,
            cwd=folder,
            start_new_session=True,
        )
    server.returncode = 0  # it outlives the worker that starts it; whoever comes last ends it
    _wait(binaries, folder)
    return folder


def _place() -> Path | None:
    """Where the cluster lies; ``None``: the system's own folder for what is temporary."""
    return scratch.place() or (Path("/tmp") if os.name == "posix" else None)


def _wait(binaries: Path, folder: Path) -> None:
    ready = [str(binaries / "pg_isready"), "-q", "-h", str(folder)]
    end = time.monotonic() + 30
    while subprocess.run(ready, check=False).returncode:
        assert time.monotonic() < end, (folder / "log").read_text()
        time.sleep(0.05)


def _stop(folder: Path) -> None:
    pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGINT)
    end = time.monotonic() + 30
    while (folder / "data" / "postmaster.pid").exists() and time.monotonic() < end:
        time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], account: str | None, folder: Path) -> None:
    done = subprocess.run(command, user=account, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _account() -> str | None:
    """The account to run the server as; ``None``: our own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in known)
