"""The follow-up sheet: what was promised, whose it is, how it stands, with room to write what one hears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from tripplanner.dates import dated
from tripplanner.documents.content import TripContent
from tripplanner.documents.sheets import BLANK, Cell, Column, Line, Section, Sheet
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import Message, printed
from tripplanner.planning.learning.commitments import CommitmentRow, follow_up_day

TITLE = printed("Follow-up of commitments")
STATUS: Mapping[str, Message] = {
    "open": printed("Still open"), "under_way": printed("Under way"), "done": printed("Done"),
    "stuck": printed("Stuck"), "dropped": printed("Given up"),
}  # fmt: skip
ORDER = ("stuck", "open", "under_way", "done", "dropped")  # what needs somebody first


def sheet(trip: TripContent, rows: Sequence[CommitmentRow], languages: tuple[str, ...]) -> Sheet:
    """The commitments by how they stand, what falls due first before the others; ended ones without room to write."""
    intro = (printed("Asked about from {day} on, six months after the trip.", day=follow_up_day(trip.last_day)),)
    changed = max((trip.edition.edited_at, *(row.changed for row in rows)))
    as_it_stands = replace(trip, edition=replace(trip.edition, draft=False, sort="report", edited_at=changed))
    nothing = printed("Nothing was promised on this trip.")
    return Sheet(TITLE, as_it_stands, languages, tuple(_sections(rows)), nothing, intro, wide=True)


def _sections(rows: Sequence[CommitmentRow]) -> Iterator[Section]:
    for status in ORDER:
        of_it = [row for row in rows if row.status == status]
        own = tuple(_row(row) for row in sorted(of_it, key=lambda row: (row.due is None, row.due or date.max)))
        if own:
            yield Section(_COLUMNS, own, (STATUS[status],))


_COLUMNS = (
    Column(printed("What was promised"), 3.4),
    Column(printed("By whom"), 2.0),
    Column(printed("Until"), 1.4),
    Column(printed("Last heard"), 2.4),
    Column(printed("What became of it"), 2.6),
)


def _row(row: CommitmentRow) -> tuple[Cell, ...]:
    source = Source("commitment", row.uuid, "text")
    where = (Line(row.item, quiet=True),) if row.item else ()
    who = [Line(row.person, bold=True)] if row.person else []
    who += [Line(row.organisation)] if row.organisation else []
    due: Words = _on(row.due) if row.due else "–"
    return (
        Cell((Line(row.text, source=source), *where)),
        Cell(tuple(who) or (Line(printed("Nobody yet")),)),
        Cell((Line(due),)),
        _heard(row),
        Cell((Line("–", quiet=True),)) if row.ended else BLANK,
    )


def _on(day: date) -> Words:
    """With its year: what is promised is often for the next."""
    return partial(dated, day)


def _heard(row: CommitmentRow) -> Cell:
    if not row.heard:
        return Cell((Line("–", quiet=True),))
    last = row.heard[-1]
    note = (Line(last.note),) if last.note else ()
    return Cell((Line(_on(last.day), quiet=True), *note))
