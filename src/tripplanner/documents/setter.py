"""Sets words in the one or two languages of a document, and marks what is not translated.

Every part of a printed document goes through a :class:`Setter`: it knows the languages, the columns, the
typesetter and the list of unfinished translations.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from tripplanner import glyphs
from tripplanner.documents.content import Ref, TripContent
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, kicker, pad, stack, with_bar
from tripplanner.documents.typesetting.marks import Block, Source
from tripplanner.documents.typesetting.programme import A5_LOOK, ProgrammeLook
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.style import Style
from tripplanner.documents.typesetting.text import Piece, Span, Typesetter
from tripplanner.documents.voices import ALONE, STALE, TO_COME, TranslationList, Voice, voices
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.text import Text

RESERVE = 60.0
"""What the head and the legend of a page may take from a row."""

NARROW = frozenset({"zh", "ja"})
"""Languages that say the same in less room."""
Column = tuple[float, float]
"""Left edge and width in pt."""

NOTE_INSET = 6.0
"""Between the dotted bar of a note about a translation and its words."""


@cache
def typesetter() -> Typesetter:
    """One for the sheets of a process, as booklets have theirs: it remembers the widths of words, and whole paragraphs.

    Nothing protected goes through it.
    """
    return Typesetter(glyphs.face)


class Spoken(Protocol):
    """Content of a document in one or two languages."""

    @property
    def trip(self) -> TripContent: ...

    @property
    def languages(self) -> tuple[str, ...]: ...

    @property
    def sections(self) -> Collection[str]: ...

    @property
    def facing(self) -> bool: ...


@dataclass
class Setter:
    """The languages of one document and the means to set them.

    ``place`` is where the reader is, for the list; ``look`` the sizes of the rows of a programme on A5.
    """

    content: Spoken
    ts: Typesetter
    spec: st.PageSpec = st.A5
    look: ProgrammeLook = field(init=False)
    unfinished: TranslationList = field(default_factory=TranslationList)
    place: Message | Text = field(default_factory=lambda: printed("Cover"))

    def __post_init__(self) -> None:
        if self.spec.name == st.A5.name:
            self.spec = page_for(self.languages, self.spec)
        self.look = replace(A5_LOOK, spec=self.spec)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.content.languages

    @property
    def two(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.languages) == 2

    @property
    def width(self) -> float:
        """Width of the text in pt."""
        return self.spec.text_width

    def row(self, block: Block, name: str) -> Block:
        """``block`` under a name that keeps it on one page, or says that it is too high for one."""
        too_high = block.height > self.spec.text_height - RESERVE
        return block.named(f"long {name}" if too_high else name)

    # --- words -------------------------------------------------------------------------------------------

    def both(self, message: Message) -> list[tuple[str, str]]:
        """``(words, language)`` of a message in each language; said once where both say the same."""
        said = [(say(message, language), language) for language in self.languages]
        return said[:1] if len(said) == 2 and said[0][0] == said[1][0] else said

    def kicker(self, message: Message, line: float = 0.75) -> Block:
        """A small heading over a rule, the second language after the first."""
        pieces: list[Span] = []
        for words, language in self.both(message):
            gap = "\u00a0\u00a0" if pieces else ""
            pieces.append(Span(gap + words, st.KICKER, language))
        return kicker(self.ts, pieces, self.width, line=line)

    def label(self, message: Message, style: Style, second: Style | None = None) -> list[Span]:
        """A message in both languages on one line: the first in ``style``, the other smaller and paler."""
        after = second or replace(style, weight=400, colour=st.SECONDARY)
        pieces: list[Span] = []
        for words, language in self.both(message):
            pieces.append(Span(("\u00a0\u00a0" if pieces else "") + words, after if pieces else style, language))
        return pieces

    def voices(self, text: Text, ref: Ref, name: str) -> tuple[Voice, ...]:
        """The voices of a text; what is unfinished goes onto the draft's list."""
        spoken = voices(text, self.languages)
        self.unfinished.note(self.place, ref, name, text, spoken)
        return spoken

    def unreviewed(self, style: Style) -> list[Span]:
        """How many translations stand as they are and wait for somebody to read them, per language."""
        return [
            Span(
                say(printedn("{n} translation is not reviewed.", "{n} translations are not reviewed.", n), code) + "  ",
                style,
                code,
            )
            for code in self.languages
            if (n := self.unfinished.count_unreviewed(code))
        ]

    # --- columns -----------------------------------------------------------------------------------------

    def columns(self, first: tuple[float, float], second: tuple[float, float]) -> list[tuple[float, float]]:
        """``(x, width)`` for each language: both columns, or the room of both for one language.

        The measures are those of French and Chinese; other pairs share the same room as they need it.
        """
        if self.two:
            return list(shared(first, second, self.languages))
        return [(first[0], second[0] + second[1] - first[0])]

    def cells(
        self,
        text: Text,
        ref: Ref,
        name: str,
        columns: Sequence[tuple[float, float]],
        style: Style,
        *,
        title: bool = False,
        before: Sequence[Piece] = (),
        link: str | None = None,
        longest: int | None = None,
    ) -> list[tuple[float, Block]]:
        """The text in each language's column as ``(x, block)``, none for an empty text; ``before`` opens the first one.

        ``longest``: so many characters of it at most, for a list that only names what is printed elsewhere.
        """
        spoken = self.voices(text, ref, name)
        if longest:
            spoken = tuple(replace(voice, words=shortened(voice.words, longest)) for voice in spoken)
        found: list[tuple[float, Block]] = []
        for n, (voice, (x, width)) in enumerate(zip(spoken, columns if spoken else (), strict=True)):
            source = Source(ref.table, ref.uuid, name)
            lead = list(before) if n == 0 else []
            found.append((x, self.voice(voice, width, style, title=title, before=lead, source=source, link=link)))
        return found

    def pair(
        self,
        text: Text,
        ref: Ref,
        name: str,
        style: Style,
        *,
        columns: Sequence[tuple[float, float]] | None = None,
        width: float | None = None,
        title: bool = False,
    ) -> Block:
        """A row of running text, first baselines aligned."""
        spec = self.spec.columns
        where = columns or ([spec.running_first, spec.running_second] if self.two else [(0.0, self.width)])
        return beside(self.cells(text, ref, name, where, style, title=title), width or self.width)

    def said(
        self,
        message: Message,
        columns: Sequence[tuple[float, float]],
        style: Style,
        *,
        title: bool = False,
    ) -> list[tuple[float, Block]]:
        """A message of the program in each language's column."""
        return [
            (x, self.ts.paragraph(Span(say(message, language), style, language), width, title=title))
            for (x, width), language in zip(columns, self.languages, strict=True)
        ]

    # --- one voice ---------------------------------------------------------------------------------------

    def voice(
        self,
        voice: Voice,
        width: float,
        style: Style,
        *,
        title: bool = False,
        before: Sequence[Piece] = (),
        source: Source | None = None,
        link: str | None = None,
    ) -> Block:
        """One voice in its column: words, or the violet note of what is missing; a dotted bar where it is stale."""
        if voice.mark in ("missing", "untranslated"):
            return self.missing_note(voice.column, width, style, alone=voice.mark == "missing")
        words = Span(voice.words, style, voice.language, source, link)
        if not voice.mark:
            return self.ts.paragraph([*before, words], width, title=title)
        message = STALE if voice.mark == "stale" else TO_COME
        inside = width - NOTE_INSET
        block = self.ts.paragraph([*before, words], inside, title=title)
        note = self.ts.paragraph(_note(message, voice.column), inside)
        marked = pad(stack([block, note]), left=NOTE_INSET)
        return with_bar(replace(marked, width=width), 1.0, st.STALE, "dotted")

    def missing_note(self, language: str, width: float, style: Style, *, alone: bool = True) -> Block:
        """The note that stands for words nobody has written: in that language, then in the one that stands alone."""
        others = [code for code in self.languages if code != language and alone]
        inside = width - NOTE_INSET
        first = _note(TO_COME, language)
        lines = [self.ts.paragraph(replace(first, style=replace(first.style, leading=style.leading)), inside)]
        lines += [self.ts.paragraph(_note(ALONE, other), inside) for other in others[:1]]
        marked = pad(stack(lines), left=NOTE_INSET)
        return with_bar(replace(marked, width=width), 1.0, st.STALE, "dotted")


def _note(message: Message, language: str) -> Span:
    return Span(say(message, language), st.DETAIL.in_(st.STALE), language)


def behind(words: str, language: str) -> str:
    """``, suite`` after what goes on overleaf; in Chinese ``（续）``."""
    return f"（{words}）" if language == "zh" else f", {words}"


def shared(first: Column, second: Column, languages: tuple[str, ...]) -> tuple[Column, Column]:
    """Two columns made for French and Chinese, as another pair of languages shares their room."""
    narrow = [language.split("-")[0] in NARROW for language in languages]
    if narrow == [False, True]:
        return first, second
    gap = second[0] - first[0] - first[1]
    room = first[1] + second[1]
    width = second[1] if narrow == [True, False] else room / 2
    return (first[0], width), (first[0] + width + gap, room - width)


def page_for(languages: tuple[str, ...], page: st.PageSpec = st.A5) -> st.PageSpec:
    """The A5 page with columns for these languages."""
    if len(languages) < 2:
        return page
    columns = page.columns
    first, second = shared(columns.first, columns.second, languages)
    running = shared(columns.running_first, columns.running_second, languages)
    return replace(
        page,
        columns=replace(columns, first=first, second=second, running_first=running[0], running_second=running[1]),
    )
