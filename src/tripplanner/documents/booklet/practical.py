"""The practical pages: whom to call, then what the office tells every guest."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.documents.booklet.emergency import emergency_box
from tripplanner.documents.content import StandardText, TripContent
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, page_title, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import printed, say

# In this order, then any other text of the office; those of the last page have places of their own.
ICONS = {
    "time": "clock", "altitude": "mountain", "walking": "footprints", "clothing": "shirt", "passport": "book-user",
    "bring": "backpack", "water": "glass-water", "power": "plug", "money": "landmark", "insurance": "shield-check",
    "safety": "triangle-alert", "reserves": "leaf",
}  # fmt: skip
GAP, TIGHT = 9.0, 6.0
"""White between two texts (pt)."""
MORE = 3.0
"""So much more below the numbers to call."""
ELSEWHERE = frozenset({"emergency", "consulate", "hospital"})


def practical_pages(setter: Setter, first: int) -> list[Page]:
    """The pages, the first one numbered ``first``."""
    setter.place = printed("Practical")
    columns = setter.columns((0.0, 204.0), (212.0, 128.0))
    cells = [(x, width, Span(say(printed("Practical"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    title = page_title(setter.ts, cells, setter.width).anchored("practical").named("heading practical")
    box, entries = emergency_box(setter), [_entry(setter, text) for text in advice(setter.content.trip)]
    opening = [title, box] if box else [title]
    pages = _poured(setter, first, opening, entries, GAP)
    if len(pages) > 1:
        packed = _packed(entries, setter.spec.text_height, sum(block.height for block in opening) + MORE, TIGHT)
        tight = _poured(setter, first, opening, packed, TIGHT)
        return tight if len(tight) < len(pages) else pages
    return pages


def _poured(setter: Setter, first: int, opening: Sequence[Block], entries: Sequence[Block], gap: float) -> list[Page]:
    flow = Flow(setter.spec, first)
    for number, block in enumerate(opening):
        flow.add(block, keep=1 - number if len(opening) > 1 else 1)
    for number, block in enumerate(entries):
        flow.add(block, gap=gap + MORE if number == 0 else gap)
    return flow.pages(balanced=True)


def _packed(entries: Sequence[Block], room: float, taken: float, gap: float) -> list[Block]:
    """The entries in their order, except that a short one goes before a long one that would turn the page."""
    left, found = list(entries), list[Block]()
    while left:
        n = next((n for n, block in enumerate(left) if taken + gap + block.height <= room), None)
        if n is None:
            n, taken = 0, -gap
        block = left.pop(n)
        found.append(block)
        taken += gap + block.height
    return found


def advice(trip: TripContent) -> list[StandardText]:
    """The office's standard texts, in the order a traveller needs them."""
    texts = trip.texts
    known = [texts[key] for key in ICONS if key in texts]
    others = [text for key, text in texts.items() if key not in ICONS and key not in ELSEWHERE and "." not in key]
    return known + others


def _entry(setter: Setter, text: StandardText) -> Block:
    columns = setter.columns((20.0, 180.0), (212.0, 128.0))
    titles = setter.cells(text.title, text.ref, "title", columns, st.BODY.bold(), title=True)
    sign = icon(ICONS.get(text.key, "info"), 12.0, st.FIR)
    head = beside([(0.0, sign), *titles], setter.width)
    body = beside(setter.cells(text.body, text.ref, "body", columns, st.BODY.in_(st.SECONDARY)), setter.width)
    return setter.row(stack([head, body]), f"advice {text.key}")
