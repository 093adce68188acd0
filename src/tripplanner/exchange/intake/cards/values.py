"""The values of properties: bytes to words, in whichever charset, and words taken apart."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass

from tripplanner.exchange.intake.cards.lines import Property
from tripplanner.exchange.intake.encodings import guess

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ALIASES = {"GB2312": "gb18030", "GBK": "gb18030", "GB18030": "gb18030", "ISO-8859-1": "cp1252", "UNICODE": "utf-8",
            "ANSI": "cp1252", "US-ASCII": "utf-8", "ASCII": "utf-8"}  # fmt: skip
_TECHNICAL = frozenset(("VALUE", "TZID", "CHARSET", "LANGUAGE", "PREF", "ALTID", "SORT-AS", "PID", "PROP-ID"))
_CODECS = frozenset(
    ("utf-8", "gb18030", "cp1252", "big5", "shift_jis", "euc_kr", "utf-16", "iso-2022-jp", "iso-8859-2", "iso-8859-15",
     "windows-1250", "windows-1251", "windows-1252", "koi8-r", "euc-jp", "cp936", "cp950", "mac_roman", "iso-8859-5",
     "iso-8859-9", "windows-1254", "windows-1257", "iso-8859-7", "windows-1253")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """How words without a charset are read: UTF-8, else ``encoding``, which the file as a whole suggests."""

    encoding: str = ""


def text_of(found: Property, wording: Wording) -> str | None:
    """The words of a value, escapes still in them; ``None`` when they are in no encoding that is known."""
    data = bytes_of(found)
    if data is None:
        return None
    charset = found.parameters.get("CHARSET", "").upper()
    for name in (_codec(charset) if charset else "", "utf-8", wording.encoding):
        if name and (text := _decoded(data, name)) is not None:
            return text
    likely = guess(data)
    return _decoded(data, likely[0].name) if likely else None


def bytes_of(found: Property) -> bytes | None:
    """The bytes of a value without their transfer encoding; ``None`` when they are not in it."""
    if found.encoding == "QUOTED-PRINTABLE":
        return quopri.decodestring(found.raw)
    if found.encoding in ("BASE64", "B"):
        try:
            return base64.b64decode(re.sub(rb"\s+", b"", found.raw), validate=True)
        except (binascii.Error, ValueError):
            return None
    return found.raw


def _codec(charset: str) -> str:
    name = _ALIASES.get(charset, charset.lower())
    return name if name in _CODECS else ""


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def beside(found: Property) -> str:
    """Parameters that say more than how the value is written: ``CN=Anne Roy; ROLE=CHAIR``."""
    said = ((key, plain(value)) for key, value in found.parameters.items() if key not in _TECHNICAL)
    return "; ".join(f"{key}={value}" for key, value in said if value)


def plain(text: str) -> str:
    """Words without their escapes."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()


def parted(text: str, sign: str) -> list[str]:
    """The parts of a value between a sign that is not escaped; their escapes stay."""
    found, start, at = list[str](), 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == sign:
            found.append(text[start:at])
            start = at + 1
        at += 1
    return [*found, text[start:]]
