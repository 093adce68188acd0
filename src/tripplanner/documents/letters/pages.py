"""A letter on A4: the office at the head, words of two languages beside each other, small tables, room to sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from tripplanner.documents.content import Photo
from tripplanner.documents.letters.content import (
    Address,
    Block,
    Cell,
    Heading,
    Illustration,
    Letter,
    Letterhead,
    Line,
    Name,
    NewPage,
    Notice,
    Paragraph,
    Signature,
    Table,
    Title,
    Voices,
)
from tripplanner.documents.letters.office import address_lines, office_names
from tripplanner.documents.margins import margins
from tripplanner.documents.setter import Setter, Spoken, shared, typesetter
from tripplanner.documents.sheets.pages import name_spans
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    framed,
    kicker,
    kicker_spans,
    pad,
    rule,
    space,
    stack,
    table_head,
    table_row,
)
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block as Box
from tripplanner.documents.typesetting.marks import Page, Picture, Placed
from tripplanner.documents.typesetting.text import Span

_WIDTH = st.A4.text_width
_DRAFT_ROOM = 9.0
_FIRST, _SECOND = (0.0, 260.0), (276.0, 217.0)
_RIGHT = (293.0, 200.0)  # where the office is reached, and who signs
_LOGO = (150.0, 42.0)
_AIR = ((48.0, 3.75), (36.0, 2.25), (27.0, 1.5))
"""Room to sign, and white above and below a row: the usual, and less where a signature would stand alone overleaf."""
_GAP = 9.0
_HEAD = st.Style(7.5, 10.5, 700)
_LOOKS = {
    "body": st.BODY_A4,
    "quiet": st.DETAIL_A4,
    "bold": st.BODY_A4.bold(),
    "large": st.Style(11, 16.5),
    "quote": st.Style(9, 12),
    "statement": st.BODY_A4.bold(),
    "subhead": st.SUBHEAD,
}
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")


def laid_out(letter: Letter) -> list[Page]:
    """The finished pages."""
    return _Setting(letter).pages()


class _Setting:
    """Sets one letter, or several after each other."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        # Only the pages of a booklet ask a setter for the trip; a letter may be of the library.
        self.s = Setter(cast("Spoken", letter), typesetter(), st.A4)
        self.ts = self.s.ts
        two = len(letter.languages) == 2
        self._sign_room, self._row_air = _AIR[0]
        self._columns = list(shared(_FIRST, _SECOND, letter.languages)) if two else [(0.0, _WIDTH)]

    def pages(self) -> list[Page]:
        best = self._poured(*_AIR[0])
        for air in _AIR[1:]:
            if not _alone(best):
                break
            best = min(best, self._poured(*air), key=_alone)  # the first one where both are alike
        return decorate(best, self._margins)

    def _poured(self, sign_room: float, row_air: float) -> list[Page]:
        self._sign_room, self._row_air = sign_room, row_air
        flow = Flow(st.A4, top=_DRAFT_ROOM if self._letter.trip.edition.draft else 0.0)
        blocks = self._letter.blocks
        for number, block in enumerate(blocks):
            self._add(flow, block, number, _kept(blocks, number))
        return flow.pages()

    def _margins(self, page: Page, total: int) -> Sequence[Placed]:
        return margins(self.ts, page, total, self._letter.title, self._letter.trip, self._letter.languages)

    def _add(self, flow: Flow, block: Block, number: int, keep: int) -> None:
        match block:
            case NewPage():
                flow.new_page()
            case Table():
                self._table(flow, block, number)
            case Title():
                flow.add(self._title(block).named(f"heading title {number}"), gap=18.0, keep=1)
            case Heading():
                flow.add(self._heading(block).named(f"heading {number}"), gap=15.0, keep=keep)
            case Signature():
                flow.add(self._signature(block).named(f"signature {number}"), gap=12.0)
            case Paragraph():
                made = self.s.row(self._paragraph(block), f"paragraph {number}")
                flow.add(made, gap=3.0 if block.bullet else 7.5, keep=keep)
            case _:
                flow.add(self._single(block).named(f"block {number}"), gap=12.0, keep=1)

    def _single(self, block: Block) -> Box:
        match block:
            case Letterhead():
                return self._letterhead()
            case Address():
                lines = stack([self._line(line, _RIGHT[1] + 60.0) for line in block.lines])
                return beside([(0.0, lines), (_RIGHT[0], self._date(block.date))], _WIDTH)
            case Name():
                return self._name(block)
            case Notice():
                return self._notice(block)
            case Illustration():
                return self._illustration(block)
            case _:
                raise TypeError(block)

    # --- words -------------------------------------------------------------------------------------------

    def _once(
        self, said: Voices, style: st.Style, width: float, second: st.Style | None = None, *, title: bool = False
    ) -> Box:
        """Each language below the other, once where they say the same; the second one quieter."""
        looks = (style, second or st.DETAIL_A4)
        blocks = [self.s.voice(voice, width, looks[min(n, 1)], title=title) for n, voice in enumerate(distinct(said))]
        return stack(blocks)

    def _line(self, line: Line, width: float) -> Box:
        style = st.DETAIL_A4 if line.quiet else st.BODY_A4
        if line.name is not None:
            return self.ts.paragraph(list(name_spans(line.name, style)), width)
        return self._once(line.voices, style.bold() if line.bold else style, width)

    def _date(self, said: Voices) -> Box:
        return self._once(said, st.BODY_A4, _RIGHT[1])

    def _paragraph(self, block: Paragraph) -> Box:
        style = _LOOKS[block.look]
        indent = 10.5 if block.bullet else 0.0
        cells: list[tuple[float, Box]] = []
        for voice, (x, width) in zip(block.voices, self._columns, strict=False):
            # A sentence in large type keeps no word alone, as a title does; but it does not break after its colon.
            titled = block.look == "large" and voice.language != "zh"
            cells.append((x + indent, self.s.voice(voice, width - indent, style, title=titled)))
            if block.bullet and voice.words:
                cells.append((x, self.ts.label(Span("–", style, "en"))))
        return beside(cells, _WIDTH)

    # --- parts -------------------------------------------------------------------------------------------

    def _letterhead(self) -> Box:
        """Logo and name at the left, where the office is reached at the right, over a rule in its colour."""
        office = self._letter.trip.office
        mark = _logo(office.logo) if office.logo else ridge(30.0)
        names = [self.ts.paragraph(Span(words, st.SUBHEAD if n == 0 else st.BODY_A4, code), 230.0)
                 for n, (words, code) in enumerate(office_names(office, self._letter.languages))]  # fmt: skip
        reached = [self.ts.paragraph(Span(words, st.DETAIL_A4, code), _RIGHT[1])
                   for words, code in address_lines(office, self._letter.languages)]  # fmt: skip
        left = [(0.0, mark), (mark.width + 9.0, stack(names))] if mark.width < 60 else [(0.0, stack([mark, *names]))]
        row = Box(_WIDTH, 0.0)
        parts = [*((x, 0.0, block) for x, block in left), (_RIGHT[0], 0.0, stack(reached))]
        height = max(block.height for _, _, block in parts)
        row = Box(_WIDTH, height, children=tuple(parts))
        colour = office.accent if _ACCENT.fullmatch(office.accent) else st.INK
        return stack([row, space(6.0), rule(_WIDTH, 1.2, colour)])

    def _title(self, block: Title) -> Box:
        return stack([self._once(block.voices, st.A4_TITLE_LONG, _WIDTH, st.SUBHEAD, title=True), space(3.0)])

    def _heading(self, block: Heading) -> Box:
        return kicker(self.ts, kicker_spans(spoken(block.voices)), _WIDTH)

    def _name(self, block: Name) -> Box:
        name = self.ts.paragraph(list(name_spans(block.name, st.A4_TITLE)), _WIDTH)
        return stack([name, *(self._line(line, _WIDTH) for line in block.lines)])

    def _signature(self, block: Signature) -> Box:
        """The day at the left where it stands here, who signs at the right."""
        lines = [self._line(line, _RIGHT[1]) for line in block.lines]
        signed = stack([space(self._sign_room), rule(_RIGHT[1], 0.4, st.NOTE_LINE), space(3.0), *lines])
        children = [(_RIGHT[0], 0.0, signed), (0.0, self._sign_room + 3.4, self._date(block.date))]
        return Box(_WIDTH, signed.height, None, children=tuple(children))

    def _notice(self, block: Notice) -> Box:
        words = self._once(block.voices, st.DETAIL_A4.in_(st.ERROR), _WIDTH - 24.0, st.DETAIL_A4.in_(st.ERROR))
        return framed(pad(words, 4.5, 6.0, 4.5, 12.0), stroke=st.ERROR, bar=st.ERROR, width=_WIDTH)

    def _illustration(self, block: Illustration) -> Box:
        photo = block.photo
        scale = min(_WIDTH / photo.width, 240.0 / photo.height)
        size = (photo.width * scale, photo.height * scale)
        picture = Box(_WIDTH, size[1] + 3.0, None, (Picture(photo.data, 0, 0, *size),))
        return stack([picture, self._once(block.caption, st.DETAIL_A4, _WIDTH)])

    # --- tables ------------------------------------------------------------------------------------------

    def _table(self, flow: Flow, table: Table, number: int) -> None:
        edges = column_edges([column.share for column in table.columns], _WIDTH, _GAP)
        if table.headed:
            cells = [(x, self._once(column.title, _HEAD, width))
                     for column, (x, width) in zip(table.columns, edges, strict=True)]  # fmt: skip
            head = table_head(cells, _WIDTH)
            flow.add(head.named(f"repeat {number}"), gap=6.0, keep=1)
            flow.repeat(head.named(f"repeat {number}"))
        for n, row in enumerate(table.rows):
            made = table_row([(x, self._cell(cell, width)) for cell, (x, width) in zip(row, edges, strict=True)],
                             _WIDTH, self._row_air)  # fmt: skip
            flow.add(self.s.row(made, f"row {number}.{n}"), gap=0.0 if n or table.headed else 4.5)
        flow.repeat(None)

    def _cell(self, cell: Cell, width: float) -> Box:
        return stack([self._line(line, width) for line in cell.lines])


