"""Words of the interface and of the documents, in any language that has a catalogue.

Two gettext domains: ``ui`` follows the person, ``documents`` follows the
document. Source strings are English. Code never holds a translated string; it
holds a :class:`Message` and calls :func:`say` with a language at the last
moment, so the interface can change language while it runs::

    say(msg("{count} delegates", count=14), "fr")
    say(printed("Lunch"), "zh")

``msg``/``msgn`` (domain ui) and ``printed``/``printedn`` (domain documents)
are also the marks by which Babel extracts the strings.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from tripplanner.dates import listed, number, short_date
from tripplanner.resources import data_root
from tripplanner.text import Text

SOURCE_LANGUAGE = "en"
DOMAINS = ("ui", "documents")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence still to be said in some language.

    ``params`` fill ``{name}`` fields; a value may be a Message itself, or a
    :class:`~tripplanner.text.Text`, said in the best language it has, or a date, written as the language does, or a
    tuple of values, listed with the commas of the language. With
    ``plural`` set, ``n`` chooses the form and is available as ``{n}``, grouped as the language does (``79 800``).
    """

    id: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    domain: str = "ui"
    plural: str | None = None
    n: int | None = None

    def to_json(self) -> dict[str, object]:
        """A JSON-ready form (nested messages included); see :meth:`from_json`."""
        params = {name: _plain(value) for name, value in self.params.items()}
        return {"id": self.id, "params": params, "domain": self.domain, "plural": self.plural, "n": self.n}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Message:
        """The opposite of :meth:`to_json`."""
        params = {key: _value(value) for key, value in dict(raw.get("params") or {}).items()}
        return cls(raw["id"], params, raw["domain"], raw.get("plural"), raw.get("n"))


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return {"text": value.to_json()}
    if type(value) is date:
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return list(map(_plain, cast("tuple[object, ...]", value)))
    return value.to_json() if isinstance(value, Message) else value


def _value(raw: object) -> object:
    """A parameter as it was: a message or a text inside a message is one again."""
    if isinstance(raw, list):
        return tuple(map(_value, cast("list[object]", raw)))
    if not isinstance(raw, dict):
        return raw
    fields = cast("dict[str, Any]", raw)
    if "text" in fields:
        return Text.from_json(fields["text"])
    if "date" in fields:
        return date.fromisoformat(fields["date"])
    return Message.from_json(fields) if "domain" in fields else fields


def msg(id: str, /, **params: object) -> Message:
    """A sentence of the interface (also errors and findings)."""
    return Message(id, params)


def msgn(singular: str, plural: str, n: int, /, **params: object) -> Message:
    """A sentence of the interface that depends on a number, available as ``{n}``."""
    return Message(singular, params, "ui", plural, n)


def printed(id: str, /, **params: object) -> Message:
    """A sentence printed in a document or written into a calendar."""
    return Message(id, params, "documents")


def printedn(singular: str, plural: str, n: int, /, **params: object) -> Message:
    """A sentence of a document that depends on a number, available as ``{n}``."""
    return Message(singular, params, "documents", plural, n)


def say(message: Message, language: str) -> str:
    """The message in ``language``; English where the catalogue lacks it."""
    catalogue = _catalogue(message.domain, language)
    if message.plural is None:
        text = catalogue.gettext(message.id)
    else:
        text = catalogue.ngettext(message.id, message.plural, message.n or 0)
    if not message.params and message.n is None:
        return text
    values = {name: _spoken(value, language) for name, value in message.params.items()}
    if message.n is not None:
        values.setdefault("n", number(message.n, language))
    return text.format(**values)


def _spoken(value: object, language: str) -> object:
    if isinstance(value, Text):
        return value.best(language)
    if type(value) is date:
        return short_date(value, language).replace("日 ", "日")  # within a Chinese sentence no space is typed
    if isinstance(value, tuple):
        parts = (str(_spoken(one, language)) for one in cast("tuple[object, ...]", value))
        return listed(parts, language)
    return say(value, language) if isinstance(value, Message) else value


@cache
def languages() -> tuple[str, ...]:
    """Languages that have an interface catalogue, sorted with the source language's rules: fr, en, zh first."""
    found = {path.parents[1].name for path in data_root().glob("i18n/*/LC_MESSAGES/ui.po")}
    found |= {path.parents[1].name for path in data_root().glob("i18n/*/LC_MESSAGES/ui.mo")}
    first = [code for code in ("fr", "en", "zh") if code in found]
    return (*first, *sorted(found - set(first)))


@cache
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    """The compiled catalogue; where the .po is newer (a checkout being worked on) it is compiled first."""
    folder = data_root() / "i18n" / language / "LC_MESSAGES"
    compiled, source = folder / f"{domain}.mo", folder / f"{domain}.po"
    fresh = compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime)
    if fresh:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if source.exists():
        binary = _compile(source.read_bytes(), language)
        _keep(binary, compiled)
        return gettext.GNUTranslations(io.BytesIO(binary))
    return gettext.NullTranslations()


def _compile(po: bytes, language: str) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    write_mo(buffer, read_po(io.BytesIO(po), locale=language))
    return buffer.getvalue()


def _keep(binary: bytes, compiled: Path) -> None:
    """Save the next start the compilation; a folder that cannot be written only means doing it again."""
    aside = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    try:
        aside.write_bytes(binary)
        aside.replace(compiled)
    except OSError:
        aside.unlink(missing_ok=True)
