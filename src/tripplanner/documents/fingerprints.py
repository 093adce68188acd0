"""Whether two documents would say the same: a digest of frozen content, quick where copies share their parts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from operator import attrgetter
from typing import Any, cast

from tripplanner.text import Text

_PLAIN = (str, int, float, bool, type(None), date, datetime, time, complex)


class Fingerprints:
    """Digests of content. A part that was met before, in whatever copy, is not gone through again: it is kept."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, content: object) -> bytes | None:
        """The digest of frozen content; None where it holds something that has no value of its own (a session)."""
        try:
            return self._digest(content)
        except _Opaque:
            return None

    def _digest(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if isinstance(value, _PLAIN):
            return repr(value).encode("utf-8", "surrogatepass")
        made = hashlib.blake2b(self._parts(value), digest_size=16).digest()
        self._known[id(value)] = (value, made)
        return made

    def _parts(self, value: object) -> bytes:
        """The value as its type and the digests of what it is made of."""
        kind = type(value).__qualname__.encode() + b"\x00"
        if isinstance(value, Text):
            return kind + value.to_json().encode("utf-8", "surrogatepass")
        if isinstance(value, bytes):
            return kind + value
        if isinstance(value, Mapping):
            pairs = cast("Mapping[object, object]", value).items()
            return kind + b"".join(sorted(self._joined(pair) for pair in pairs))
        if isinstance(value, frozenset | set):
            return kind + b"".join(sorted(map(self._whole, cast("frozenset[object]", value))))
        if isinstance(value, tuple | list):
            return kind + self._joined(cast("Iterable[object]", value))
        if is_dataclass(value):
            return kind + self._joined(_reader(type(value))(value))
        raise _Opaque

    def _joined(self, parts: Iterable[object]) -> bytes:
        """The digests of parts, each with its length before it: two neighbours are never taken for two others."""
        found: list[bytes] = []
        for part in parts:
            if type(part) is str:
                digest = part.encode("utf-8", "surrogatepass")
                found.append(b"s%d:" % len(digest))
            else:
                digest = self._digest(part)
                found.append(b"%d:" % len(digest))
            found.append(digest)
        return b"".join(found)

    def _whole(self, part: object) -> bytes:
        return self._joined((part,))


class _Opaque(Exception):
    pass


@cache
def _reader(cls: type) -> Callable[[Any], Iterable[object]]:
    """Gives the fields of a dataclass in order."""
    names = [field.name for field in fields(cls) if field.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]
