"""Small things every part of the itinerary needs: columns, inline names, badges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tripplanner.dates import list_comma
from tripplanner.documents import kept
from tripplanner.documents.content import HostLine, PlaceLine, Ref, TripContent
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import badge
from tripplanner.documents.typesetting.marks import Block, Source
from tripplanner.documents.typesetting.style import Style
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, say
from tripplanner.text import Text

SMALL = st.Style(8.5, 12.0)
_BYTES = 8_000
"""What a row takes in memory, about."""


def gap(language: str) -> str:
    """What stands between a label and its words: nothing after a Chinese colon."""
    return "" if language == "zh" else " "


def cells(
    s: Setter,
    text: Text,
    ref: Ref,
    name: str,
    columns: Sequence[tuple[float, float]],
    style: Style,
    *,
    title: bool = False,
    lead: Message | None = None,
    badges: Sequence[Piece] = (),
) -> list[tuple[float, Block]]:
    """The text in each language's column; ``lead`` is a label before the words, ``badges`` open the first column."""
    found: list[tuple[float, Block]] = []
    for n, (voice, (x, width)) in enumerate(zip(s.voices(text, ref, name), columns, strict=False)):
        before = list(badges) if n == 0 else []
        if lead and voice.mark != "missing":
            words = say(lead, voice.column) + gap(voice.column)
            before.append(
                Span(
                    words,
                    style if style.strike else st.Style(style.size, style.leading, 600, style.colour),
                    voice.column,
                )
            )
        source = Source(ref.table, ref.uuid, name)
        found.append((x, s.voice(voice, width, style, title=title, before=before, source=source)))
    return found


def inline(s: Setter, text: Text, ref: Ref, name: str, language: str, style: Style) -> list[Span]:
    """A name within a line: words of another language stand in violet where its own are missing or stale."""
    if not text:
        return []
    spoken = {voice.column: voice for voice in s.voices(text, ref, name)}
    voice = spoken[language]
    source = Source(ref.table, ref.uuid, name)
    if voice.mark == "missing":
        words = text.best(*s.languages)
        own = next((code for code, said in text.words.items() if said == words), text.source)
        return [Span(words, style.in_(st.STALE), own, source)]
    return [Span(voice.words, style.in_(st.STALE) if voice.mark else style, voice.language, source)]


def joined(parts: Iterable[Sequence[Span]], between: str) -> list[Span]:
    """Lists of spans one after the other, ``between`` put before each but the first."""
    spans: list[Span] = []
    for part in parts:
        if part and spans:
            spans.append(Span(between, part[0].style, spans[-1].language))
        spans += part
    return spans


def place_name(s: Setter, place: PlaceLine | None, language: str, style: Style) -> list[Span]:
    return inline(s, place.name, place.ref, "name", language, style) if place else []


def town_of(place: PlaceLine) -> tuple[Text, Ref]:
    """The name of the town a place lies in (else its own), and the record it comes from."""
    return (place.town, place.town_ref or place.ref) if place.town else (place.name, place.ref)


def host_names(s: Setter, hosts: Sequence[HostLine], language: str, style: Style) -> list[Span]:
    """Acronyms where there are any, else names."""
    names: list[list[Span]] = []
    for host in hosts:
        organisation = host.organisation
        if organisation.acronym:
            source = Source(organisation.ref.table, organisation.ref.uuid, "acronym")
            names.append([Span(organisation.acronym, style, language, source)])
        else:
            names.append(inline(s, organisation.name, organisation.ref, "name", language, style))
    return joined(names, list_comma(language))


def brief(spans: list[Span]) -> list[Span]:
    """Names without what stands in brackets after them: ``Aéroport de Genève``."""
    return [replace(span, text=re.split(r"\s*[(（]", span.text)[0] or span.text) for span in spans]


def shared(s: Setter, badges: Badges, name: str, said: object, make: Callable[[], Block]) -> Block:
    """The block that ``make`` makes of ``said`` alone: copies that say the same share it."""
    key = (said, s.languages, s.place, badges.order)
    block, lacking = kept.part(f"{name} of an itinerary", key, lambda: _with_lacking(s, make), lambda _: _BYTES)
    s.unfinished.add(lacking)
    return block


def _with_lacking(s: Setter, make: Callable[[], Block]) -> tuple[Block, TranslationList]:
    """The block, and what is not translated in it alone."""
    whole = s.unfinished
    s.unfinished = TranslationList()
    try:
        return make(), s.unfinished
    finally:
        s.unfinished = whole


class Badges:
    """The signs of a trip's sub-groups."""

    def __init__(self, s: Setter, trip: TripContent):
        self.order = tuple(group.mark for group in trip.subgroups)
        self._order = {mark: n for n, mark in enumerate(self.order)}
        self._make: Callable[[str, int], Block] = lambda mark, order: badge(s.ts, mark, order)

    def pieces(self, marks: Iterable[str], language: str) -> list[Piece]:
        """The badges of ``marks``, each tied to what follows by a no-break space."""
        pieces: list[Piece] = []
        for mark in marks:
            pieces += [self.one(mark), Span("\u00a0", st.BODY_A4, language)]
        return pieces

    def one(self, mark: str) -> Inline:
        return Inline(self._make(mark, self._order.get(mark, 0)))
