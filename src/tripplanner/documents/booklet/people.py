"""Who takes part and whom the guests meet: delegates by rank, staff, then the organisations that receive them."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.documents.content import DelegationContent, OrganisationLine, PersonLine
from tripplanner.documents.setter import Setter
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import badge, beside, pad, page_title, ruled, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

TITLE_GAP = 27.0
"""White above a page title that stands below something else."""
ROLES = {
    "staff": printed("staff"),
    "interpreter": printed("interpreter"),
    "driver": printed("driver"),
    "guest": printed("guest"),
}


def people_pages(setter: Setter, first: int, *, group: bool = True, partners: bool = True) -> list[Page]:
    """The group, then whom it meets: below the group where its last page has room for both."""
    flow = Flow(setter.spec, first)
    if group:
        _group(setter, flow)
    if partners:
        flow.new_page("late")
        _partners(setter, flow)
    return flow.pages(balanced=True)


def _group(setter: Setter, flow: Flow) -> None:
    """Objectives, delegation and the people who go along."""
    setter.place = printed("The group")
    _title(setter, flow, printed("The group"), "group")
    trip = setter.content.trip
    if trip.objectives:
        flow.add(setter.kicker(printed("Objectives")).named("heading objectives"), keep=1)
        for number, objective in enumerate(trip.objectives, 1):
            flow.add(_objective(setter, objective, number))
    for number, delegation in enumerate(trip.delegations):
        if delegation.delegates:
            _persons(setter, flow, _named(setter, delegation), delegation.delegates, f"delegation {number}")
    if trip.members:
        label = setter.label(printed("Travelling with you"), st.KICKER, st.KICKER)
        _persons(setter, flow, label, trip.members, "members")


def _title(setter: Setter, flow: Flow, message: Message, anchor: str) -> None:
    columns = setter.columns((0.0, 196.0), (208.0, 132.0))
    cells = [(x, width, Span(say(message, code), st.PAGE_TITLE, code))
             for (x, width), code in zip(columns, setter.languages, strict=True)]  # fmt: skip
    title = page_title(setter.ts, cells, setter.width)
    flow.add(title.anchored(anchor).named(f"heading {anchor}"), gap=TITLE_GAP, keep=2)


def _objective(setter: Setter, text: Text, number: int) -> Block:
    columns = setter.columns((14.0, 182.0), (208.0, 132.0))
    sign = setter.ts.label(Span(str(number), st.BODY.bold().in_(st.FIR), "en"))
    cells = setter.cells(text, setter.content.trip.ref, f"objectives.{number - 1}", columns, st.BODY)
    return pad(beside([(0.0, sign), *cells], setter.width), bottom=3.0)


def _named(setter: Setter, delegation: DelegationContent) -> list[Span]:
    spoken = setter.voices(delegation.name, delegation.ref, "name")
    words = [voice for voice in spoken if voice.words]
    if not words:
        return setter.label(printed("Delegation"), st.KICKER, st.KICKER)
    return [
        Span(("\u00a0\u00a0" if n else "") + voice.words, st.KICKER, voice.language) for n, voice in enumerate(words)
    ]


def _persons(setter: Setter, flow: Flow, title: Sequence[Span], people: Sequence[PersonLine], name: str) -> None:
    head = ruled(pad(setter.ts.paragraph(list(title), setter.width), bottom=3.0), st.INK, 0.75)
    flow.add(head.named(f"heading {name}"), gap=12.0, keep=1)
    for line in people:
        flow.add(_person(setter, line))


def _person(setter: Setter, line: PersonLine) -> Block:
    """Badge, name, and the post in each language on the same line where it fits."""
    groups = [group.mark for group in setter.content.trip.subgroups]
    signs = [badge(setter.ts, mark, groups.index(mark)) for mark in line.subgroups if mark in groups][:1]
    words = printable(line.name) or say(printed("Name to follow"), setter.languages[0])
    language = "zh" if line.name.native and words.startswith(line.name.native) else "fr"
    name = setter.ts.paragraph(Span(words, st.BODY.bold(), language), 114.0)
    columns = setter.columns((132.0, 122.0), (260.0, 80.0))
    cells: list[tuple[float, Block]] = [(14.0, name)] + [(0.0, sign) for sign in signs]
    if line.post:
        cells += setter.cells(line.post, line.ref, "post", columns, st.DETAIL)
    elif line.role in ROLES:
        cells += setter.said(ROLES[line.role], columns, st.DETAIL)
    return setter.row(ruled(pad(beside(cells, setter.width), top=1.5, bottom=1.5)), f"person {line.ref.uuid}")


def _partners(setter: Setter, flow: Flow) -> None:
    """The organisations the guests meet, in the order they meet them."""
    setter.place = printed("Organisations")
    _title(setter, flow, printed("Organisations met"), "partners")
    for line in setter.content.trip.organisations:
        flow.add(_organisation(setter, line))


def _organisation(setter: Setter, line: OrganisationLine) -> Block:
    columns = setter.columns((0.0, 196.0), (208.0, 132.0))
    names = setter.cells(line.name, line.ref, "name", columns, st.BODY.bold(), title=True)
    parts = [beside(names, setter.width)]
    if line.kind:
        parts.append(beside(setter.cells(line.kind, line.ref, "kind", columns, st.DETAIL), setter.width))
    reach = [line.acronym, line.city, line.phone, line.email]
    spans = [Span(" · ".join(part for part in reach if part), st.DETAIL.in_(st.TERTIARY), "fr")] if any(reach) else []
    if line.website:
        between = " · " if spans else ""
        address = line.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        spans.append(Span(between + address, st.DETAIL.in_(st.FIR), "en", link=line.website))
    if spans:
        parts.append(setter.ts.paragraph(spans, setter.width))
    return setter.row(ruled(pad(stack(parts), top=4.5, bottom=4.5)), f"organisation {line.ref.uuid}")
