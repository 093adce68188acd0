"""Whom to call: numbers, people on call, a sentence to show a passer-by. On the practical page and the back cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner.dates import listed
from tripplanner.documents.content import PersonLine, Ref, StandardText, TripContent
from tripplanner.documents.setter import Setter
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    framed,
    icon,
    pad,
    page_title,
    qr,
    rule,
    ruled,
    space,
    stack,
)  # fmt: skip
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.wallet.content import local_language
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

# "112: all emergencies in Europe." – a number, a colon, what it is for.
_NUMBER = re.compile(r"(\+?\d[\d\u00a0\u202f ]{0,18}\d|\d{2,})[\s\u00a0\u202f]*[:：]\s*([^.。;；]+)[.。;；]?")
_PHONE = re.compile(r"\+\d[\d\u00a0\u202f ]{5,18}\d")
# Where 112 answers.
COUNTRIES = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK"
EUROPE = frozenset(COUNTRIES.split())
PHONE_WIDTH = 86.0
"""What a telephone number beside a lodging may take, in pt; a longer one goes on below."""
MOST_NUMBERS = 6
_MARK = 24.0  # the width of the office's mark, in pt
NUMBER = st.Style(26, 30, 700)


@dataclass(frozen=True, slots=True)
class Number:
    """An emergency number and what it is for, per language."""

    number: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call: who (per language), and the number."""

    who: tuple[tuple[str, str], ...]
    number: str


def numbers(trip: TripContent) -> list[Number]:
    """The numbers of the office's standard text; 112 where there is none and the trip is in Europe."""
    text = trip.texts.get("emergency")
    found = numbers_in(text.body) if text else []
    if found or not any(place.country in EUROPE for item in trip.items if (place := item.place)):
        return found[:MOST_NUMBERS]
    return [Number("112", Text.of("en", [], **{code: say(ALL, code) for code in ("en", "fr", "zh")}))]


ALL = printed("all emergencies, Europe")


def numbers_in(body: Text) -> list[Number]:
    """``112: all emergencies. 15: ambulance.`` as numbers; none where the text is written otherwise."""
    meanings: dict[str, dict[str, str]] = {}
    for language, words in body.words.items():
        for number, meaning in _NUMBER.findall(words):
            meanings.setdefault(number.strip(), {})[language] = meaning.strip()
    full = {number: said for number, said in meanings.items() if body.source in said}
    return [Number(number, Text(said, body.source, body.made_from, body.drafts)) for number, said in full.items()]


def calls(trip: TripContent, languages: tuple[str, ...]) -> list[Call]:
    """The office on call, the staff and interpreters with a number, the consulate."""
    found: list[Call] = []
    if trip.office.emergency_phone:
        found.append(Call(_said(printed("On call, day and night"), languages), trip.office.emergency_phone))
    found += [_person(line, languages) for line in trip.members if line.phone]
    consulate = trip.texts.get("consulate")
    if consulate:
        found += _consulate(consulate, languages)
    return list({call.number.replace(" ", ""): call for call in reversed(found)}.values())[::-1]


