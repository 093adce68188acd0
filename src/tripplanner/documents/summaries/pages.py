"""A summary on A4: numbered statements with their evidence and voices, charts, commitments; two languages in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tripplanner.collecting import NO_COLLECTION
from tripplanner.dates import date_span, dated
from tripplanner.documents.content import PersonLine, Ref
from tripplanner.documents.itinerary.unfinished import add_unfinished, add_unprintable
from tripplanner.documents.margins import margins
from tripplanner.documents.proofs import Proof
from tripplanner.documents.setter import Setter, shared, typesetter
from tripplanner.documents.sheets.pages import name_spans
from tripplanner.documents.summaries import charts
from tripplanner.documents.summaries.content import (
    Grid,
    PromiseLine,
    Quote,
    Section,
    Statement,
    SummaryContent,
    ThemePart,
)
from tripplanner.documents.summaries.wording import STATES, TO_LOOK_AT
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, pad, page_title, ruled, stack, with_bar
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.marks import Block, Mark, Page, Picture, Placed, Rect, Rule, Source, anchors
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import Voice
from tripplanner.i18n import Message, say
from tripplanner.planning.learning.summary.phrases import quotation
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.text import Text

WIDTH = st.A4.text_width
_DRAFT_ROOM = 6.0
_FIRST, _SECOND = (0.0, 262.0), (278.0, WIDTH - 278.0)
_INDENT = 27.0
_QUOTE = st.Style(9, 12)
_FIGURE = st.Style(21, 27, 700, st.FIR)
_COUNTED = st.Style(8, 10.5)
_FIGURES_APART = 48.0
_SHORT_CHART = 12
"""So many rows of a chart stay on one page."""
_NUMERAL = st.Style(13, 13.5, 700, st.FIR)


def laid_out(content: SummaryContent) -> list[Page]:
    """The finished pages."""
    return _Setting(content).pages()


def proof(content: SummaryContent, progress: Progress = NO_PROGRESS) -> Proof:
    """The pages, ready to be shown one by one or written."""
    from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo

    with NO_COLLECTION:
        setting = _Setting(content, progress)
        pages = setting.pages()
    trip, known = content.trip, anchors(pages)
    author = trip.office.short_name or trip.office.name.best(*content.languages)
    title = f"{say(content.title, content.languages[0])} – {trip.heading.best(*content.languages)}"
    info = DocumentInfo(title, content.languages[0], author, date=trip.edition.moment, accent=trip.office.accent)
    outline = [Bookmark(" · ".join(words for words, _ in setting.s.both(one.title)), one.key, 0)
               for one in content.parts if one.key in known]  # fmt: skip
    return Proof(pages, info, outline, setting.s.unfinished)


class _Setting:
    """Sets one summary; statements are numbered through."""

    def __init__(self, content: SummaryContent, progress: Progress = NO_PROGRESS) -> None:
        self.content, self._progress = content, progress
        self.s = Setter(content, typesetter(), st.A4)
        self.ts = self.s.ts
        self._number = 0
        self._rows = 0
        self._flow = Flow(st.A4, top=0.0 if content.final else _DRAFT_ROOM)

    def pages(self) -> list[Page]:
        self._title()
        self._figures()
        for n, section in enumerate(self.content.parts):
            self._progress.step(n, len(self.content.parts))
            self._section(section)
        if not self.content.final:
            add_unfinished(self._flow, self.s)
        pages = self._flow.pages()
        if not self.content.final:
            extra = Flow(st.A4, first=len(pages) + 1, top=_DRAFT_ROOM)
            if add_unprintable(extra, self.s, pages):
                pages += extra.pages()
        return decorate(pages, self._margins)

    def _margins(self, page: Page, total: int) -> Sequence[Placed]:
        return margins(self.ts, page, total, self.content.title, self.content.trip, self.content.languages)

    def _add(self, block: Block, name: str = "", *, gap: float = 0.0, keep: int = 0) -> None:
        """A row under a name of its own."""
        self._rows += 1
        self._flow.add(self.s.row(block, f"{name or 'row'} {self._rows}"), gap=gap, keep=keep)

    # --- the head ----------------------------------------------------------------------------------------

    def _columns(self, indent: float = 0.0) -> list[tuple[float, float]]:
        """One column per language; what is indented stays within its own."""
        edges = list(shared(_FIRST, _SECOND, self.s.languages)) if self.s.two else [(0.0, WIDTH)]
        return [(x + indent, width - indent) if n == 0 else (x, width) for n, (x, width) in enumerate(edges)]

    def _title(self) -> None:
        trip, codes = self.content.trip, self.content.languages
        span = [date_span(trip.first_day, trip.last_day, code) for code in codes]
        kicker = [Span(("\u00a0\u00a0" if n else "") + words, st.KICKER, code)
                  for n, (words, code) in enumerate(zip(span, codes, strict=True))]  # fmt: skip
        self._add(self.ts.paragraph(kicker, WIDTH), "heading", keep=1)
        looks = (st.A4_TITLE, st.A4_TITLE.in_(st.FIR))
        cells = [(x, width, Span(say(self.content.title, code), looks[min(n, 1)], code))
                 for n, ((x, width), code) in enumerate(zip(self._columns(), codes, strict=True))]  # fmt: skip
        self._add(page_title(self.ts, cells, WIDTH), "heading", gap=3.0, keep=1)
        named = self.content.own_title or trip.title or trip.heading
        self._add(self._text(named, st.BODY_A4.bold(), trip.ref.uuid, "trip", "title"), gap=1.5)

    def _text(self, text: Text, style: st.Style, uuid: str, table: str, field: str, indent: float = 0.0) -> Block:
        return beside(self.s.cells(text, Ref(table, uuid), field, self._columns(indent), style), WIDTH)

    def _figures(self) -> None:
        """Numbers with what they count, in large figures."""
        found = self.content.figures
        if not found:
            return
        pairs = [self._figure(number, message) for number, message in found]
        room = WIDTH - sum(one.width for one in pairs)
        gap = min(_FIGURES_APART, room / max(1, len(pairs) - 1))
        x, children = 0.0, list[tuple[float, float, Block]]()
        for one in pairs:
            children.append((x, 0.0, one))
            x += one.width + gap
        self._add(Block(WIDTH, 30.0, None, children=tuple(children)), "figures", gap=12.0)

    def _figure(self, number: int, message: Message) -> Block:
        """A number and beside it what it counts, as wide as they are."""
        figure = self.ts.label(Span(str(number), _FIGURE, "en"))
        looks = (_COUNTED, st.DETAIL_A4)
        said = [self.ts.label(Span(words, looks[min(k, 1)], code))
                for k, (words, code) in enumerate(self.s.both(message))]  # fmt: skip
        left = figure.width + 5.0
        width = left + max(one.width for one in said)
        return Block(width, 30.0, None, children=((0.0, 0.0, figure), (left, 5.0, stack(said))))

    # --- sections ----------------------------------------------------------------------------------------

    def _section(self, section: Section) -> None:
        self.s.place = section.title
        heading = self.s.kicker(section.title).anchored(section.key)
        self._add(heading, "heading", gap=18.0, keep=1)
        if section.grid is not None:
            self._coverage(section.grid)
        if section.changes:
            self._chart(charts.CHANGES, charts.change_rows(self.s, section.changes), charts.change_key(self.s))
        for part in section.parts:
            self._part(part)
        if section.ratings:
            self._ratings(section)
        for line in section.promises:
            self._add(self._promise(line), "promise")
        for person in section.people:
            self._add(self._person(person), "person")
        self._photos(section)

    def _part(self, part: ThemePart) -> None:
        if part.name:
            head = beside(self.s.cells(part.name, part.ref, "name", self._columns(), st.SUBHEAD, title=True), WIDTH)
            self._add(pad(head, top=6.0, bottom=1.5), "heading", gap=3.0, keep=min(2, len(part.statements)))
        for one in part.statements:
            self._statement(one)

    def _statement(self, one: Statement) -> None:
        """The words, on what they rest, and the voices that are quoted."""
        rows = [self._lead(one)] if one.leads else [self._numbered(one)]
        if one.grounds:
            rows.append(pad(self._grounds(one), top=1.5))
        rows += [pad(self._quote(quote), top=3.0) for quote in one.quotes]
        if one.stale and not self.content.final:
            rows.append(pad(self._note(), top=3.0))
        whole = pad(stack(rows), top=4.5, bottom=6.0)
        self._add(ruled(whole) if not one.leads or one.quotes or one.grounds else whole, "statement")

    def _lead(self, one: Statement) -> Block:
        return beside(self.s.cells(one.text, one.ref, "text", self._columns(), st.BODY_A4), WIDTH)

    def _numbered(self, one: Statement) -> Block:
        self._number += 1
        figure = self.ts.label(Span(str(self._number), _NUMERAL, "en"))
        cells = self.s.cells(one.text, one.ref, "text", self._columns(_INDENT), st.BODY_A4.bold())
        return beside([(0.0, figure), *cells], WIDTH)

    def _grounds(self, one: Statement) -> Block:
        """With a pin: where and when, how many said it, which cases tell the same."""
        cells: list[tuple[float, Block]] = []
        for (x, width), code in zip(self._columns(_INDENT), self.s.languages, strict=True):
            words = Span(" · ".join(say(message, code) for message in one.grounds), st.DETAIL_A4, code)
            if x == _INDENT:
                cells.append((x - 13.5, icon("map-pin", 10.5, st.SECONDARY)))
            cells.append((x, self.ts.paragraph(words, width)))
        return beside(cells, WIDTH)

    def _quote(self, quote: Quote) -> Block:
        """Words as they were said, in the language they were said in, with the translation there is."""
        columns = self._columns(_INDENT)
        spoken = [quoted(one) for one in self.s.voices(quote.text, quote.ref, "text")]
        source = Source("observation", quote.ref.uuid, "text")
        rows = [self._barred([(x, self.s.voice(one, width - 9.0, _QUOTE, source=source))
                              for one, (x, width) in zip(spoken, columns, strict=True)])]  # fmt: skip
        if quote.name:
            named = [Span(quote.name, st.DETAIL_A4, code, verbatim=True) for code in self.s.languages]
            cells = [(x, self.ts.paragraph(name, width - 9.0)) for (x, width), name in zip(columns, named, strict=True)]
            rows.append(self._barred(cells))
        if original := original_of(quote, self.s.languages):
            x, width = columns[0]
            words = Span(original.words, st.DETAIL_A4, original.language)
            rows.append(self._barred([(x, self.ts.paragraph(words, width - 9.0))]))
        return stack(rows)

    def _barred(self, cells: Sequence[tuple[float, Block]]) -> Block:
        """Cells of one row, each with a bar as high as the row."""
        row = beside([(x + 9.0, block) for x, block in cells], WIDTH)
        for x, _ in cells:
            row = with_bar(row, x + 1.0, st.FIR, line=1.5)
        return row

    def _note(self) -> Block:
        cells = [(x, self.ts.paragraph(Span(say(TO_LOOK_AT, code), st.DETAIL.in_(st.WARN), code), width))
                 for (x, width), code in zip(self._columns(_INDENT), self.s.languages, strict=True)]  # fmt: skip
        return beside(cells, WIDTH)

    # --- charts ------------------------------------------------------------------------------------------

    def _ratings(self, section: Section) -> None:
        """The bars, then in a sentence the visits that too few rated."""
        rows = charts.rating_rows(self.s, section.ratings)
        if rows:
            self._chart(charts.RATINGS, rows)
        if few := charts.too_few(section.ratings):
            words = beside(self.s.said(few, self._columns(), st.DETAIL_A4), WIDTH)
            self._add(words, "few", gap=6.0)

    def _chart(self, title: Message, rows: Sequence[tuple[str, Block]], key: Block | None = None) -> None:
        """On one page where it is short, its title, key and note with it; a long one goes on."""
        together = len(rows) + (key is not None) + 1
        keep = together if len(rows) <= _SHORT_CHART else 2
        self._add(self.ts.paragraph(self.s.label(title, st.DETAIL_A4.bold()), WIDTH), "heading", gap=9.0, keep=keep)
        for name, row in rows:
            self._flow.add(row.named(name))
        if key is not None:
            self._add(pad(key, top=4.5), "key")
        few = self.ts.paragraph(self.s.label(charts.FEW, st.DETAIL_A4), WIDTH)
        self._add(pad(few, bottom=6.0), "few", gap=3.0)

    def _coverage(self, grid: Grid) -> None:
        for first, last in charts.chunks(grid):
            title = self.s.label(charts.COVERAGE, st.DETAIL_A4.bold())
            self._add(self.ts.paragraph(title, WIDTH), "heading", gap=6.0, keep=2)
            head = charts.coverage_head(self.s, first, last)
            self._flow.add(head.named(f"repeat coverage {first}"), gap=3.0, keep=1)
            self._flow.repeat(head.named(f"repeat coverage {first}"))
            for name, row in charts.coverage_rows(self.s, grid, first, last):
                self._flow.add(row.named(name))
            self._flow.repeat(None)
            self._add(pad(charts.coverage_key(self.s), top=4.5, bottom=3.0), "key")
            for line in charts.visit_list(self.s, grid, first, last):
                self._add(line, "visit")

    # --- lists -------------------------------------------------------------------------------------------

    def _promise(self, line: PromiseLine) -> Block:
        """Its state as a sign and a word, what was promised, by whom, until when."""
        state = stack([self.ts.paragraph(Span(said, _COUNTED.bold() if n == 0 else st.DETAIL_A4, code), 58.0)
                       for n, (said, code) in enumerate(self.s.both(STATES[line.status]))])  # fmt: skip
        first, *others = shared((76.0, 148.0), (234.0, 110.0), self.s.languages) if self.s.two else [(76.0, 204.0)]
        text = self.s.cells(line.text, line.ref, "text", [first, *others], _QUOTE)
        language = self.s.languages[0]
        owner = [Span(line.organisation if isinstance(line.organisation, str) else line.organisation.best(language),
                      st.DETAIL_A4, language)] if line.organisation else []  # fmt: skip
        x, width = (352.0, 66.0) if self.s.two else (292.0, 126.0)
        who = [self.ts.paragraph(list(name_spans(line.person, st.DETAIL_A4)), width)] if line.person else []
        who += [self.ts.paragraph(owner, width)] if owner else []
        due = self.ts.paragraph(Span(dated(line.due, language) if line.due else "", _COUNTED, language), 72.0)
        sign = Block(12.0, 12.0, 9.5, tuple(_sign(line.status)))
        cells = [
            (0.0, sign),
            (16.0, state),
            *text,
            (x, stack(who) if who else Block(width, 0.0)),
            (WIDTH - 72.0, due),
        ]
        return ruled(pad(beside(cells, WIDTH), top=4.5, bottom=4.5))

    def _person(self, person: PersonLine) -> Block:
        """The name as it is written everywhere, then the post."""
        name = self.ts.paragraph(list(name_spans(person.name, st.BODY_A4)), 140.0)
        edges = shared((150.0, 165.0), (331.0, WIDTH - 331.0), self.s.languages) if self.s.two else [(150.0, 343.0)]
        post = self.s.cells(person.post, person.ref, "post", list(edges), st.DETAIL_A4)
        return ruled(pad(beside([(0.0, name), *post], WIDTH), top=3.0, bottom=3.0))

    def _photos(self, section: Section) -> None:
        """Two beside each other, with their captions."""
        width, height = (WIDTH - 15.0) / 2, 160.0
        for n in range(0, len(section.photos), 2):
            cells: list[tuple[float, float, Block]] = []
            for k, photo in enumerate(section.photos[n : n + 2]):
                words = photo.caption.best(*self.s.languages)
                caption = self.ts.paragraph(Span(words, st.DETAIL_A4, self.s.languages[0]), width) if words else None
                scale = min(width / photo.width, height / photo.height)
                picture = Picture(photo.data, 0, 0, photo.width * scale, photo.height * scale, words)
                made = Block(width, photo.height * scale + 3.0, None, (picture,))
                cells.append((k * (width + 15.0), 0.0, stack([made, caption]) if caption else made))
            self._add(Block(WIDTH, max(block.height for _, _, block in cells), None, children=tuple(cells)), "photos",
                      gap=9.0)  # fmt: skip


def _sign(status: str) -> list[Mark]:
    """Full, hatched, empty, crossed out or struck through: told apart without colour."""
    box = Rect(0.6, 2.1, 8.4, 8.4, None, st.INK, 1.0, kind="sign")
    if status == "done":
        return [Rect(0.6, 2.1, 8.4, 8.4, st.INK, kind="sign")]
    if status == "under_way":
        return [Rect(0.6, 2.1, 8.4, 8.4, st.WHITE, st.INK, 0.0, hatch=2.4, kind="sign"), box]
    if status == "stuck":
        return [box, Rule(2.6, 4.1, 7.0, 8.5, 1.0, st.INK), Rule(7.0, 4.1, 2.6, 8.5, 1.0, st.INK)]
    if status == "dropped":
        return [box, Rule(2.4, 6.3, 7.2, 6.3, 1.0, st.INK)]
    return [box]


def quoted(voice: Voice) -> Voice:
    """A voice between its quotation marks."""
    return replace(voice, words=quotation(voice.words, voice.language)) if voice.words else voice


def original_of(quote: Quote, languages: tuple[str, ...]) -> Voice | None:
    """The words as they were said, where no column is in that language and a translation stands there."""
    code, text = quote.text.source, quote.text
    if code in languages or not text.get(code) or not any(text.get(language) for language in languages):
        return None
    return Voice(languages[0], quotation(text.get(code), code), code)
