"""The sheet of a case: all of it, or a snapshot that fits one page. The same blocks make a PDF and a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tripplanner.dates import locale_of, month_name
from tripplanner.documents.letters.content import (
    Block,
    Cell,
    Column,
    Heading,
    Letter,
    Line,
    Notice,
    Paragraph,
    Table,
    Title,
    Voices,
)
from tripplanner.documents.library.head import LibraryHead, in_all_languages, read_head
from tripplanner.documents.library.matrix import HEADS, STATES
from tripplanner.documents.library.registry import Asked
from tripplanner.documents.library.words import cut, in_a_row, names
from tripplanner.documents.voices import Voice, voices
from tripplanner.i18n import Message, languages, printed, say
from tripplanner.planning.learning.case_content import Block as BuildingBlock
from tripplanner.planning.learning.case_content import Content
from tripplanner.planning.learning.case_links import Evidence
from tripplanner.planning.learning.vocabulary import AXES
from tripplanner.text import Text, Texts
from tripplanner.worldnames import country_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TITLE = printed("Case study")
_KINDS = {
    "seen": printed("seen"),
    "learnt": printed("learnt"),
    "surprising": printed("surprising"),
    "transferable": printed("transferable"),
    "question": printed("question"),
}


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A case with the evidence that trips gave it. ``state``: draft, review, validated or changed."""

    head: LibraryHead
    languages: tuple[str, ...]
    case: Content
    evidence: tuple[Evidence, ...]
    state: str
    snapshot: bool


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a case is said: so many lines of a list, so many letters of a text; ``None``: all."""

    lines: int | None = None
    letters: int | None = None

    def of(self, texts: Sequence[Text]) -> list[Text]:
        return [cut(text, self.letters) for text in texts[: self.lines]]


ALL = Room()
#: What a snapshot tries one after the other, until it fits one page.
STEPS = (Room(8), Room(6, 900), Room(5, 600), Room(4, 420), Room(3, 300), Room(3, 200), Room(2, 200), Room(2, 140),
         Room(2, 100), Room(1, 140), Room(1, 100), Room(1, 60))  # fmt: skip


def read(session: Session, asked: Asked) -> SheetContent:
    """What the sheet of the case ``asked.cases[0]`` says; raises :class:`NotFound`."""
    from tripplanner.planning.learning.case_content import content
    from tripplanner.planning.learning.case_links import links_of
    from tripplanner.planning.learning.validating import standing

    (id,) = asked.cases
    case = content(session, id)
    head = read_head(session, case.title or Text.of("en", en=case.code), [id])
    links = links_of(session, id)
    return SheetContent(
        head, asked.languages, case, links.evidence, standing(session, id).shown, asked.option("extent") == "snapshot"
    )


def letter(content: SheetContent) -> Letter:
    """The whole sheet."""
    return Letter(TITLE, content.head, content.languages, tuple(_Composing(content).full()))


def snapshot(content: SheetContent, room: Room) -> Letter:
    """The snapshot with so much in it."""
    return Letter(TITLE, content.head, content.languages, tuple(_Composing(content).snapshot(room)))


def fitted(content: SheetContent, spare: int = 0) -> Letter:
    """The snapshot that says most and fits one page; ``spare``: so many steps less, where other fonts may run wider."""
    from tripplanner.documents.letters.pages import laid_out

    fits = (n for n, room in enumerate(STEPS) if len(laid_out(snapshot(content, room))) == 1)
    return snapshot(content, STEPS[min(next(fits, len(STEPS) - 1) + spare, len(STEPS) - 1)])


class _Composing:
    def __init__(self, content: SheetContent) -> None:
        self._content, self._case = content, content.case
        self._languages = content.languages

    # -- the two extents

    def full(self) -> Iterator[Block]:
        case = self._case
        yield from self._top()
        yield self._identity((*AXES, "themes"), case.target_species)
        for words, text in (
            (printed("Context"), case.context), (printed("Challenge"), case.challenge),
            (HEADS["ecological_stakes"], case.ecological_stakes), (HEADS["economic_stakes"], case.economic_stakes),
        ):  # fmt: skip
            yield from self._text(words, text)
        yield from self._texts(HEADS["stakeholders"], [in_a_row(case.stakeholders)])
        yield from self._text(HEADS["governance"], case.governance)
        yield from self._texts(printed("Actions"), case.actions, bullet=True)
        yield from self._results()
        yield from self._texts(printed("Lessons"), case.lessons, bullet=True)
        yield from self._texts(printed("What failed"), case.failures, bullet=True)
        yield from self._texts(printed("Trade-offs"), case.trade_offs, bullet=True)
        yield from self._blocks(case.blocks)
        yield from self._text(printed("What could be transferred"), case.transferability)
        yield from self._text(printed("Funding"), case.funding)
        yield from self._texts(printed("Where it can be seen"), [names(case.sites)])
        yield from self._texts(printed("Organisations"), [names(case.organisations)])
        yield from self._said(self._content.evidence)
        yield from self._sources()

    def snapshot(self, room: Room) -> Iterator[Block]:
        case = self._case
        yield from self._top()
        yield self._identity(("themes", "governance"), ())
        yield from self._text(printed("Challenge"), cut(case.challenge, room.letters))
        yield from self._texts(printed("Actions"), room.of(case.actions), bullet=True)
        yield from self._texts(printed("Results"), room.of([one.text for one in case.results]), bullet=True)
        yield from self._texts(printed("Lessons"), room.of(case.lessons), bullet=True)
        blocks = in_a_row([one.title for one in case.blocks[: room.lines]], " · ")
        yield from self._text(printed("Building blocks"), cut(blocks, room.letters))
        yield from self._text(printed("What could be transferred"), cut(case.transferability, room.letters))
        yield from self._texts(printed("Where it can be seen"), [cut(names(case.sites[: room.lines]), room.letters)])

    # -- parts

    def _top(self) -> Iterator[Block]:
        case = self._case
        yield Title(self._say(case.title or printed("without a name")))
        countries = [_plain(partial(country_name, code)) for code in case.countries]
        parts = [one.name or _same(one.code) for one in (case.scale, case.region) if one]
        yield Paragraph(self._say(in_a_row([*countries, *parts], " · ")), "quiet")
        if case.period:
            yield Paragraph(self._say(case.period), "quiet")

    def _identity(self, dimensions: Sequence[str], species: Texts) -> Block:
        case = self._case
        rows: list[tuple[Message, Text]] = []
        for name in dimensions:
            found = case.themes if name == "themes" else case.axes.get(name, ())
            rows.append((HEADS[name], names(found) if found else in_all_languages(printed("none given"))))
        if species:
            rows.append((printed("Target species"), in_a_row(species)))
        rows.append((HEADS["state"], self._state()))
        return Table((Column(share=1.0), Column(share=3.4)), tuple((self._cell(a), self._cell(b)) for a, b in rows))

    def _state(self) -> Text:
        case, parts = self._case, [in_all_languages(STATES.get(self._content.state, STATES["draft"]))]
        if case.author:
            parts.append(in_all_languages(printed("author: {name}", name=case.author)))
        if case.reviewer:
            parts.append(in_all_languages(printed("reviewer: {name}", name=case.reviewer)))
        parts.append(_same(case.code))
        return in_a_row([one for one in parts if one], " · ")

    def _results(self) -> Iterator[Block]:
        results = self._case.results
        if not results:
            return
        yield Heading(self._say(printed("Results")))
        if not any(one.evidence or one.dated or one.url for one in results):
            yield from (Paragraph(self._say(one.text), bullet=True) for one in results)
            return
        rows = tuple(
            (self._cell(one.text), Cell((*self._lines(one.evidence, quiet=True), *self._lines(one.url, quiet=True))),
             self._cell(partial(_when, one.dated) if one.dated else ""))
            for one in results
        )  # fmt: skip
        yield Table((self._column(printed("Result"), 2.4), self._column(printed("Evidence"), 2.2),
                     self._column(printed("Date"), 0.8)), rows)  # fmt: skip

    def _blocks(self, blocks: Iterable[BuildingBlock]) -> Iterator[Block]:
        rows = tuple(
            (
                Cell((Line(self._say(one.title), bold=True), *self._lines(_category(one), quiet=True))),
                Cell(tuple(Line(self._say(text)) for text in one.factors)),
                Cell(tuple(Line(self._say(text)) for text in one.lessons)),
            )
            for one in blocks
        )  # fmt: skip
        if rows:
            yield Heading(self._say(printed("Building blocks")))
            yield Table((self._column(printed("Building block"), 1.0), self._column(printed("What makes it work"), 1.5),
                         self._column(printed("Lessons"), 1.5)), rows)  # fmt: skip

    def _said(self, evidence: Sequence[Evidence]) -> Iterator[Block]:
        """What delegates said of it; who said it is named only where they agreed."""
        if not evidence:
            return
        yield Heading(self._say(printed("Said on study trips")))
        for one in evidence:
            said = in_all_languages(_KINDS[one.kind])
            about = [
                said,
                *([_plain(partial(_month, one))] if one.day else []),
                *([_same(one.voice)] if one.voice else []),
            ]
            yield Paragraph(self._say(one.text), bullet=True)
            yield Paragraph(self._say(in_a_row(about, " · ")), "quiet")

    def _sources(self) -> Iterator[Block]:
        case = self._case
        if case.sources:
            yield Heading(self._say(printed("Sources")))
        for one in case.sources:
            words = " · ".join(part for part in (one.citation, one.url) if part)
            yield Paragraph(self._alone(words), "quiet")
        for mark in case.to_verify:
            yield Notice(self._say(printed("To verify: {what}", what=mark)))

    # -- words

    def _text(self, heading: Message, text: Text) -> Iterator[Block]:
        yield from self._texts(heading, [text])

    def _texts(self, heading: Message, texts: Sequence[Text], *, bullet: bool = False) -> Iterator[Block]:
        found = [text for text in texts if text]
        if found:
            yield Heading(self._say(heading))
            yield from (Paragraph(self._say(text), bullet=bullet) for text in found)

    def _say(self, words: Text | Message | partial[str] | str) -> Voices:
        if isinstance(words, Text):
            return voices(words, self._languages)
        if isinstance(words, str):
            return tuple(Voice(code, words, code) for code in self._languages) if words else ()
        said = [(code, say(words, code) if isinstance(words, Message) else words(code)) for code in self._languages]
        return tuple(Voice(code, one, code) for code, one in said if one)

    def _alone(self, words: str) -> Voices:
        """Words of no language, once: an address is not set twice beside itself."""
        first, *others = self._languages
        return (Voice(first, words, first), *(Voice(code, "", code) for code in others))

    def _lines(self, words: Text | str, *, quiet: bool = False) -> tuple[Line, ...]:
        said = self._say(words)
        return (Line(said, quiet=quiet),) if said else ()

    def _cell(self, words: Text | Message | partial[str] | str) -> Cell:
        said = self._say(words)
        return Cell((Line(said),)) if said else Cell()

    def _column(self, title: Message, share: float) -> Column:
        return Column(self._say(title), share)


def _category(block: BuildingBlock) -> Text:
    return block.category.name if block.category is not None else Text()


def _plain(words: partial[str]) -> Text:
    return Text.of("en", **{code: words(code) for code in languages()})


def _same(words: str) -> Text:
    return Text.of("en", **dict.fromkeys(languages(), words)) if words else Text()


def _month(one: Evidence, language: str) -> str:
    assert one.day is not None
    return _when(f"{one.day:%Y-%m}", language)


def _when(dated: str, language: str) -> str:
    """A year, a month or a day as the language writes it."""
    from datetime import date

    from tripplanner.dates import long_date

    parts = [int(part) for part in dated.split("-")]
    if len(parts) == 1:
        return f"{parts[0]}年" if language == "zh" else str(parts[0])
    if len(parts) == 2:
        month = month_name(parts[1], language)
        return f"{parts[0]}年{parts[1]}月" if locale_of(language).startswith("zh") else f"{month} {parts[0]}"
    return long_date(date(*parts), language)
