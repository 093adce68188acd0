"""The access rules of a site as rows: what is known, and what somebody still has to verify."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tripplanner import dates
from tripplanner.dates import listed
from tripplanner.documents.content import AccessContent, SiteSheet
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, pad, rule, ruled, stack, tag, tag_spans
from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.text import Inline, Span
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.text import EMPTY, Text

_TOKEN = re.compile(r"\d+|[\u3400-\u9fff]|[^\W\d_]{3,}")
_JOINTS = {"from", "until", "the", "and", "des", "les", "aux", "至", "到"}

TO_VERIFY = printed("to be verified")
UNVERIFIED = printed("not verified")


Said = Callable[[str], str]
"""What is said in a language."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: its label, what is said of it, a note of the data (field ``field`` of the site).

    ``counted``: it says figures and months, which a note with the same ones only repeats. Of a yes or no the same
    words may say the contrary.
    """

    label: Message
    said: Said | None
    note: Text = EMPTY
    field: str = ""
    counted: bool = False


def access_rows(setter: Setter, sheet: SiteSheet) -> Iterable[Block]:
    """The rows in the order a visitor asks; the first under a rule. Empty rows are absent."""
    rules = [rule for rule in rules_of(sheet.access) if rule.said or rule.note]
    for number, entry in enumerate(rules):
        row = _row(setter, sheet, entry, marked=number == 0 and bool(sheet.to_verify))
        head = [rule(setter.width, 0.75)] if number == 0 else []
        yield setter.row(stack([*head, row]), f"rule {sheet.ref.uuid} {number}")


def rules_of(access: AccessContent) -> list[Rule]:
    """Every rule a visitor must know; the four that matter most say so when they are unknown."""
    permit = _yes_no(access.permit_needed, NEEDED, NOT_NEEDED)
    return [
        Rule(printed("Agreement"), permit, access.permit_note, "permit_note"),
        Rule(printed("Season"), _months(access), access.season_note, "season_note", counted=True),
        Rule(printed("Group"), _cap(access), access.group_note, "group_note", counted=True),
        Rule(printed("Step-free"), _yes_no(access.step_free, YES, NO)),
        *_known(access),
        *([Rule(printed("Bad weather"), None, access.fallback, "fallback")] if access.fallback else []),
    ]


NEEDED, NOT_NEEDED = printed("a permit or an agreement is needed"), printed("no permit is needed")
YES, NO = printed("yes, throughout"), printed("no: slopes or steps")


def _message(message: Message) -> Said:
    return lambda language: say(message, language)


def _yes_no(value: bool | None, yes: Message, no: Message) -> Said:
    return _message(TO_VERIFY if value is None else yes if value else no)


def _months(access: AccessContent) -> Said:
    months = access.months
    if months is None:
        return _message(TO_VERIFY)
    if len(set(months)) == 12:
        return _message(printed("all year"))
    return lambda language: dates.month_list(months, language)


def _known(access: AccessContent) -> Iterable[Rule]:
    """Rules that few sites have: absent where nothing is known."""
    days, hours = access.weekdays, access.hours
    if days:
        yield Rule(printed("Days"), lambda language: dates.weekday_list(days, language))
    if hours:
        yield Rule(
            printed("Hours"),
            lambda language: listed((f"{start}–{end}" for start, end in hours), language),
        )
    if access.max_vehicle_seats:
        seats = printedn("one seat at most", "{n} seats at most", access.max_vehicle_seats)
        yield Rule(printed("Vehicle"), _message(seats))
    if access.lead_days:
        yield Rule(printed("Booking"), _message(printedn("one day ahead", "{n} days ahead", access.lead_days)))


def _cap(access: AccessContent) -> Said:
    if access.group_cap is None:
        return _message(TO_VERIFY)
    return _message(printedn("one person at most", "{n} people at most", access.group_cap))


def _row(setter: Setter, sheet: SiteSheet, entry: Rule, *, marked: bool) -> Block:
    columns = setter.columns((72.0, 142.0), (222.0, 118.0))
    label = [setter.ts.paragraph(Span(words, st.DETAIL if n else st.DETAIL.bold(), code), 68.0)
             for n, (words, code) in enumerate(setter.both(entry.label))]  # fmt: skip
    known, note = _without_echo(entry, setter.languages)
    said = _said(setter, known, columns) if known else []
    notes = setter.cells(note, sheet.ref, entry.field, columns, st.DETAIL if said else st.BODY) if note else []
    cells = _stacked(said, notes) if said and notes else said or notes
    if marked:
        cells = _with_tag(setter, cells)
    return ruled(pad(beside([(0.0, stack(label)), *cells], setter.width), top=3.0, bottom=3.0))


def _without_echo(entry: Rule, languages: tuple[str, ...]) -> tuple[Said | None, Text]:
    """The rule and its note; one of them alone where it says all that the other says, in every language."""
    notes = {code: entry.note.get(code).casefold() for code in languages}
    if entry.said is None or not all(notes.values()):
        return entry.said, entry.note
    said = {code: entry.said(code).casefold() for code in languages}
    if notes == said or (entry.counted and all(_tokens(notes[code]) <= _tokens(said[code]) for code in languages)):
        return entry.said, EMPTY
    begins = all(notes[code].startswith(said[code]) for code in languages)
    return (None, entry.note) if begins else (entry.said, entry.note)


def _tokens(words: str) -> set[str]:
    """Figures, Han characters, and Latin words of three letters and more: what a note says, without the joints."""
    return set(_TOKEN.findall(words)) - _JOINTS


def _said(setter: Setter, said: Said, columns: list[tuple[float, float]]) -> list[tuple[float, Block]]:
    return [
        (x, setter.ts.paragraph(Span(said(code), st.BODY, code), width))
        for (x, width), code in zip(columns, setter.languages, strict=True)
    ]


def _stacked(above: list[tuple[float, Block]], below: list[tuple[float, Block]]) -> list[tuple[float, Block]]:
    return [(x, stack([a, b])) for (x, a), (_, b) in zip(above, below, strict=True)]


def _with_tag(setter: Setter, cells: list[tuple[float, Block]]) -> list[tuple[float, Block]]:
    """The *not verified* tag under the first language's words."""
    sign = tag(setter.ts, tag_spans(setter.both(UNVERIFIED), st.WARN), st.WARN, dashed=True)
    (x, first), *rest = cells
    return [(x, stack([first, setter.ts.paragraph([Inline(sign)], max(first.width, sign.width + 1))])), *rest]