def _alone(pages: Sequence[Page]) -> int:
    """How many pages hold a signature and no more than the sentence before it: what is signed stands elsewhere."""
    ends = (page.placed[-1].block.row or "" for page in pages if 0 < len(page.placed) <= 2)
    return sum(row.startswith("signature") for row in ends)


def _kept(blocks: Sequence[Block], number: int) -> int:
    """How many of the following rows stay with a block: two with a heading, but not the heading of the next part."""
    block, following = blocks[number], blocks[number + 1 : number + 3]
    if isinstance(block, Heading):
        return 1 if isinstance(following[-1] if len(following) == 2 else None, Heading) else 2
    return 1 if following and isinstance(following[0], Signature) else 0


def spoken(said: Voices) -> list[tuple[str, str]]:
    """``(words, language)`` of each voice that has words, once where all say the same."""
    found = [(voice.words, voice.language) for voice in said if voice.words]
    return found[:1] if len({words for words, _ in found}) == 1 else found


def distinct(said: Voices) -> Voices:
    """Each voice, marked where it is unfinished; only the first one where all say the same."""
    same = len({voice.words for voice in said}) == 1 and not any(voice.mark for voice in said)
    return said[:1] if same else said


def column_edges(shares: Sequence[float], width: float, gap: float) -> list[tuple[float, float]]:
    """Left edge and width in pt of each column."""
    room, whole = width - gap * (len(shares) - 1), sum(shares)
    x, found = 0.0, list[tuple[float, float]]()
    for share in shares:
        found.append((x, room * share / whole))
        x += room * share / whole + gap
    return found


def _logo(logo: Photo) -> Box:
    """The logo in the room it has, never cropped."""
    scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height)
    width, height = logo.width * scale, logo.height * scale
    return Box(width, height, None, (Picture(logo.data, 0, 0, width, height),))