def _said(message: Message, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((say(message, code), code) for code in languages)


def _person(line: PersonLine, languages: tuple[str, ...]) -> Call:
    posts = [(line.post.get(code), code) for code in languages if line.post.get(code)]
    return Call(((printable(line.name), "en"), *posts), line.phone)


def _consulate(text: StandardText, languages: tuple[str, ...]) -> list[Call]:
    for words in text.body.words.values():
        if found := _PHONE.search(words):
            return [Call(tuple((text.title.get(code), code) for code in languages if text.title.get(code)), found[0])]
    return []


# --- on the practical page --------------------------------------------------------------------------------


def emergency_box(setter: Setter) -> Block | None:
    """A red frame with numbers in two columns, then who is on call."""
    trip = setter.content.trip
    known, people = numbers(trip), calls(trip, setter.languages)
    if not known and not people:
        return None
    inside = setter.width - 18.0
    head = beside([(0.0, icon("siren", 13.0, st.ERROR)),
                   *setter.said(printed("Emergencies"), setter.columns((21.0, 150.0), (175.0, 140.0)),
                                st.BODY.bold().in_(st.ERROR))], inside)  # fmt: skip
    rows = [head, space(3.0), *_number_pairs(setter, known, inside)]
    if known and people:
        rows += [rule(inside, 0.5, "#D9A7A2"), space(3.0)]
    rows += [_call_row(setter, call, inside, st.BODY.bold()) for call in people[:6]]
    body = pad(stack(rows), top=6.0, right=9.0, bottom=6.0, left=9.0)
    return framed(body, stroke=st.ERROR, line=1.0, radius=3.0, width=setter.width).named("emergency box")


def _number_pairs(setter: Setter, known: Sequence[Number], width: float) -> list[Block]:
    half = width / 2
    cells = [_number_cell(setter, number, half - 6.0) for number in known]
    rows: list[Block] = []
    for n in range(0, len(cells), 2):
        pair = cells[n : n + 2]
        height = max(block.height for block in pair)
        children = tuple((i * half, 0.0, block) for i, block in enumerate(pair))
        rows += [Block(width, height, None, (), children), space(3.0)]
    return rows


def _number_cell(setter: Setter, number: Number, width: float) -> Block:
    figure = setter.ts.label(Span(number.number, st.Style(17, 21, 700), "en"))
    left = max(58.0, figure.width + 8.0)
    lines = [
        setter.ts.paragraph(Span(words, st.DETAIL, code), width - left) for words, code in _meanings(setter, number)
    ]
    words = stack(lines)
    return Block(width, max(figure.height, words.height), None, (), ((0.0, 0.0, figure), (left, 0.0, words)))


def _meanings(setter: Setter, number: Number) -> list[tuple[str, str]]:
    said = [(number.meaning.get(code), code) for code in setter.languages if number.meaning.get(code)]
    return said or [(number.meaning.best(), "en")]


def _call_row(setter: Setter, call: Call, width: float, style: st.Style) -> Block:
    """Who at the left, the number at the right edge; long posts stand below the name."""
    link = f"tel:{call.number.replace(' ', '')}"
    figure = setter.ts.label(Span(shortened(call.number, 24), style, "en", link=link))
    room = width - figure.width - 10.0
    strong, plain = replace(style, size=9.0), st.Style(9, style.leading, colour=st.SECONDARY)
    (name, code), *others = call.who or (("", "en"),)
    posts = [Span("\u00a0\u00a0" + words, plain, language) for words, language in others]
    who = setter.ts.paragraph([Span(name, strong, code), *posts], room)
    if who.height > style.leading + 0.1 and others:
        small = [
            Span(("\u00a0\u00a0" if n else "") + words, st.DETAIL, language)
            for n, (words, language) in enumerate(others)
        ]
        who = stack([setter.ts.paragraph(Span(name, strong, code), room), setter.ts.paragraph(small, room)])
    return pad(beside([(0.0, who), (width - figure.width, figure)], width), bottom=1.5)


# --- on the back cover ------------------------------------------------------------------------------------


def back_cover(setter: Setter, number: int) -> list[Page]:
    """The last page: what to find without leafing through.

    The hospitals are said in every language where that leaves them on it, else in that of the first reader; not at
    all where they would take another page.
    """
    setter.place = printed("Emergencies")
    tries = (_last_page(setter, number, spoken) for spoken in range(len(setter.languages), 0, -1))
    return next((pages for pages in tries if len(pages) == 1), None) or _last_page(setter, number, 0)


def _last_page(setter: Setter, number: int, spoken: int) -> list[Page]:
    # One page whatever white was chosen above and below: a cover has no running head or foot.
    flow = Flow(replace(setter.spec, top=st.A5.top, bottom=st.A5.bottom), number)
    style = st.PAGE_TITLE.in_(st.ERROR)
    columns = setter.columns((0.0, 160.0), (176.0, 164.0))
    cells = [(x, w, Span(say(printed("Emergencies"), code), style, code))
             for (x, w), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    flow.add(page_title(setter.ts, cells, setter.width).anchored("emergency").named("heading emergency"), keep=1)
    known = numbers(setter.content.trip)
    for entry in known:
        flow.add(_number_row(setter, entry, compact=len(known) > 4))
    people = calls(setter.content.trip, setter.languages)
    for n, call in enumerate(people):
        flow.add(_call_row(setter, call, setter.width, st.SUBHEAD), gap=6.0 if n == 0 else 1.5)
    for block in (_passer_by(setter, people), _nights(setter), _hospitals(setter, spoken)):
        if block:
            flow.add(block, gap=10.5)
    code = _code(setter)
    if code:
        flow.foot(code)
    return flow.pages()


def _number_row(setter: Setter, number: Number, *, compact: bool) -> Block:
    figure = setter.ts.label(Span(number.number, st.PAGE_TITLE if compact else NUMBER, "en"))
    said = _meanings(setter, number)
    lines = [setter.ts.paragraph(Span(words, st.BODY.bold() if n == 0 else st.BODY.in_(st.SECONDARY), code), 208.0)
             for n, (words, code) in enumerate(said)]  # fmt: skip
    words = stack(lines)
    height = max(figure.height, words.height)
    children = ((0.0, (height - figure.height) / 2, figure), (132.0, (height - words.height) / 2, words))
    return ruled(pad(Block(setter.width, height, None, (), children), top=3.0, bottom=3.0))


def _passer_by(setter: Setter, people: Sequence[Call]) -> Block | None:
    """A sentence to show somebody in the street, in their language whatever the booklet’s, and the number to call."""
    if not people:
        return None
    lines: list[Block] = []
    message = printed("“I am with a group. Please call this number:”")
    for n, code in enumerate(dict.fromkeys((local_language(setter.content.trip), *setter.languages))):
        style = st.BODY.bold() if n == 0 else st.BODY.in_(st.SECONDARY)
        lines.append(setter.ts.paragraph(Span(say(message, code), style, code), setter.width))
    number = setter.ts.paragraph(Span(people[0].number, st.PAGE_TITLE, "en"), setter.width)
    return stack(
        [rule(setter.width, 0.75), space(7.5), *lines, space(3.0), number, space(7.5), rule(setter.width, 0.75)]
    )


def _nights(setter: Setter) -> Block | None:
    """Where the group sleeps, with the telephone."""
    lines = [(day, night.lodging) for day in setter.content.trip.days for night in day.nights if night.lodging]
    days: dict[Ref, list[int]] = {}
    for day, lodging in lines:
        days.setdefault(lodging.ref, []).append(day.date.day)
    lodgings = list({lodging.ref: lodging for _, lodging in lines}.values())[:12]
    if not lodgings:
        return None
    rows: list[Block] = []
    columns = setter.columns((62.0, 96.0), (164.0, 82.0))
    for lodging in lodgings:
        first = setter.languages[0]
        dated = listed(map(str, dict.fromkeys(days[lodging.ref])), first)
        cells = [(0.0, setter.ts.paragraph(Span(dated, st.TRANSFER.bold().in_(st.INK), first), 58.0))]
        for (x, width), code in zip(columns, setter.languages, strict=True):
            name = lodging.town.get(code) or lodging.name.get(code)
            cells.append((x, setter.ts.paragraph(Span(name, st.TRANSFER.in_(st.INK), code), width)))
        phone = lodging.phone or (lodging.place.phone if lodging.place else "")
        if phone:
            number = Span(shortened(phone, 40), st.TRANSFER, "en")
            figure = setter.ts.label(number)
            if figure.width > PHONE_WIDTH:
                figure = setter.ts.paragraph(number, PHONE_WIDTH)
            cells.append((setter.width - figure.width, figure))
        rows.append(beside(cells, setter.width))
    return stack(
        [setter.ts.paragraph(setter.label(printed("Nights"), st.KICKER, st.KICKER), setter.width), space(3.0), *rows]
    )


def _hospitals(setter: Setter, spoken: int) -> Block | None:
    """Where to go, in the office’s words; ``spoken`` languages of them."""
    text = setter.content.trip.texts.get("hospital")
    if not text:
        return None
    titles = {voice.column: voice.words for voice in setter.voices(text.title, text.ref, "title")}
    rows: list[Block] = []
    for voice in setter.voices(text.body, text.ref, "body")[:spoken]:
        style = st.TRANSFER.in_(st.SECONDARY if rows else st.INK)
        title = titles.get(voice.column, "")
        lead = [Span(f"{title}\u2002", style.bold(), voice.language)] if title else []
        if voice.words:
            rows.append(setter.ts.paragraph([*lead, Span(voice.words, style, voice.language)], setter.width))
    return stack(rows) if rows else None


def _code(setter: Setter) -> Block | None:
    """The QR code of the reader's own calendar, else of the trip's or of the office's site, and what it is."""
    trip = setter.content.trip
    own = trip.subscription
    if own is not None:
        shown = own.webcal_address if own.webcal else own.address
        return _coded(setter, shown, printed("Your own calendar, kept up to date"), (own.address, own.webcal_address))
    address = trip.calendar_url or trip.office.website
    if not address:
        mark = ridge(_MARK)
        return Block(setter.width, mark.height, None, (), ((setter.width - _MARK, 0.0, mark),)).named("margin code")
    title = printed("Calendars and latest version") if trip.calendar_url else printed("Latest version")
    return _coded(setter, address, title, (address,))


def _coded(setter: Setter, inside: str, title: Message, addresses: tuple[str, ...]) -> Block:
    """A QR code of ``inside``, beside it what it is for and the addresses, the mark at the right."""
    mark, code = ridge(_MARK), qr(inside)
    width = setter.width - code.width - _MARK - 18.0
    lines = [setter.ts.paragraph(Span(words, st.DETAIL, lang), width) for words, lang in setter.both(title)]
    for address in addresses:
        lines.append(setter.ts.paragraph(Span(address, st.DETAIL.in_(st.TERTIARY), "en", link=address), width))
    words = stack(lines)
    height = max(code.width, words.height + 3.0)
    children = ((0.0, height - code.width, code), (code.width + 9.0, height - words.height - 3.0, words),
                (setter.width - _MARK, height - mark.height - 3.0, mark))  # fmt: skip
    return Block(setter.width, height, None, (), children)
