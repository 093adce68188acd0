"""The last page of a draft: translations to come, and characters that cannot be printed."""

from __future__ import annotations

from collections.abc import Iterable

from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, pad, ruled
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page, boxes
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import Unfinished
from tripplanner.glyphs import describe, uncovered
from tripplanner.i18n import Message, printed, say

WIDTH = st.A4.text_width
_SMALL = st.Style(8, 10.5)


def add_unfinished(flow: Flow, s: Setter) -> None:
    """Each translation that is missing or stale: where it is, its words, what is wanted."""
    found = list(s.unfinished.found.values())
    if not found:
        return
    flow.new_page()
    flow.add(s.kicker(printed("Translations to finish")).named("heading unfinished").anchored("unfinished"), keep=2)
    for n, entry in enumerate(found):
        flow.add(_row(s, entry).named(f"unfinished {n}"))
    if s.unfinished.unreviewed:
        flow.add(s.ts.paragraph(s.unreviewed(_SMALL), WIDTH).named("unreviewed"), gap=6.0)


def _row(s: Setter, entry: Unfinished) -> Block:
    language = s.languages[0]
    where = say(entry.where, language) if isinstance(entry.where, Message) else entry.where.best(language)
    wanted = printed("stale") if entry.state == "stale" else printed("missing")
    said = entry.text.best(language)
    own = next((code for code, words in entry.text.words.items() if words == said), entry.text.source)
    state = Span(f"{entry.language} · {say(wanted, language)}", _SMALL.in_(st.STALE), language)
    found = [
        (0.0, s.ts.paragraph(Span(where, _SMALL.bold(), language), 84.0)),
        (90.0, s.ts.paragraph(Span(said, _SMALL, own), 300.0)),
        (400.0, s.ts.paragraph(state, WIDTH - 400.0)),
    ]
    return ruled(pad(beside(found, WIDTH), top=3.0, bottom=3.0))


def add_unprintable(flow: Flow, s: Setter, pages: Iterable[Page]) -> bool:
    """The characters on ``pages`` that no bundled face has, by name; False when there are none."""
    if not s.ts.unprintable:
        return False
    texts = {box.text for box in boxes(pages) if box.kind == "text"}
    missing = uncovered(texts)
    if not missing:
        return False
    language = s.languages[0]
    heading = s.kicker(printed("Characters that cannot be printed")).named("heading unprintable")
    flow.add(heading.anchored("unprintable"), gap=15.0, keep=1)
    for n, char in enumerate(missing):
        where = min(text for text in texts if char in text)
        found = [
            (0.0, s.ts.paragraph(Span(describe(char), _SMALL.bold(), "en", verbatim=True), 200.0)),
            (210.0, s.ts.paragraph(Span(where, _SMALL, language, verbatim=True), WIDTH - 210.0)),
        ]
        flow.add(ruled(pad(beside(found, WIDTH), top=3.0, bottom=3.0)).named(f"unprintable {n}"))
    return True
