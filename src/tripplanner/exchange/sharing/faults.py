"""What a server or the way to it refused, as a sentence that says what to do."""

from __future__ import annotations

import ssl
from urllib.parse import urljoin, urlsplit

import httpx

from tripplanner.exchange.sharing.place import Unreachable
from tripplanner.i18n import Message, msg

KEPT = msg("What was published before is still there, and what is left to publish follows the next time.")

_STATUS: dict[int, tuple[Message, Message]] = {
    401: (
        msg("The server does not accept this user and password."),
        msg("Type both again; many servers want an app password made in their settings."),
    ),
    403: (
        msg("The server does not let this user write there."),
        msg("Ask its administrator for the right to write in that folder, or choose another address."),
    ),
    404: (
        msg("There is no such place on the server."),
        msg("Compare the address with the one the server shows, to the last slash."),
    ),
    405: (
        msg("This address does not take files."),
        msg("Use the WebDAV or CalDAV address of the server, not that of its web page."),
    ),
    501: (
        msg("This address does not take files."),
        msg("Use the WebDAV or CalDAV address of the server, not that of its web page."),
    ),
    409: (
        msg("The folder above this address is missing on the server."),
        msg("Make that folder on the server first, or choose an address that exists."),
    ),
    413: (msg("A calendar is larger than the server takes."), msg("Ask its administrator to allow larger files.")),
    423: (
        msg("Somebody has locked the calendar on the server."),
        msg("Close it in the other program, or wait until the lock ends; then publish again."),
    ),
    429: (msg("The server asks for fewer requests."), msg("Wait a few minutes, then publish again.")),
    503: (msg("The server is busy or being looked after."), msg("Publish again later.")),
    507: (msg("There is no space left on the server."), msg("Free some space there, then publish again.")),
}


def refused(response: httpx.Response, where: str) -> Unreachable:
    """The error of an answer that is no success; ``where`` is the address that a person knows."""
    if response.is_redirect:
        return _moved(response, where)
    what, todo = _STATUS.get(response.status_code) or (
        msg("The server answered with an error ({status}).", status=response.status_code),
        msg("Publish again later; if it stays, show this message to the server’s administrator."),
    )
    return Unreachable(msg("{where}: {what}", where=where, what=what), KEPT, todo)


def _moved(response: httpx.Response, where: str) -> Unreachable:
    """A redirect is not followed: the password would go to an address nobody entered."""
    found = urljoin(str(response.request.url), response.headers.get("location", ""))
    parts = urlsplit(found)
    return Unreachable(
        msg("{where}: The server says that this place is now at {address}.", where=where,
            address=f"{parts.scheme}://{parts.netloc}/"),
        KEPT,
        msg("If that is the office’s server, enter the new address; the password was not sent there."),
    )  # fmt: skip


def no_calendars(where: str) -> Unreachable:
    """It takes files, perhaps, but makes no calendars."""
    what = msg("This server makes no calendars.")
    return Unreachable(msg("{where}: {what}", where=where, what=what), KEPT, msg("Choose WebDAV instead of CalDAV."))


def unreachable(error: Exception, where: str) -> Unreachable:
    """The error of a server that was not reached."""
    what, todo = _way(error)
    return Unreachable(msg("{where}: {what}", where=where, what=what), KEPT, todo)


def _way(error: BaseException) -> tuple[Message, Message]:
    if _is_certificate(error):
        return (
            msg("The server’s certificate is not the one of this address, or nobody vouches for it."),
            msg("Check the address. If it is right, ask the administrator: nothing was sent to that server."),
        )
    if isinstance(error, httpx.TimeoutException):
        return msg("The server does not answer."), msg("Check the connection, then publish again.")
    return (
        msg("The server cannot be reached."),
        msg("Check the address and the connection, then publish again."),
    )


def _is_certificate(error: BaseException | None) -> bool:
    """httpx keeps what the encryption said as a cause, and of it sometimes the words alone."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
