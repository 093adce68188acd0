"""Who comes, in order of rank, and who accompanies."""

from __future__ import annotations

from tripplanner.documents.content import PersonLine, SubGroup, TripContent
from tripplanner.documents.itinerary.parts import Badges, cells, shared
from tripplanner.documents.setter import Setter
from tripplanner.documents.spelt import forms
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, pad, ruled, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Source
from tripplanner.documents.typesetting.text import Piece, Span
from tripplanner.i18n import printed

WIDTH = st.A4.text_width
_NAME, _BADGE = (0.0, 150.0), 152.0
_POSTS = ((176.0, 150.0), (340.0, 153.0))


def add_people(flow: Flow, s: Setter, badges: Badges, trip: TripContent) -> None:
    """The delegations with their sub-groups, then the team."""
    s.place = printed("Delegation")
    for delegation in trip.delegations:
        if not delegation.delegates and not delegation.subgroups:
            continue
        flow.add(s.kicker(printed("Delegation")).named("heading delegation").anchored("people"), gap=21.0, keep=2)
        if delegation.name:
            row = beside(cells(s, delegation.name, delegation.ref, "name", _wide(s), st.BODY_A4.bold()), WIDTH)
            flow.add(pad(row, bottom=3.0).named(f"delegation {delegation.ref.uuid}"), keep=1)
        for group in delegation.subgroups:
            _group_row(flow, s, badges, group)
        for person in delegation.delegates:
            flow.add(_shared(s, badges, person))
    team = [member for member in trip.members if member.role in ("staff", "interpreter", "driver", "guest")]
    if team:
        s.place = printed("Team")
        flow.add(s.kicker(printed("Team")).named("heading team").anchored("team"), gap=15.0, keep=2)
        for member in team:
            flow.add(_shared(s, badges, member))


def _wide(s: Setter) -> list[tuple[float, float]]:
    return [(0.0, 326.0), _POSTS[1]] if s.two else [(0.0, WIDTH)]


def _posts(s: Setter) -> list[tuple[float, float]]:
    return s.columns(*_POSTS)


def _group_row(flow: Flow, s: Setter, badges: Badges, group: SubGroup) -> None:
    """A sub-group's sign, its name and where its members come from."""
    columns = [(20.0, 306.0), _POSTS[1]] if s.two else [(20.0, WIDTH - 20.0)]
    rows = [beside(cells(s, group.name, group.ref, "name", columns, st.Style(9, 12, 600)), WIDTH)]
    if group.origin:
        rows.append(beside(cells(s, group.origin, group.ref, "origin", columns, st.DETAIL_A4), WIDTH))
    sign = s.ts.label([badges.one(group.mark), Span("\u00a0", st.Style(9, 12), "en")])
    row = beside([(0.0, sign), (0.0, stack(rows))], WIDTH)
    flow.add(ruled(pad(row, top=3.0, bottom=3.75)).named(f"group {group.ref.uuid}"))


def _shared(s: Setter, badges: Badges, person: PersonLine) -> Block:
    return shared(s, badges, "person", person, lambda: _person(s, badges, person))


def _person(s: Setter, badges: Badges, person: PersonLine) -> Block:
    """Name with Han in bold, signs of the sub-groups, post in each language, telephone where it may be read."""
    found: list[tuple[float, Block]] = [(0.0, _name(s, person))]
    if person.subgroups:
        signs: list[Piece] = []
        for mark in person.subgroups:
            signs += [badges.one(mark), Span("\u00a0", st.BODY_A4, "en")]
        found.append((_BADGE, s.ts.label(signs)))
    if person.post:
        found += cells(s, person.post, person.ref, "post", _posts(s), st.Style(9, 12))
    return ruled(pad(beside(found, WIDTH), top=3.75, bottom=3.75)).named(f"person {person.ref.uuid}")


def _name(s: Setter, person: PersonLine) -> Block:
    """``李娜 LI Na``: the native form in bold first, then the Latin one."""
    name = person.name
    source = Source(person.ref.table, person.ref.uuid, "name")
    spans: list[Span] = []
    native, latin = forms(name)
    if native:
        spans.append(Span(native, st.BODY_A4.bold(), "zh", source, verbatim=True))
    if latin:
        lead = " " if spans else ""
        weight = st.BODY_A4 if spans else st.BODY_A4.bold()
        spans.append(Span(f"{lead}{latin}", weight, "en", source, verbatim=True))
    lines = [s.ts.paragraph(spans or [Span("–", st.BODY_A4, "en")], _NAME[1])]
    if person.phone:
        lines.append(s.ts.paragraph(Span(person.phone, st.DETAIL_A4, "en"), _NAME[1]))
    return stack(lines)
