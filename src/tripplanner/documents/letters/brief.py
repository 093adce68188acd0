"""The host brief: who comes, what they do with that host, what they saw before, what they want to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from tripplanner.dates import clock, listed, short_date
from tripplanner.documents.content import DayContent, ItemContent, PersonLine, QuestionLine, SubGroup, TripContent
from tripplanner.documents.letters.composing import Composer, Value, in_language
from tripplanner.documents.letters.content import (
    Block,
    Cell,
    Column,
    Heading,
    Letter,
    Letterhead,
    NewPage,
    Paragraph,
    Table,
    Title,
)
from tripplanner.documents.letters.facts import fact, facts, fields_of, joined, titled
from tripplanner.documents.letters.receivers import Received
from tripplanner.documents.lists.people import group_marks, role
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import Message, msg, printed, printedn

TITLE = printed("Host brief")
_SUBJECT = printed("The guests who come to you")
_BODY = printed(
    "Thank you for receiving “{delegation}” during the study trip “{trip}”. This brief says who comes, when, what they"
    " have just seen and what they would like to know."
)
_INTERPRETING = printed(
    "A talk that is interpreted consecutively takes 1.6 to 2 times as long. Please speak in short parts, and let us"
    " have slides and special terms a few days before."
)
_MODES = {
    "consecutive": printed("consecutive interpreting"),
    "simultaneous": printed("simultaneous interpreting"),
}
_LANGUAGES = {"fr": printed("French"), "en": printed("English"), "zh": printed("Chinese")}
_ON_DUTY = ("staff", "interpreter")
_SEEN = frozenset({"visit", "meeting"})


WORDINGS = (
    Wording("letter.brief", msg("Host brief: title and opening"), _BODY, _SUBJECT, ("delegation", "size", "host")),
    Wording("letter.brief.interpreting", msg("Host brief: what is asked of speakers"), _INTERPRETING),
)


def letter(everybody: TripContent, languages: tuple[str, ...], hosts: list[Received]) -> Letter:
    """A brief for each of ``hosts``; ``everybody`` is the whole trip as hosts may read it."""
    found: list[Block] = []
    for host in hosts:
        found += [NewPage()] if found else []
        found += _blocks(everybody, host, languages)
    only = hosts[0].trip if len(hosts) == 1 else everybody
    return Letter(TITLE, only, languages, tuple(found))


def _blocks(everybody: TripContent, host: Received, languages: tuple[str, ...]) -> Iterator[Block]:
    trip = host.trip
    c = Composer(trip, languages)
    fields: dict[str, Value] = {**fields_of(trip), "host": host.organisation.name}
    yield Letterhead()
    yield Title(c.title("letter.brief", _SUBJECT, fields))
    yield from c.paragraphs("letter.brief", _BODY, fields)
    yield facts(c, _summary(c, host))
    yield Heading(c.say(printed("When and what")))
    yield _visits(c, trip.days)
    yield from _interpreting(c, trip.items, fields)
    yield from _before(c, everybody, trip)
    yield from _questions(c, trip.items)
    yield Heading(c.say(printed("Who comes")))
    yield _guests(c, trip)
    yield from c.notices()


# --- in short --------------------------------------------------------------------------------------------


def _summary(c: Composer, host: Received) -> Iterator[tuple[Cell, ...] | None]:
    trip = host.trip
    guests = _delegates(trip)
    yield fact(c, printed("For"), host.organisation.name)
    yield fact(c, printed("Delegation"), *_counted(trip, guests))
    yield fact(c, printed("Languages"), joined(_spoken(line.language) for line in guests if line.language))
    team = [member for member in trip.members if member.role in _ON_DUTY]
    cell = Cell(tuple(line for member in team for line in
                      (c.line(member.name), c.line(_duty(member), quiet=True))))  # fmt: skip
    yield (c.cell(printed("With them"), quiet=True), cell) if team else None


def _counted(trip: TripContent, guests: list[PersonLine]) -> Iterator[Value]:
    """How many come, and of which sub-groups: what they are tells at which level to speak."""
    if guests:
        yield printedn("{n} person", "{n} people", len(guests))
    coming = {mark for line in guests for mark in line.subgroups}
    for group in trip.subgroups:
        if group.mark in coming:
            yield partial(_group, group)


def _group(group: SubGroup, language: str) -> str:
    words = [group.mark, group.name.best(language)]
    return " ".join(word for word in words if word)


def _duty(member: PersonLine) -> Value:
    return joined([role(member), partial(_all_spoken, member.working_languages), member.phone])


def _all_spoken(codes: Iterable[str], language: str) -> str:
    return listed((in_language(_spoken(code), language) for code in codes), language)


def _spoken(language: str) -> Message | str:
    return _LANGUAGES.get(language, language)


def _delegates(trip: TripContent) -> list[PersonLine]:
    return [line for delegation in trip.delegations for line in delegation.delegates]


# --- the visits ------------------------------------------------------------------------------------------


def _visits(c: Composer, days: Iterable[DayContent]) -> Table:
    columns = (Column(c.say(printed("When")), 1.0), Column(c.say(printed("What")), 3.2),
               Column(c.say(printed("Groups")), 0.8))  # fmt: skip
    rows = tuple(_visit(c, item) for day in days for item in day.items if not item.cancelled)
    return Table(columns, rows)


def _visit(c: Composer, item: ItemContent) -> tuple[Cell, ...]:
    place = item.place.name if item.place else ""
    mode = _MODES.get(item.interpreting or "", "")
    what = c.cell(titled(item), item.purpose, item.team_notes, joined([place, mode]) if place or mode else "",
                  bold=True)  # fmt: skip
    return (
        c.cell(partial(short_date, item.start.date()), f"{clock(item.start)}–{clock(item.end)}"),
        what,
        c.cell(" · ".join(item.subgroups) or printed("all")),
    )


def _interpreting(c: Composer, items: Iterable[ItemContent], fields: dict[str, Value]) -> Iterator[Block]:
    if any(item.interpreting == "consecutive" and not item.cancelled for item in items):
        yield Heading(c.say(printed("Interpreting")))
        yield from c.paragraphs("letter.brief.interpreting", _INTERPRETING, fields)


def _before(c: Composer, everybody: TripContent, trip: TripContent) -> Iterator[Block]:
    """What the guests saw on the day before each of the host’s days."""
    eves = {day.date - timedelta(days=1) for day in trip.days}
    rows: list[tuple[Cell, ...]] = []
    for day in everybody.days:
        seen = [item for item in day.items if item.type in _SEEN and not item.cancelled]
        if day.date in eves and seen:
            rows.append((c.cell(partial(short_date, day.date)), Cell(tuple(c.line(item.title) for item in seen))))
    if rows:
        yield Heading(c.say(printed("What they see the day before")))
        yield Table((Column(share=0.9), Column(share=3.2)), tuple(rows))


def _questions(c: Composer, items: Iterable[ItemContent]) -> Iterator[Block]:
    asked: dict[QuestionLine, None] = dict.fromkeys(q for item in items if not item.cancelled for q in item.questions)
    if asked:
        yield Heading(c.say(printed("Their questions")))
        yield from (Paragraph(c.say(question.text), bullet=True) for question in asked)


# --- who -------------------------------------------------------------------------------------------------


def _guests(c: Composer, trip: TripContent) -> Table:
    """By rank, with what tells their level: post, organisation, part in the delegation."""
    columns = (
        Column(c.say(printed("No.")), 0.3), Column(c.say(printed("Name")), 1.5),
        Column(c.say(printed("Post and organisation")), 2.4), Column(c.say(printed("Part")), 0.9),
    )  # fmt: skip
    rows = tuple(
        (
            c.cell(str(n)),
            c.cell(person.name),
            c.cell(person.post, person.organisation_name),
            c.cell(role(person), group_marks(trip, person), quiet=True),
        )
        for n, person in enumerate(_delegates(trip), 1)
    )
    return Table(columns, rows)
