"""The terms of the trip by subject, in the booklet's languages and in English."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.dates import listed
from tripplanner.documents.content import TermLine
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, pad, page_title, ruled, stack
from tripplanner.documents.typesetting.flow import Flow, used
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.i18n import Message, printed, say

CATEGORIES: Mapping[str, Message] = {
    "climate": printed("Climate"),
    "connectivity": printed("Connectivity"),
    "dark sky": printed("Dark sky"),
    "forest": printed("Forest"),
    "governance": printed("Governance"),
    "infrastructure": printed("Infrastructure"),
    "methods": printed("Methods"),
    "monitoring": printed("Monitoring"),
    "pastoralism": printed("Pastoralism"),
    "predators": printed("Predators"),
    "protected areas": printed("Protected areas"),
    "river": printed("Rivers"),
    "species": printed("Species"),
    "trip": printed("The trip"),
    "wetland": printed("Wetlands"),
}
PADDING, TIGHT = 3.75, 2.25
"""White above and below a term (pt)."""
REFERENCE = "en"
"""The language of reference, printed beside the booklet's own."""
_ENDONYMS = {"en": "English", "fr": "français", "zh": "中文"}


def glossary_pages(setter: Setter, first: int) -> list[Page]:
    """The pages, the first one numbered ``first``; a little tighter where that spares a nearly white one."""
    setter.place = printed("Glossary")
    airy = _poured(setter, first, PADDING)
    pages = airy.pages()
    if len(pages) > 1 and used(pages[-1]) <= 2 * (PADDING - TIGHT) * len(setter.content.trip.terms):
        tight = _poured(setter, first, TIGHT).pages()
        if len(tight) < len(pages):
            return tight
    return airy.pages(balanced=True)


def _poured(setter: Setter, first: int, padding: float) -> Flow:
    flow = Flow(setter.spec, first)
    cells = [(x, width, Span(say(printed("Glossary"), code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns(setter), setter.languages, strict=False)]  # fmt: skip
    flow.add(page_title(setter.ts, cells, setter.width).anchored("glossary").named("heading glossary"), keep=2)
    category = None
    for term in sorted(setter.content.trip.terms, key=lambda term: _order(term.category)):
        if term.category != category:
            category = term.category
            head = _head(setter, category)
            flow.repeat(None)
            flow.add(head.named(f"heading {category}"), gap=6.0, keep=1)
            flow.repeat(head.named("repeat glossary"))
        flow.add(_term(setter, term, padding))
    return flow


def columns(setter: Setter) -> list[tuple[float, float]]:
    """``(x, width)`` of each language, that of reference last."""
    if not _reference(setter):
        return setter.columns((0.0, 166.0), (174.0, 166.0))
    if setter.two:
        return [*setter.columns((0.0, 124.0), (132.0, 112.0)), (252.0, 88.0)]
    return [(0.0, 166.0), (174.0, 166.0)]


def _reference(setter: Setter) -> str:
    """English, where it is not one of the booklet's; beside English alone another language of the trip, if any."""
    if REFERENCE not in setter.languages:
        return REFERENCE
    others = (code for code in setter.content.trip.languages if code not in setter.languages)
    return "" if setter.two else next(others, "")


def _order(category: str) -> tuple[int, str]:
    known = list(CATEGORIES)
    return (known.index(category), "") if category in known else (len(known), category)


def category_name(category: str, language: str) -> str:
    """The subject in a language; a subject of the office's own as it is written."""
    message = CATEGORIES.get(category)
    return say(message, language) if message else category[:1].upper() + category[1:]


def _head(setter: Setter, category: str) -> Block:
    cells = [(x, setter.ts.paragraph(Span(category_name(category, code), st.KICKER, code), width))
             for (x, width), code in zip(columns(setter), setter.languages, strict=False)]  # fmt: skip
    code = _reference(setter)
    if code:
        x, width = columns(setter)[-1]
        cells.append((x, setter.ts.paragraph(Span(_ENDONYMS.get(code, code), st.DETAIL, code), width)))
    return ruled(pad(beside(cells, setter.width), bottom=3.0), st.INK, 0.75)


def _term(setter: Setter, term: TermLine, padding: float) -> Block:
    """The term in each language with its note beneath; that of reference in Regular at the right."""
    where = columns(setter)
    own = where[: len(setter.languages)]
    cells = setter.cells(term.term, term.ref, "term", own, st.BODY.bold(), title=True)
    shown = [(x, stack([block, *_note(setter, term, code, width)])) for (x, block), (_, width), code
             in zip(cells, own, setter.languages, strict=True)]  # fmt: skip
    code = _reference(setter)
    if code:
        x, width = where[-1]
        words = Span(term.term.get(code), st.BODY.in_(st.SECONDARY), code)
        shown.append((x, setter.ts.paragraph(words, width)))
    return setter.row(ruled(pad(beside(shown, setter.width), top=padding, bottom=padding)), f"term {term.ref.uuid}")


def _note(setter: Setter, term: TermLine, language: str, width: float) -> list[Block]:
    """The note, with a warning sign where words are forbidden in that language."""
    words = term.note.get(language)
    banned = term.forbidden.get(language, ())
    if banned and not any(word in words for word in banned):
        extra = say(printed("not: {words}", words=listed(banned, language)), language)
        words = f"{words} ({extra})" if words and language != "zh" else f"{words}（{extra}）" if words else extra
    if not words:
        return []
    sign: list[Piece] = (
        [Inline(icon("triangle-alert", 8.5, st.WARN)), Span("\u00a0", st.DETAIL, language)] if banned else []
    )
    return [setter.ts.paragraph([*sign, Span(words, st.DETAIL, language)], width)]
