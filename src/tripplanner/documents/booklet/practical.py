"""The practical pages: whom to call, then what the office tells every guest."""

from __future__ import annotations

from tripplanner.documents.booklet.emergency import emergency_box
from tripplanner.documents.content import StandardText
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, page_title, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import printed, say

# In this order, then any other text of the office; these two have places of their own.
ICONS = {
    "time": "clock", "altitude": "mountain", "walking": "footprints", "clothing": "shirt", "passport": "book-user",
    "bring": "backpack", "water": "glass-water", "power": "plug", "money": "landmark", "insurance": "shield-check",
    "safety": "triangle-alert", "reserves": "leaf",
}  # fmt: skip
ELSEWHERE = frozenset({"emergency", "consulate"})


def practical_pages(setter: Setter, first: int) -> list[Page]:
    """The pages, the first one numbered ``first``."""
    setter.place = printed("Practical")
    flow = Flow(setter.spec, first)
    columns = setter.columns((0.0, 204.0), (212.0, 128.0))
    cells = [(x, width, Span(say(printed("Practical"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    flow.add(page_title(setter.ts, cells, setter.width).anchored("practical").named("heading practical"), keep=1)
    box = emergency_box(setter)
    if box:
        flow.add(box)
    for number, text in enumerate(advice(setter)):
        flow.add(_entry(setter, text), gap=12.0 if number == 0 else 9.0)
    return flow.pages()


def advice(setter: Setter) -> list[StandardText]:
    """The office's standard texts, in the order a traveller needs them."""
    texts = setter.content.trip.texts
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
