"""E-mail addresses as they go over the line: in mail, in calendars, and when two are compared."""

from __future__ import annotations

from urllib.parse import quote, unquote

# The older rule for names of servers (IDNA 2003), which is what is at hand, takes these for other letters, and with
# them leads to other servers: such a name is left as it is.
_OTHERWISE = frozenset("ßςẞ\u200c\u200d")
_PLAIN = "!$'*+-._~"


def ascii_mailbox(address: str) -> str:
    """The address with the name of its server in ASCII, as every server takes it; otherwise as it is, without spaces
    around it."""
    plain = address.strip()
    local, at, domain = plain.rpartition("@")
    if plain.isascii() or not at or not _OTHERWISE.isdisjoint(domain):
        return plain
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return plain


def mailto(address: str) -> str:
    """The address as a URI (RFC 6068): whatever has a meaning in one is encoded."""
    local, at, domain = ascii_mailbox(address).rpartition("@")
    return "mailto:" + quote(local, safe=_PLAIN) + at + quote(domain, safe=_PLAIN)


def of_uri(words: str) -> str:
    """The address that such a URI names, after its scheme; also of programs that encode nothing."""
    try:
        plain = unquote(words, errors="strict")
    except UnicodeDecodeError:
        plain = words
    return ascii_mailbox(plain if plain.isprintable() else words)
