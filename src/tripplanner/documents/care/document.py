"""Lays the care sheet out: a block per guest that has something noted, then those who have nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tripplanner import glyphs
from tripplanner.dates import date_span, listed
from tripplanner.documents.care.content import CareContent, Guest
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, pad, rule, ruled, space, stack
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import foot_a4
from tripplanner.documents.typesetting.marks import Block, Page, Source
from tripplanner.documents.typesetting.text import Span, Typesetter
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.planning.privacy.contents import Content, Diet, EmergencyContact, Health, Mobility

TITLE = printed("Care sheet")
WARNING = printed("For the accompanying staff alone. Destroy it after the trip.")
_LABELS: dict[type[Content], Message] = {
    EmergencyContact: printed("Emergency contact"), Health: printed("Health"), Diet: printed("Diet and allergies"),
    Mobility: printed("Mobility"),
}  # fmt: skip
DIETS = {
    "no_pork": printed("no pork"), "halal": printed("halal"), "vegetarian": printed("vegetarian"),
    "vegan": printed("vegan"), "no_beef": printed("no beef"), "no_seafood": printed("no fish or seafood"),
    "gluten_free": printed("gluten-free"), "lactose_free": printed("lactose-free"), "allergy": printed("allergy"),
}  # fmt: skip
_LABEL = 150.0
_WIDTH = st.A4.text_width


def pages(content: CareContent) -> Sequence[Page]:
    """The finished pages, set by a typesetter of their own: the usual one would remember what they say."""
    sheet = _Sheet(Typesetter(glyphs.face), content)
    flow = Flow(st.A4)
    flow.add(sheet.head(), keep=1)
    for guest in content.guests:
        if guest.known:
            flow.add(sheet.guest(guest), gap=9.0)
    flow.add(sheet.others(), gap=12.0)
    title = [(say(TITLE, code), code) for code in content.languages]
    when = [(date_span(content.first_day, content.last_day, content.languages[0]), content.languages[0])]
    return decorate(flow.pages(), lambda page, total: foot_a4(sheet.ts, page, total, title, when))


def pdf(content: CareContent) -> bytes:
    """The sheet as the bytes of a PDF file."""
    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes

    title = f"{say(TITLE, content.languages[0])} – {content.title.best(*content.languages)}"
    return pdf_bytes(pages(content), DocumentInfo(title, content.languages[0], ""))


class _Sheet:
    """Sets words in the languages of the sheet."""

    def __init__(self, ts: Typesetter, content: CareContent) -> None:
        self.ts, self._content = ts, content

    def head(self) -> Block:
        languages = self._content.languages
        titles = [self._span(say(TITLE, code), st.A4_TITLE if n == 0 else st.A4_TITLE_LONG, code)
                  for n, code in enumerate(languages)]  # fmt: skip
        trip = self._content.title.best(*languages)
        when = date_span(self._content.first_day, self._content.last_day, languages[0])
        lines = [self.ts.paragraph(one, _WIDTH, title=True) for one in titles]
        lines.append(self.ts.paragraph(self._span(f"{trip} · {when}", st.BODY_A4, languages[0]), _WIDTH))
        lines += [self.ts.paragraph(self._span(say(WARNING, code), st.BODY_A4.bold().in_(st.ERROR), code), _WIDTH)
                  for code in languages]  # fmt: skip
        return stack([*lines, space(6.0), rule(_WIDTH, 1.2)]).named("heading care")

    def guest(self, guest: Guest) -> Block:
        """The name with the sub-groups, and a row for each thing that is noted."""
        name = " · ".join([printable(guest.name), *guest.groups])
        head = self.ts.paragraph(Span(name, st.SUBHEAD, "en", Source("person", guest.uuid, "name")), _WIDTH)
        rows = [self._row(one) for one in guest.known]
        return ruled(pad(stack([head, *rows], 3.0), bottom=6.0)).named(f"guest {guest.uuid}")

    def _row(self, known: Content) -> Block:
        languages = self._content.languages
        label = [self._span(("" if n == 0 else "\n") + say(_LABELS[type(known)], code), st.DETAIL_A4, code)
                 for n, code in enumerate(languages)]  # fmt: skip
        said = "\n".join(self._said(known))
        words = self.ts.paragraph(self._span(said, st.BODY_A4, languages[0]), _WIDTH - _LABEL)
        return beside([(0.0, self.ts.paragraph(label, _LABEL - 9.0)), (_LABEL, words)], _WIDTH)

    def _said(self, known: Content) -> Iterator[str]:
        """What is noted, the codes in each language, the words as they were written."""
        for code in self._content.languages:
            if isinstance(known, Diet) and known.codes:
                yield listed((say(DIETS[one], code) for one in known.codes), code)
            elif isinstance(known, Mobility):
                yield from self._measures(known, code)
        if words := getattr(known, "words", ""):
            yield words

    @staticmethod
    def _measures(known: Mobility, code: str) -> Iterator[str]:
        said: list[Message] = []
        if known.walk_min is not None:
            said.append(printed("at most {minutes} min on foot", minutes=known.walk_min))
        if known.ascent_m is not None:
            said.append(printed("at most {metres} m of ascent", metres=known.ascent_m))
        if known.step_free:
            said.append(printed("no steps"))
        if said:
            yield ("；" if code == "zh" else "; ").join(say(one, code) for one in said)

    def others(self) -> Block:
        """How many guests have nothing noted: that is not the same as having nothing."""
        n = sum(not guest.known for guest in self._content.guests)
        said = printedn("Nothing is noted of {n} guest.", "Nothing is noted of {n} guests.", n)
        lines = [self.ts.paragraph(self._span(say(said, code), st.DETAIL_A4, code), _WIDTH)
                 for code in self._content.languages]  # fmt: skip
        return stack(lines).named("others")

    @staticmethod
    def _span(words: str, style: st.Style, language: str) -> Span:
        return Span(words, style, language)
