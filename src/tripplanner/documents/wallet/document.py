"""Puts emergency cards on sheets: two per A4, each folded twice to the size of a bank card.

First along the long middle line, the print outside, then like a book: the cover has the numbers, inside stand the
people and the nights, the back is for somebody in the street. The two upper faces stand upside down on the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tripplanner.documents.margins import sheet_mark
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import stack
from tripplanner.documents.typesetting.marks import Block, Page, Placed
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import TranslationList
from tripplanner.documents.wallet.content import WalletCard, WalletCards
from tripplanner.documents.wallet.panels import HEIGHT, WIDTH, Panels
from tripplanner.i18n import printed, say

TITLE = printed("Emergency card")
PER_SHEET = 2
_LEFT = (st.A4.width - 2 * WIDTH) / 2
_TOP, _PITCH = 27 * st.MM, 135 * st.MM
_HINT = st.Style(7.5, 10.5, colour=st.TERTIARY)


def title_of(content: WalletCards) -> str:
    """What the file calls itself."""
    return f"{say(TITLE, content.languages[0])} – {content.trip.heading.best(*content.languages)}"


def laid_out(content: WalletCards) -> tuple[Sequence[Page], TranslationList]:
    """The finished sheets, and the translations that they lack."""
    lacking = TranslationList()
    cards = [_card(card, lacking) for card in content.cards]
    pages: list[Page] = []
    for start in range(0, len(cards), PER_SHEET):
        placed = [Placed(_LEFT, _TOP + n * _PITCH, card) for n, card in enumerate(cards[start : start + PER_SHEET])]
        area = (_LEFT, 0.0, st.A4.width - 2 * _LEFT, st.A4.height)
        above = (_mark(content), Placed(_LEFT, _TOP - 30.0, _hint(content)))
        pages.append(Page(len(pages) + 1, st.A4.width, st.A4.height, (*above, *placed), area))
    return pages, lacking


def _card(card: WalletCard, lacking: TranslationList) -> Block:
    """The four faces as they lie on the sheet: on the upper half the inside, upside down, so from right to left."""
    s = Setter(card, typesetter(), st.A4, unfinished=lacking)
    s.place = TITLE
    panels = Panels(s, card)
    inside_left, inside_right = (replace(face, turned=True) for face in (panels.people(), panels.nights()))
    children = (
        (WIDTH, 0.0, inside_left),
        (0.0, 0.0, inside_right),
        (0.0, HEIGHT, panels.back()),
        (WIDTH, HEIGHT, panels.cover()),
    )
    name = f"card {card.bearer.ref.uuid}" if card.bearer else "card"
    return Block(2 * WIDTH, 2 * HEIGHT, None, (), children, row=name)


def _mark(content: WalletCards) -> Placed:
    return sheet_mark(typesetter(), TITLE, content.trip, content.languages, _LEFT)


def _hint(content: WalletCards) -> Block:
    """How to fold it."""
    s = Setter(content, typesetter(), st.A4)
    how = printed("Cut out; fold along the long line, print outside; then fold like a book.")
    lines = [s.ts.paragraph(Span(words, _HINT, code), 2 * WIDTH) for words, code in s.both(how)]
    return stack(lines).named("repeat hint")
