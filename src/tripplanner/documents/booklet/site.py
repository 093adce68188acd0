"""A visited site on a spread: on the left what it is, on the right what it asks, and room to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.documents.booklet.access import access_rows
from tripplanner.documents.cartography import Frame, site_map
from tripplanner.documents.content import Photo, QuestionLine, SiteSheet
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    disc,
    framed,
    icon,
    note_lines,
    pad,
    qr,
    rule,
    ruled,
    space,
    stack,
    tag,
)  # fmt: skip
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page, Picture
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.i18n import Message, printed

GAP = 12.0
LARGEST_MAP = 168.0
PITCH = 20.5
MOST_LINES, LEAST_LINES = 7, 2
LEAST_WHITE = 9.0
"""Between the last line to write on and the foot of the page."""
MOST_TAGS = 4
TAG_LINE = 15.0
SMALL_CAPTION = st.Style(7.25, 9.0, colour=st.TERTIARY)
# Words that forbid, in the languages of the data: the box then says so in red, with its sign.
FORBIDS = re.compile(r"prohibit|forbid|not allowed|no access|interdit|禁止|不得|严禁", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Look:
    """How much room a left page gives: the least height of its map, white between blocks and around facts (pt)."""

    least_map: float
    gap: float
    fact: float
    running: st.Style
    tag_lines: int


_AIRY = _Look(112.0, 12.0, 3.75, st.RUNNING, 9)
_TIGHT = _Look(78.0, 9.0, 2.25, st.BODY, 2)
"""For a site that would otherwise take another leaf."""


def site_pages(setter: Setter, sheet: SiteSheet, first: int) -> list[Page]:
    """The pages of a site, the first one numbered ``first``: a spread, more for very long texts."""
    setter.place = sheet.name
    pages = _spread(setter, sheet, first, _AIRY)
    if len(pages) > 2 or _crowded(pages[-1]):
        tight = _spread(setter, sheet, first, _TIGHT)
        return tight if len(tight) < len(pages) or (len(tight) == 2 and not _crowded(tight[-1])) else pages
    return pages


def _crowded(page: Page) -> bool:
    """Whether the last line to write on nearly touches the rule over what to read next."""
    if len(page.placed) < 2 or not (page.placed[-1].block.row or "").startswith("reading"):
        return False
    last, foot = page.placed[-2:]
    return foot.y - last.y - last.block.height < LEAST_WHITE


def _spread(setter: Setter, sheet: SiteSheet, first: int, look: _Look) -> list[Page]:
    flow = Flow(setter.spec, first)
    left, facts = _left_page(setter, sheet, look)
    for number, block in enumerate(left):
        flow.add(
            block.anchored(f"site-{sheet.ref.uuid}") if number == 0 else block, gap=look.gap if number > 1 else 7.5
        )
    kept = _within(setter.spec.text_height - _height(left, look) - look.gap, facts)
    for number, fact in enumerate(facts[:kept]):
        flow.add(fact, gap=look.gap if number == 0 else 0.0)
    flow.new_page()
    _right_page(setter, sheet, flow, _continued(setter, facts[kept:]) if kept else facts)
    return flow.pages()


def _left_page(setter: Setter, sheet: SiteSheet, look: _Look) -> tuple[list[Block], list[Block]]:
    """Head, map, figures, description; and the facts. The map takes the height that is left, within limits."""
    head, figures = _head(setter, sheet, look), _figures(setter, sheet)
    summary, facts = _summary(setter, sheet, look), _facts(setter, sheet, look)
    room = setter.spec.text_height - look.gap - 1.0
    room -= _height([block for block in (head, space(0.0), figures, summary) if block], look)
    kept = _within(room - look.least_map, facts)
    height = min(LARGEST_MAP, max(look.least_map, room - sum(fact.height for fact in facts[:kept])))
    left = [head, _pictures(setter, sheet, height), figures, summary]
    return [block for block in left if block], facts


def _height(blocks: Sequence[Block], look: _Look) -> float:
    """Of blocks below each other with the gaps of a left page."""
    return sum(block.height for block in blocks) + 7.5 + look.gap * max(len(blocks) - 2, 0)


def _within(room: float, blocks: Sequence[Block]) -> int:
    """How many of the first ``blocks`` have room below each other."""
    kept = 0
    for block in blocks:
        room -= block.height
        kept += room >= 0
    return kept


# --- what it is -------------------------------------------------------------------------------------------


def _head(setter: Setter, sheet: SiteSheet, look: _Look) -> Block:
    """The number on a disc, the name in each language below each other, then the themes."""
    number = disc(setter.ts, str(sheet.number), 27.0)
    style = st.PAGE_TITLE if len(sheet.name.best(*setter.languages)) < 60 else st.DAY_TITLE
    lines: list[Block] = []
    for n, voice in enumerate(setter.voices(sheet.name, sheet.ref, "name")):
        colour = st.INK if n == 0 else st.FIR
        lines.append(setter.voice(voice, setter.width - 40.0, style.in_(colour), title=True))
    title = stack(lines or [space(27.0)])
    height = max(27.0, title.height)
    head = Block(setter.width, height, None, (), ((0.0, 0.0, number), (40.0, 0.0, title)))
    tags = _tags(setter, sheet, look.tag_lines)
    return stack([head, space(4.5), tags]) if tags else head


def _tags(setter: Setter, sheet: SiteSheet, most_lines: int) -> Block | None:
    """The themes in both languages; in the first alone where they would take more lines."""
    both = _themes(setter, sheet, setter.languages)
    if both is None or both.height <= most_lines * TAG_LINE:
        return both
    return _themes(setter, sheet, setter.languages[:1])


def _themes(setter: Setter, sheet: SiteSheet, languages: Sequence[str]) -> Block | None:
    pieces: list[Piece] = []
    for theme in sheet.themes[:MOST_TAGS]:
        colour = st.KIND_COLOURS.get(theme.colour, st.FIR)
        names = [(shortened(theme.name.get(code), 40), code) for code in languages if theme.name.get(code)]
        if names:
            first, *rest = names
            spans = [Span(first[0], st.TAG.in_(colour), first[1])]
            spans += [Span("\u00a0" + words, replace(st.TAG, weight=400, colour=colour), code) for words, code in rest]
            pieces += [Inline(tag(setter.ts, spans, colour)), Span("  ", st.Style(7, TAG_LINE), "en")]
    return setter.ts.paragraph(pieces, setter.width) if pieces else None


def _pictures(setter: Setter, sheet: SiteSheet, height: float) -> Block | None:
    """The map, and the photo beside it where there is one."""
    wanted = "map" in setter.content.sections
    if sheet.photo is None:
        return _chart(setter, sheet, setter.width, height) if wanted else None
    half = (setter.width - 8.0) / 2
    chart = _chart(setter, sheet, half, height) if wanted else None
    if chart is None:
        return _photo(setter, sheet.photo, setter.width, height)
    photo = _photo(setter, sheet.photo, half, height)
    return Block(setter.width, max(chart.height, photo.height), None, (), ((0.0, 0.0, photo), (half + 8.0, 0.0, chart)))


def _chart(setter: Setter, sheet: SiteSheet, width: float, height: float) -> Block | None:
    return site_map(setter.content.trip, sheet, Frame(width, height, setter.languages), setter.ts)


def _photo(setter: Setter, photo: Photo, width: float, height: float) -> Block:
    words = photo.caption.best(*setter.languages)
    picture = Block(width, height, None, (Picture(photo.data, 0, 0, width, height, words),))
    said = [(photo.caption.get(code), code) for code in setter.languages if photo.caption.get(code)]
    said += [(photo.credit, "en")] if photo.credit else []
    if not said:
        return picture
    spans = [Span((" · " if n else "") + text, SMALL_CAPTION, code) for n, (text, code) in enumerate(said)]
    return stack([picture, space(3.0), setter.ts.paragraph(spans, width)])


def _figures(setter: Setter, sheet: SiteSheet) -> Block | None:
    """How long, how far, how many, how high: what is known of them, side by side."""
    found: list[Block] = []
    access, first = sheet.access, setter.languages[0]
    if sheet.typical_visit_min:
        found.append(_figure(setter, "clock", dates.duration(sheet.typical_visit_min, first), printed("visit")))
    if access.walk_min is not None:
        label = printed("walk, {ascent} up", ascent=dates.metres(access.ascent_m, first)) if access.ascent_m else WALK
        found.append(_figure(setter, "footprints", dates.duration(access.walk_min, first), label))
    if access.group_cap is not None:
        found.append(_figure(setter, "users", dates.number(access.group_cap, first), printed("people at most")))
    if sheet.altitude_m is not None:
        found.append(_figure(setter, "mountain", dates.metres(sheet.altitude_m, first), printed("altitude")))
    if not found:
        return None
    pitch = setter.width / 4
    children = tuple((n * pitch, 0.0, block) for n, block in enumerate(found))
    row = Block(setter.width, max(block.height for block in found), None, (), children)
    return ruled(pad(row, bottom=7.5))


WALK = printed("walk")


def _figure(setter: Setter, sign: str, value: str, label: Message) -> Block:
    width = setter.width / 4 - 6.0
    first = setter.languages[0]
    head = setter.ts.paragraph([Inline(icon(sign, 10.0, st.FIR)), Span("\u00a0" + value, st.SUBHEAD, first)], width)
    lines = [setter.ts.paragraph(Span(words, st.DETAIL, code), width) for words, code in setter.both(label)]
    return stack([head, *lines])


def _summary(setter: Setter, sheet: SiteSheet, look: _Look) -> Block | None:
    return setter.pair(sheet.summary, sheet.ref, "summary", look.running) if sheet.summary else None


def _facts(setter: Setter, sheet: SiteSheet, look: _Look) -> list[Block]:
    """One row a fact, over hairlines, under a rule."""
    rows: list[Block] = []
    columns = setter.columns((12.0, 184.0), (208.0, 132.0))
    for number, fact in enumerate(sheet.facts):
        cells = setter.cells(fact, sheet.ref, f"facts.{number}", columns, st.BODY)
        sign = setter.ts.label(Span(str(number + 1), st.BODY.bold().in_(st.FIR), "en"))
        row = ruled(pad(beside([(0.0, sign), *cells], setter.width), top=look.fact, bottom=look.fact))
        head = [rule(setter.width, 0.75)] if number == 0 else []
        rows.append(setter.row(stack([*head, row]), f"fact {sheet.ref.uuid} {number}"))
    return rows


def _continued(setter: Setter, facts: Sequence[Block]) -> list[Block]:
    """The facts that had no room on the left page, under a heading that says so."""
    if not facts:
        return []
    first, *others = facts
    head = setter.kicker(printed("Facts, continued"))
    return [stack([space(GAP), head, first]).named(first.row or ""), *others]


# --- what it asks -----------------------------------------------------------------------------------------


def _right_page(setter: Setter, sheet: SiteSheet, flow: Flow, facts: Sequence[Block]) -> None:
    blocks = [block for block in (_access_box(setter, sheet), *access_rows(setter, sheet), *facts) if block]
    for number, block in enumerate(blocks):
        flow.add(block, gap=0.0 if number != 1 or not sheet.access.access_note else 9.0)
    reading = _reading(setter, sheet)
    used = sum(block.height for block in blocks) + 24.0 + (reading.height if reading else 0.0)
    parts = _questions(setter, sheet, setter.spec.text_height - used)
    for block, gap, keep in parts:
        flow.add(block, gap=gap, keep=keep)
    if reading:
        flow.foot(reading)


def _access_box(setter: Setter, sheet: SiteSheet) -> Block | None:
    """What one must know before going; in red where something is forbidden."""
    note = sheet.access.access_note
    if not note:
        return None
    forbidden = any(FORBIDS.search(words) for words in note.words.values())
    colour, sign = (st.ERROR, "ban") if forbidden else (st.FIR, "info")
    title = printed("Rules to respect") if forbidden else printed("Good to know")
    inside = setter.width - 22.0
    columns = setter.columns((21.0, 165.0), (200.0, inside - 200.0))
    head = [(0.0, icon(sign, 13.0, colour)), *setter.said(title, columns, st.BODY.bold().in_(colour))]
    body = setter.cells(note, sheet.ref, "access_note", columns, st.BODY)
    words = stack([beside(head, inside), space(1.5), beside(body, inside)])
    block = pad(words, top=6.0, right=9.0, bottom=7.5, left=13.0)
    framed_box = framed(block, stroke=colour, line=0.8, bar=colour, width=setter.width)
    return setter.row(framed_box, f"access {sheet.ref.uuid}")


def _questions(setter: Setter, sheet: SiteSheet, room: float) -> list[tuple[Block, float, int]]:
    """Each question with lines to write on; the lines use up the room there is. Without questions, notes."""
    if not sheet.questions:
        count = max(3, int((room - 35.0) / PITCH))
        return [(stack([setter.kicker(printed("Notes")), note_lines(setter.width, min(count, 12))]), 15.0, 0)]
    heads = [_question(setter, question, n) for n, question in enumerate(sheet.questions, 1)]
    free = room - 33.0 - sum(block.height + 12.0 for block in heads)
    lines = min(MOST_LINES, max(LEAST_LINES, int(free / len(heads) / PITCH)))
    parts: list[tuple[Block, float, int]] = [
        (setter.kicker(printed("Questions to ask")).named(f"heading questions {sheet.ref.uuid}"), 15.0, 1)
    ]
    for block, question in zip(heads, sheet.questions, strict=True):
        whole = setter.row(stack([block, note_lines(setter.width, lines)]), f"question {question.ref.uuid}")
        parts.append((whole, 0.0 if len(parts) == 1 else 12.0, 0))
    return parts


def _question(setter: Setter, question: QuestionLine, number: int) -> Block:
    columns = setter.columns((14.0, 186.0), (214.0, 126.0))
    cells = setter.cells(question.text, question.ref, "text", columns, st.BODY.bold(), title=True)
    sign = setter.ts.label(Span(str(number), st.BODY.bold().in_(st.FIR), "en"))
    return beside([(0.0, sign), *cells], setter.width)


def _reading(setter: Setter, sheet: SiteSheet) -> Block | None:
    """The linked cases, the source, and a code that opens the site's own page."""
    address = sheet.website or (sheet.source if sheet.source.startswith("http") else "")
    if not sheet.cases and not address:
        return None
    code = qr(address, 20 * st.MM) if address and len(address) < 120 else None
    width = setter.width - (66.0 if code else 0.0)
    rows = [_case(setter, sheet, n, width) for n in range(min(len(sheet.cases), 4))]
    if address:
        rows.append(_source(setter, sheet, address, width))
    title = printed("To read next") if sheet.cases else printed("Source")
    words = stack([setter.ts.paragraph(setter.label(title, st.KICKER, st.KICKER), width), space(3.0), *rows])
    height = max(words.height, code.height if code else 0.0)
    children = [(0.0, 6.0, words)] + ([(setter.width - 20 * st.MM, 6.0, code)] if code else [])
    body = Block(setter.width, height + 6.0, None, (), tuple(children))
    return stack([rule(setter.width, 0.75), body]).named(f"reading {sheet.ref.uuid}")


def _case(setter: Setter, sheet: SiteSheet, number: int, width: float) -> Block:
    case = sheet.cases[number]
    half = (width - 26.0 - 8.0) / 2
    columns = setter.columns((26.0, half), (26.0 + half + 8.0, half))
    style = st.DETAIL.in_(st.INK)
    cells = setter.cells(case.title, case.ref, "title", columns, style)
    code = setter.ts.label(Span(case.code, replace(st.DETAIL, weight=700), "en"))
    return pad(beside([(0.0, code), *cells], width), bottom=1.5)


def _source(setter: Setter, sheet: SiteSheet, address: str, width: float) -> Block:
    host = re.sub(r"^https?://(www\.)?", "", address).split("/")[0]
    spans = [Span(host, st.DETAIL, "en", link=address)]
    if sheet.to_verify:
        spans += [Span(f" · {words}", st.DETAIL, code) for words, code in setter.both(UNVERIFIED_SOURCE)]
    return setter.ts.paragraph(spans, width)


UNVERIFIED_SOURCE = printed("some facts are still to be verified")
