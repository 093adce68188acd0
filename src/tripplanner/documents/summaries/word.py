"""A summary for Word: the same words in the same order as on its pages; charts become small tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tripplanner.dates import date_span, dated
from tripplanner.documents.letters.composing import Composer
from tripplanner.documents.letters.content import (
    Block,
    Cell,
    Column,
    Heading,
    Illustration,
    Letter,
    Line,
    Paragraph,
    Table,
    Title,
    Voices,
)
from tripplanner.documents.summaries import charts
from tripplanner.documents.summaries.content import Grid, PromiseLine, Quote, Section, Statement, SummaryContent
from tripplanner.documents.summaries.pages import original_of, quoted
from tripplanner.documents.summaries.wording import CELLS, STATES, TO_LOOK_AT
from tripplanner.documents.voices import Voice, voices
from tripplanner.i18n import Message, say
from tripplanner.text import Text


def letter(content: SummaryContent) -> Letter:
    """The summary as blocks that Word can show."""
    return Letter(content.title, content.trip, content.languages, tuple(_Writing(content).blocks()))


class _Writing:
    """Writes one summary; statements are numbered through, as on paper."""

    def __init__(self, content: SummaryContent) -> None:
        self.content, self.languages = content, content.languages
        self.c = Composer(content.trip, content.languages)
        self._number = 0

    def blocks(self) -> Iterator[Block]:
        trip = self.content.trip
        yield Paragraph(self.c.say(lambda code: date_span(trip.first_day, trip.last_day, code)), "quiet")
        yield Title(self.c.say(self.content.title))
        yield Paragraph(self.c.say(self.content.own_title or trip.title or trip.heading), "bold")
        figures = [self.c.cell(str(number), message, bold=True) for number, message in self.content.figures]
        if figures:
            yield Table(tuple(Column() for _ in figures), (tuple(figures),))
        for section in self.content.parts:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Block]:
        yield Heading(self.c.say(section.title))
        if section.grid is not None:
            yield from self._coverage(section.grid)
        if section.changes:
            yield from self._changes(section)
        for part in section.parts:
            if part.name:
                yield Paragraph(self.c.say(part.name), "subhead")
            for one in part.statements:
                yield from self._statement(one)
        if section.ratings:
            yield from self._ratings(section)
        if section.promises:
            yield self._promises(section.promises)
        if section.people:
            yield self._people(section)
        yield from (Illustration(photo, self._once(photo.caption)) for photo in section.photos)

    # --- statements --------------------------------------------------------------------------------------

    def _statement(self, one: Statement) -> Iterator[Block]:
        words = self.c.say(one.text)
        if not one.leads:
            self._number += 1
            words = (replace(words[0], words=f"{self._number}\u2002{words[0].words}"), *words[1:]) if words else ()
        yield Paragraph(words, "body" if one.leads else "statement")
        if one.grounds:
            yield Paragraph(self._said([list(one.grounds)]), "quiet")
        for quote in one.quotes:
            yield from self._quote(quote)
        if one.stale and not self.content.final:
            yield Paragraph(self.c.say(TO_LOOK_AT), "quiet")

    def _quote(self, quote: Quote) -> Iterator[Block]:
        yield Paragraph(tuple(quoted(one) for one in voices(quote.text, self.languages)), "quote")
        if quote.name:
            yield Paragraph(tuple(Voice(code, quote.name, code) for code in self.languages), "quiet")
        if original := original_of(quote, self.languages):
            yield Paragraph((original,), "quiet")

    def _said(self, messages: Iterable[list[Message]]) -> Voices:
        """Messages on one line, in each language."""
        parts = [message for found in messages for message in found]
        return tuple(Voice(code, " · ".join(say(one, code) for one in parts), code) for code in self.languages)

    def _once(self, text: Text) -> Voices:
        words = text.best(*self.languages)
        return (Voice(self.languages[0], words, self.languages[0]),) if words else ()

    # --- charts ------------------------------------------------------------------------------------------

    def _first(self, *words: str) -> tuple[Cell, ...]:
        """Cells in the first language alone."""
        code = self.languages[0]
        return tuple(Cell((Line((Voice(code, one, code),)),) if one else ()) for one in words)

    def _name(self, text: Text) -> Cell:
        found: dict[str, str] = {}
        for code in self.languages:
            found.setdefault(text.best(code), code)
        said = [Voice(code, words, code) for words, code in found.items()]
        return Cell(tuple(Line((voice,), quiet=n > 0) for n, voice in enumerate(said)))

    def _ratings(self, section: Section) -> Iterator[Block]:
        code = self.languages[0]
        told = [bar for bar in section.ratings if bar.mean is not None]
        if told:
            yield Paragraph(self.c.say(charts.RATINGS), "bold")
            rows = [(self._name(bar.name), *self._first(charts.rating_words(bar, code))) for bar in told]
            yield Table((Column(share=2.0), Column()), tuple(rows))
            yield Paragraph(self.c.say(charts.FEW), "quiet")
        if few := charts.too_few(section.ratings):
            yield Paragraph(self.c.say(few), "quiet")

    def _changes(self, section: Section) -> Iterator[Block]:
        yield Paragraph(self.c.say(charts.CHANGES), "bold")
        rows: list[tuple[Cell, ...]] = []
        for arrow in section.changes:
            *means, count = charts.change_words(arrow, self.languages[0])
            rows.append((self._name(arrow.name), *self._first(*(means or ("", "")), count)))
        yield Table((Column(share=3.0), Column(share=0.6), Column(share=0.6), Column()), tuple(rows))
        yield self._key([charts.BEFORE, charts.AFTER])
        yield Paragraph(self.c.say(charts.FEW), "quiet")

    def _coverage(self, grid: Grid) -> Iterator[Block]:
        code = self.languages[0]
        for first, last in charts.chunks(grid):
            yield Paragraph(self.c.say(charts.COVERAGE), "bold")
            numbers = " ".join(str(n + 1) for n in range(first, last))
            head = Column((Voice(code, numbers, code),), 2.0)
            rows = [(self._name(name), *self._first(self._row(grid, n, first, last)))
                    for n, (_, name) in enumerate(grid.rows)]  # fmt: skip
            yield Table((Column(), head), tuple(rows))
            yield self._key(CELLS.values())
            listed = [tuple(Cell((Line((Voice(c, charts.numbered(column, n, c), c),), quiet=True),))
                            for c in self.languages)
                      for n, column in enumerate(grid.columns[first:last], first + 1)]  # fmt: skip
            yield Table(tuple(Column() for _ in self.languages), tuple(listed))

    def _row(self, grid: Grid, row: int, first: int, last: int) -> str:
        return " · ".join(say(one, self.languages[0]) for one in charts.grid_words(grid, row, first, last))

    def _key(self, messages: Iterable[Message]) -> Table:
        cells = tuple(Cell((Line(self.c.say(one), quiet=True),)) for one in messages)
        return Table(tuple(Column() for _ in cells), (cells,))

    # --- lists -------------------------------------------------------------------------------------------

    def _promises(self, lines: Iterable[PromiseLine]) -> Table:
        code, shares = self.languages[0], tuple(Column(share=1.8) for _ in self.languages)
        rows: list[tuple[Cell, ...]] = []
        for line in lines:
            text = [Cell((Line((voice,)),)) for voice in self.c.say(line.text)] or [Cell() for _ in self.languages]
            who = [Line(name=line.person)] if line.person else []
            own = line.organisation if isinstance(line.organisation, str) else line.organisation.best(code)
            who += [Line((Voice(code, own, code),), quiet=True)] if own else []
            due = self._first(dated(line.due, code) if line.due else "")
            rows.append((self.c.cell(STATES[line.status], bold=True), *text, Cell(tuple(who)), *due))
        return Table((Column(), *shares, Column(share=1.1), Column(share=1.1)), tuple(rows))

    def _people(self, section: Section) -> Table:
        rows = [(Cell((Line(name=one.name),)), *([Cell((Line((voice,)),)) for voice in self.c.say(one.post)]
                                                 or [Cell() for _ in self.languages]))
                for one in section.people]  # fmt: skip
        return Table((Column(), *(Column(share=1.2) for _ in self.languages)), tuple(rows))
