"""Which translations a document prints are missing, stale or not reviewed: found in its content, for lists and letters.

Documents that are typeset for travellers note them while they are laid out; what is printed of a list or a letter
stands in its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from tripplanner.documents.content import Ref, TripContent
from tripplanner.documents.content.common import Head
from tripplanner.documents.voices import TranslationList, Voice, voices
from tripplanner.i18n import Message
from tripplanner.text import Text

_PLAIN = (str, bytes, int, float, bool, type(None), Message, Ref)
_NOWHERE = Ref("", "")


def unfinished_in(content: Any, trip: Head, title: Message, languages: tuple[str, ...]) -> TranslationList:
    """The list of what ``content`` prints; ``title`` says where, of texts that no record of the trip is known by."""
    found = TranslationList()
    places: Mapping[int, tuple[Ref, str, Message | Text]] | None = None
    for text in {id(text): text for text in _texts(content)}.values():
        if all(text.state(code) in ("source", "reviewed") for code in languages):
            continue
        spoken, place = voices(text, languages), (_NOWHERE, text.best(), title)
        if any(voice.mark for voice in spoken):  # what is only to be reviewed is counted, wherever it is
            places = places if places is not None else _places(trip)
            place = places.get(id(text), place)
        ref, name, where = place
        found.note(where, ref, name, text, spoken)
    return found


def _texts(part: Any) -> Iterator[Text]:
    """Every text below; the trip that a content brings along is printed in no other way than by them."""
    if isinstance(part, Text):
        if part:
            yield part
    elif isinstance(part, Voice):
        if part.text is not None:
            yield part.text
    elif isinstance(part, (tuple, list)):
        for one in part:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(one)
    elif not isinstance(part, (*_PLAIN, TripContent)) and is_dataclass(part):
        for name in _names(type(part)):
            yield from _texts(getattr(part, name))


def _places(trip: Head) -> dict[int, tuple[Ref, str, Message | Text]]:
    """The record, the field and the name of the record, by the identity of each text of a trip."""
    found: dict[int, tuple[Ref, str, Message | Text]] = {}
    _look(trip, found, set())
    return found


def _look(part: Any, found: dict[int, tuple[Ref, str, Message | Text]], seen: set[int]) -> None:
    if isinstance(part, (tuple, list)):
        for one in part:  # pyright: ignore[reportUnknownVariableType]
            _look(one, found, seen)
    elif isinstance(part, Mapping):
        for one in part.values():  # pyright: ignore[reportUnknownVariableType]
            _look(one, found, seen)
    elif not isinstance(part, (*_PLAIN, Text)) and is_dataclass(part) and id(part) not in seen:
        seen.add(id(part))
        names = _names(type(part))
        ref = getattr(part, "ref", None)
        called = next((one for name in ("title", "name") if isinstance(one := getattr(part, name, None), Text)), None)
        for name in names:
            value = getattr(part, name)
            if isinstance(value, Text) and isinstance(ref, Ref):
                found.setdefault(id(value), (ref, name, called or value))
            else:
                _look(value, found, seen)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
