"""A PDF file as numbered objects: what pages, fonts and links are written into.

Objects are written in the order of their numbers, a number may be asked for before its object is there, and nothing
comes from the clock or from chance: the same objects give the same bytes. The syntax is that of ISO 32000-1, 7.2–7.5.
"""

from __future__ import annotations

import hashlib
import zlib

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """Objects of one file, numbered from 1."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def number(self) -> int:
        """A number for an object that is given later by :meth:`put`."""
        self._objects.append(b"null")
        return len(self._objects)

    def put(self, number: int, written: str) -> None:
        """The object of a number, as it is written."""
        self._objects[number - 1] = written.encode("ascii")

    def add(self, written: str) -> int:
        """An object, as it is written; its number."""
        self._objects.append(written.encode("ascii"))
        return len(self._objects)

    def add_stream(self, data: bytes, entries: str) -> int:
        """A stream with the entries of its dictionary (its length apart); its number."""
        head = f"<<{entries} /Length {len(data)}>>\nstream\n".encode("ascii")
        self._objects.append(b"%b%b\nendstream" % (head, data))
        return len(self._objects)

    def add_packed(self, data: bytes, level: int) -> int:
        """A stream of ``data``, compressed; its number."""
        return self.add_stream(zlib.compress(data, level), "/Filter /FlateDecode")

    def finished(self, root: int, info: int) -> bytes:
        """The whole file, of which ``root`` is the catalogue and ``info`` says what it is."""
        parts = [_HEAD]
        at = len(_HEAD)
        places = ["0000000000 65535 f \n"]
        for number, written in enumerate(self._objects, 1):
            places.append(f"{at:010} 00000 n \n")
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, written))
            at += len(parts[-1])
        body = b"".join(parts)
        name = hashlib.sha256(body).hexdigest()[:32]
        size = len(self._objects) + 1
        end = (
            f"xref\n0 {size}\n{''.join(places)}trailer\n<</Size {size} /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{name}> <{name}>]>>\nstartxref\n{at}\n%%EOF\n"
        )
        return body + end.encode("ascii")


def text(words: str) -> str:
    """Words for a person as a PDF string: as they are where they are ASCII, else in UTF-16."""
    if words.isascii() and words.isprintable():
        return literal(words)
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"


def literal(words: str) -> str:
    """Printable ASCII as a PDF string."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"


def address(target: str) -> str:
    """Where a link leads, as the seven bits that PDF asks for: what is not ASCII is percent-encoded."""
    if target.isascii() and target.isprintable():
        return literal(target)
    encoded = target.encode("utf-8", "replace")
    return literal("".join(chr(byte) if 0x20 < byte < 0x7F else f"%{byte:02X}" for byte in encoded))


def measure(value: float) -> str:
    """A measure in points: the size of a page is taken from here again where sheets are made of it."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
