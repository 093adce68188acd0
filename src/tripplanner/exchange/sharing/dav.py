"""WebDAV (RFC 4918) and CalDAV (RFC 4791): as much of them as publishing needs.

Certificates are verified, redirects are not followed, entity tags guard what is replaced. On WebDAV a file is written
under another name and then moved, where the server can; a CalDAV server takes each item whole by itself.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

import httpx

from tripplanner.exchange.sharing.faults import no_calendars, refused, unreachable
from tripplanner.exchange.sharing.place import Changed, Shelf, Unreachable
from tripplanner.exchange.sharing.targets import ascii_address
from tripplanner.i18n import msg
from tripplanner.log import logger

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_LARGEST_ANSWER = 20 * 2**20  # octets
_LONGEST_ANSWER = 60.0  # seconds
_READ_HEADERS = ("etag", "location", "www-authenticate")
_TYPES = {".ics": "text/calendar; charset=utf-8"}
_PART = ".part"
_DAV = "{DAV:}"
_PROPFIND = (
    '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop>'
    "<d:getetag/><d:getlastmodified/><d:getcontentlength/><d:resourcetype/></d:prop></d:propfind>"
)
_MKCALENDAR = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>'
    "<d:displayname>{title}</d:displayname>"
    '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
    "</d:prop></d:set></c:mkcalendar>"
)
_log = logger(__name__)


class DavPlace:
    """A :class:`~tripplanner.exchange.sharing.place.Place` on a server.

    ``address`` is an https URL; ``context`` verifies certificates, by default against those of the system.
    """

    def __init__(
        self, address: str, user: str = "", password: str = "", *, context: ssl.SSLContext | None = None,
        timeout: httpx.Timeout = _TIMEOUT, calendars: bool = False,
    ) -> None:  # fmt: skip
        self._root = address.rstrip("/")
        self._base = ascii_address(self._root)
        self._login = (user, password)
        self._calendars = calendars
        self._moves = not calendars
        self._compares = True  # until a tag turns up that no request can be tied to
        self._client = httpx.Client(
            verify=context or _verifying(address), timeout=timeout, follow_redirects=False,
            auth=httpx.BasicAuth(user, password) if user else None, headers={"User-Agent": "tripplanner"},
            trust_env=True,
        )  # fmt: skip

    def prepare(self, shelves: list[Shelf]) -> None:
        if not self._is_there(""):
            self._must(self._send("MKCOL", ""), 201, 405)
        for shelf in shelves:
            if not self._is_there(shelf.path):
                self._make(shelf)

    def tags(self, folder: str) -> dict[str, str]:
        answer = self._send("PROPFIND", folder + "/", _PROPFIND.encode(), {"Depth": "1", **_XML})
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return {}
        self._must(answer, 207)
        return {f"{folder}/{name}".lstrip("/"): tag for name, tag in self._tags_of(answer)}

    def put(self, path: str, data: bytes, tag: str) -> str:
        if self._moves:
            found = self._put_aside(path, data, tag)
            if found is not None:
                return found
        guard = self._guard(tag) if tag else {"If-None-Match": "*"}
        answer = self._send("PUT", path, data, {**guard, **_content_type(path)})
        return self._new_tag(path, self._must(answer, 200, 201, 204))

    def remove(self, path: str, tag: str) -> None:
        answer = self._send("DELETE", path, headers=self._guard(tag))
        if answer.status_code not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            self._must(answer, 200, 202, 204)

    def remove_shelf(self, path: str) -> None:
        if self._is_there(path) and not self.tags(path):
            self._must(self._send("DELETE", path + "/"), 200, 202, 204, 404)

    def close(self) -> None:
        self._client.close()

    def _put_aside(self, path: str, data: bytes, tag: str) -> str | None:
        """Under another name, then moved; ``None`` where the server cannot move."""
        aside = _beside(path)
        answer = self._send("PUT", aside, data, _content_type(path))
        if answer.status_code in _CANNOT:
            self._moves = False
            return None
        self._must(answer, 200, 201, 204)
        guard = {"If": f"<{self._url(path)}> ([{tag}])"} if self._guard(tag) else {}
        moved = self._send("MOVE", aside, headers={
            "Destination": self._url(path), "Overwrite": "T" if tag else "F", **guard})  # fmt: skip
        if moved.status_code in (201, 204):
            return self._new_tag(path, moved)
        self._send("DELETE", aside)
        if moved.status_code in _CANNOT:
            self._moves = False
            return None
        self._must(moved, 201, 204)
        return None

    def _make(self, shelf: Shelf) -> None:
        if self._calendars and shelf.title:
            body = _MKCALENDAR.format(title=escape(shelf.title)).encode()
            answer = self._send("MKCALENDAR", shelf.path + "/", body, _XML)
            if answer.status_code in (405, 501):
                raise no_calendars(self._root)
        else:
            answer = self._send("MKCOL", shelf.path + "/")
        self._must(answer, 201)

    def _is_there(self, path: str) -> bool:
        answer = self._send("PROPFIND", path + "/" if path else "", _PROPFIND.encode(), {"Depth": "0", **_XML})
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return False
        self._must(answer, 207)
        told = [one.findtext(f"{_DAV}status") or "" for one in self._told(answer)]
        return not told or not all(_NOT_THERE.fullmatch(status.strip()) for status in told)

    def _new_tag(self, path: str, answer: httpx.Response) -> str:
        """A server need not say the tag of what it has just taken: it is asked for that file, and, where it only lists
        folders, for all that lies beside it."""
        told = self._tag(answer.headers.get("etag", ""))
        if told:
            return told
        found = self._send("PROPFIND", path, _PROPFIND.encode(), {"Depth": "0", **_XML})
        own = [tag for _, tag in self._tags_of(found)] if found.status_code == HTTPStatus.MULTI_STATUS else []
        return own[0] if own else self.tags(path.rpartition("/")[0]).get(path, "")

    def _tags_of(self, answer: httpx.Response) -> Iterator[tuple[str, str]]:
        """The files directly in a folder by name: behind some proxies the paths before it are not those asked for."""
        for one in self._told(answer):
            name = unquote(urlsplit((one.findtext(f"{_DAV}href") or "").strip()).path).rpartition("/")[2]
            if not name or name.endswith(_PART) or any(True for _ in one.iter(f"{_DAV}collection")):
                continue
            tag = self._tag(next((found.text or "" for found in one.iter(f"{_DAV}getetag")), ""))
            tag = tag or _UNTAGGED + _instead(one)
            if tag != _UNTAGGED:
                yield name, tag

    def _tag(self, told: str) -> str:
        """A tag in one form: some servers leave the quotes out in one place, or mark it as weak, or as packed for the
        way. No request can be tied to a weak one, or to one that is written otherwise than tags are."""
        tag = told.strip()
        bare = tag.removeprefix("W/").strip('"')
        self._compares = self._compares and tag in ("", f'"{bare}"')
        return f'"{bare.removesuffix("-gzip")}"' if bare else ""

    def _guard(self, tag: str) -> dict[str, str]:
        """What keeps a request from what somebody else wrote meanwhile, as far as the server can be asked so."""
        return {"If-Match": tag} if self._compares and tag and not tag.startswith(_UNTAGGED) else {}

    def _told(self, answer: httpx.Response) -> list[Element]:
        """What a server tells of each resource."""
        from xml.etree.ElementTree import ParseError

        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring

        try:
            return list(fromstring(answer.content).iter(f"{_DAV}response"))
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise self._no_dav() from error

    def _must(self, answer: httpx.Response, *expected: int) -> httpx.Response:
        if answer.status_code in expected:
            return answer
        if answer.status_code == HTTPStatus.PRECONDITION_FAILED:
            raise Changed(str(answer.request.url.path))
        raise refused(answer, self._root)

    def _send(
        self, method: str, path: str, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        try:
            answer = self._asked(method, path, content, headers or {})
            if answer.status_code == HTTPStatus.UNAUTHORIZED and self._wants_digest(answer):
                answer = self._asked(method, path, content, headers or {})
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            _log.info("%s failed: %s", method, type(error).__name__)
            raise unreachable(error, self._root) from error
        return answer

    def _asked(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> httpx.Response:
        """The answer, as far as it is of a size and comes in a time that a server needs."""
        with self._client.stream(method, self._url(path), content=content, headers=headers) as answer:
            told, since = bytearray(), time.monotonic()
            for part in answer.iter_bytes():
                told += part
                if len(told) > _LARGEST_ANSWER or time.monotonic() - since > _LONGEST_ANSWER:
                    raise self._no_dav()
            kept = {name: answer.headers[name] for name in _READ_HEADERS if name in answer.headers}
            return httpx.Response(answer.status_code, headers=kept, content=bytes(told), request=answer.request)

    def _no_dav(self) -> Unreachable:
        return Unreachable(
            msg("{where}: What the server answers is not WebDAV.", where=self._root), None,
            msg("Use the WebDAV or CalDAV address of the server, not that of its web page."),
        )  # fmt: skip

    def _wants_digest(self, answer: httpx.Response) -> bool:
        """The server asks for the older way to log in; from now on it is used."""
        asked = answer.headers.get("www-authenticate", "").casefold()
        if not self._login[0] or not asked.startswith("digest") or isinstance(self._client.auth, httpx.DigestAuth):
            return False
        self._client.auth = httpx.DigestAuth(*self._login)
        return True

    def _url(self, path: str) -> str:
        return f"{self._base}/{quote(path.lstrip('/'))}"


_NOT_THERE = re.compile(r"HTTP/\S+ (?:404|410)\b.*", re.DOTALL)
_UNTAGGED = "~"


def _instead(told: Element) -> str:
    """When a file was written and how long it is: these stand for the tag where a server has none."""
    parts = (told.iter(_DAV + name) for name in ("getlastmodified", "getcontentlength"))
    return " ".join((one.text or "").strip() for part in parts for one in part).strip()


_XML = {"Content-Type": "application/xml; charset=utf-8"}


def _verifying(address: str) -> ssl.SSLContext | bool:
    """Certificates are always verified; within this computer there may be none, and reading those of the system takes
    a while."""
    return ssl.create_default_context() if urlsplit(address).scheme == "https" else False


# Not found, not allowed, conflict, not implemented: a server that takes files here but moves none says one of these.
_CANNOT = (400, 403, 404, 405, 409, 415, 501, 502)


def _beside(path: str) -> str:
    """The same name each time: what an interrupted publication left there is overwritten by the next."""
    folder, _, name = path.rpartition("/")
    aside = f".{name}{_PART}"
    return f"{folder}/{aside}" if folder else aside


def _content_type(path: str) -> dict[str, str]:
    return {"Content-Type": _TYPES.get(path[path.rfind(".") :], "application/octet-stream")}
