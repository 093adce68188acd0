"""The head of a mail, written out: what is not plain becomes encoded words (RFC 2047), so that no name can end a line.

The standard library’s own writer parts long names with spaces that were not there, and is slow.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from tripplanner.mailboxes import ascii_mailbox

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;!?'()/&+_-]{0,60}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 .,'()&_-]{1,60}")
_OCTETS = 45  # of a word: with its frame it stays below the 75 characters that it may have


def line(field: str, words: str) -> bytes:
    """A line of the head that says ``words``."""
    plain = " ".join(words.split())
    return _written(field, plain if _PLAIN.fullmatch(plain) else _encoded(plain))


def address(field: str, name: str, mailbox: str) -> bytes:
    """A line that names one person at one mailbox (without spaces; ASCII but for the name of its server)."""
    mailbox = ascii_mailbox(mailbox)
    plain = " ".join(name.split())
    if not plain:
        return _written(field, mailbox)
    shown = f'"{plain}"' if _PLAIN_NAME.fullmatch(plain) else _encoded(plain)
    return _written(field, f"{shown}\r\n <{mailbox}>")


def _written(field: str, value: str) -> bytes:
    return f"{field}: {value}\r\n".encode("ascii")


def _encoded(words: str) -> str:
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(part).decode()}?=" for part in _parts(words))


def _parts(words: str) -> Iterator[bytes]:
    """Pieces of whole characters."""
    piece = b""
    for character in words:
        octets = character.encode()
        if len(piece) + len(octets) > _OCTETS:
            yield piece
            piece = b""
        piece += octets
    yield piece
