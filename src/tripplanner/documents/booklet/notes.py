"""Pages to write on, and in a draft the list of translations to finish."""

from __future__ import annotations

from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, kicker, note_lines, pad, page_title, ruled, stack, tag
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page, Placed
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Inline, Span
from tripplanner.documents.voices import STALE, TO_COME, Unfinished
from tripplanner.i18n import Message, printed, say

PITCH = 20.5
LONGEST_QUOTE = 90


def note_page(setter: Setter, number: int, *, anchor: str = "", day: int | None = None) -> Page:
    """A page of lines, for a day or for anything."""
    spec = setter.spec
    title = printed("Notes") if day is None else printed("Notes, day {number}", number=day)
    head = kicker(setter.ts, setter.label(title, st.KICKER, st.KICKER), setter.width)
    count = int((spec.text_height - head.height) / PITCH)
    block = stack([head, note_lines(setter.width, count)])
    area = (spec.left(number), spec.top, spec.text_width, spec.text_height)
    placed = Placed(area[0], area[1], block.anchored(anchor) if anchor else block)
    return Page(number, spec.width, spec.height, (placed,), area)


def unfinished_pages(setter: Setter, first: int) -> list[Page]:
    """What is still to translate, in reading order; none when everything is."""
    entries = list(setter.unfinished.found.values())
    if not entries:
        return []
    flow = Flow(setter.spec, first)
    columns = setter.columns((0.0, 196.0), (208.0, 132.0))
    cells = [(x, width, Span(say(printed("Translations to finish"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    title = page_title(setter.ts, cells, setter.width)
    flow.add(title.anchored("unfinished").named("heading unfinished"), keep=1)
    for number, entry in enumerate(entries):
        flow.add(setter.row(_entry(setter, entry), f"unfinished {number}"))
    if setter.unfinished.unreviewed:
        flow.add(setter.ts.paragraph(setter.unreviewed(st.DETAIL), setter.width).named("unreviewed"), gap=6.0)
    return flow.pages()


def _entry(setter: Setter, entry: Unfinished) -> Block:
    language = setter.languages[0]
    where = say(entry.where, language) if isinstance(entry.where, Message) else entry.where.best(*setter.languages)
    words = entry.text.best()
    quote = shortened(words, LONGEST_QUOTE)
    source = next((code for code, said in entry.text.words.items() if said == words), language)
    message = STALE if entry.state == "stale" else TO_COME
    sign = tag(setter.ts, [Span(say(message, entry.language), st.TAG.in_(st.STALE), entry.language)], st.STALE)
    cells = [
        (0.0, setter.ts.paragraph(Span(shortened(where, 60), st.DETAIL, language), 76.0)),
        (82.0, setter.ts.paragraph(Span(quote, st.BODY, source), 146.0)),
        (setter.width - 106.0, setter.ts.paragraph([Inline(sign)], 106.0)),
    ]
    return ruled(pad(beside(cells, setter.width), top=3.0, bottom=3.0))
