"""Servers on loopback for the tests of publishing: Radicale, and a small WebDAV server that can be told to refuse."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from radicale.app import Application
from radicale.config import load


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """A CalDAV server that keeps its calendars in a folder; gives the address of a user’s home."""
    configuration = load()
    told = {"storage": {"filesystem_folder": str(folder), "_filesystem_fsync": False}, "auth": {"type": "none"},
            "rights": {"type": "authenticated"}, "logging": {"level": "error"}}  # fmt: skip
    configuration.update(told, "test", privileged=True)
    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    server = make_server("127.0.0.1", 0, Application(configuration), WSGIServer, _Quiet)
    with _running(server):
        yield f"http://127.0.0.1:{server.server_port}/office/"


@contextmanager
def _running(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Dav:
    """A WebDAV server: its files by path, what it was asked, by whom (``logins``), and what it refuses.

    ``refuses`` maps a method to a status; ``before`` is called with (method, path) before each request is served.
    ``tags`` is how it tells entity tags: as it should, weak, unquoted, packed (another one in the head of an answer) or
    none but when files were written. ``inside``: it says inside an answer that a folder is missing. ``behind`` stands
    before the paths that it lists, as behind a proxy. ``files_too``: it tells of single files, not of folders alone.
    """

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {"/dav"})
    asked: list[tuple[str, str]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    before: Any = None
    tags: str = ""
    inside: bool = False
    behind: str = ""
    files_too: bool = False

    def told(self, path: str, *, head: bool) -> str:
        """The tag as it stands in the head of an answer, or in what PROPFIND lists."""
        plain = self.tag(path).strip('"')
        ways = {"weak": f'W/"{plain}"', "unquoted": plain, "none": "", "packed": f'"{plain}-gzip"' if head else ""}
        return ways.get(self.tags) or ("" if self.tags == "none" else f'"{plain}"')

    def tag(self, path: str) -> str:
        return f'"{hashlib.md5(self.files[path], usedforsecurity=False).hexdigest()}"' if path in self.files else ""


@contextmanager
def dav_server(context: Any = None) -> Iterator[Dav]:
    """Runs one; with ``context`` (an ssl.SSLContext) over TLS."""
    dav = Dav()
    handler = type("Handler", (_Handler,), {"dav": dav})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is part of the tests
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    dav.address = f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/dav"
    with _running(server):
        yield dav


class _Handler(BaseHTTPRequestHandler):
    dav: Dav
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _serve(self) -> None:
        dav, path = self.dav, unquote(urlsplit(self.path).path).rstrip("/")
        data = self.rfile.read(int(self.headers.get("content-length") or 0))
        dav.asked.append((self.command, path))
        dav.logins.append(self.headers.get("Authorization", ""))
        if dav.before:
            dav.before(self.command, path)
        status = dav.refuses.get(self.command)
        if status is not None:
            return self._answer(status, dav.body, dav.headers)
        return getattr(self, "_" + self.command.lower())(path, data)

    do_PUT = do_DELETE = do_MKCOL = do_MKCALENDAR = do_PROPFIND = do_MOVE = _serve  # noqa: N815

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _matches(self, path: str) -> bool:
        tag, wanted, none = self.dav.tag(path), self.headers.get("If-Match"), self.headers.get("If-None-Match")
        if wanted is not None and self.dav.tags == "weak":  # these are never equal to any (RFC 9110, 13.1.1)
            return False
        compared = self.dav.told(path, head=False) if tag else ""
        return (wanted is None or wanted == compared) and not (none == "*" and tag)

    def _put(self, path: str, data: bytes) -> None:
        if path.rpartition("/")[0] not in self.dav.folders:
            return self._answer(409)
        if not self._matches(path):
            return self._answer(412)
        status = 204 if path in self.dav.files else 201
        self.dav.files[path] = data
        told = self.dav.told(path, head=True)
        return self._answer(status, headers={"ETag": told} if told else {})

    def _move(self, path: str, _data: bytes) -> None:
        to = unquote(urlsplit(self.headers["Destination"]).path)
        guard, there = self.headers.get("If", ""), self.dav.tag(to)
        compared = self.dav.told(to, head=False) if there and self.dav.tags != "weak" else there
        if (there and self.headers.get("Overwrite") == "F") or (guard and f"([{compared}])" not in guard):
            return self._answer(412)
        self.dav.files[to] = self.dav.files.pop(path)
        return self._answer(204 if there else 201)

    def _delete(self, path: str, _data: bytes) -> None:
        if path not in self.dav.files:
            return self._answer(404)
        if not self._matches(path):
            return self._answer(412)
        del self.dav.files[path]
        return self._answer(204)

    def _mkcol(self, path: str, _data: bytes) -> None:
        self.dav.folders.add(path)
        self._answer(201)

    def _propfind(self, path: str, _data: bytes) -> None:
        if path in self.dav.files and self.dav.files_too:
            return self._answer(207, _listed(self._row(path)))
        if path not in self.dav.folders:
            missing = f"<d:response><d:href>{path}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
            return self._answer(207, _listed(missing)) if self.dav.inside else self._answer(404)
        inside = [one for one in self.dav.files if one.rpartition("/")[0] == path and self.headers["Depth"] == "1"]
        own = f"<d:response><d:href>{self.dav.behind}{quote(path)}</d:href><d:propstat><d:prop><d:resourcetype>"
        own += "<d:collection/></d:resourcetype><d:getetag>x</d:getetag></d:prop></d:propstat></d:response>"
        return self._answer(207, _listed(own + "".join(map(self._row, inside))))

    def _row(self, path: str) -> str:
        tag = self.dav.told(path, head=False)
        told = (
            f"<d:getetag>{tag}</d:getetag>" if tag else f"<d:getlastmodified>{self.dav.tag(path)}</d:getlastmodified>"
        )
        return (
            f"<d:response><d:href>{quote(path)}</d:href><d:propstat><d:prop>{told}</d:prop></d:propstat></d:response>"
        )


def _listed(rows: str) -> bytes:
    return f'<d:multistatus xmlns:d="DAV:">{rows}</d:multistatus>'.encode()
