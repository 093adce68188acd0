"""From a file to a plan in few steps, with every guess in between open to correction: for the window and the terminal.

``read_file`` (or ``read_pasted``) gives a book, :func:`look` what it seems to hold, ``preview`` the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from tripplanner.exchange.intake import templates
from tripplanner.exchange.intake.columns import guess_columns, likeliest_subject, vocabulary, with_field
from tripplanner.exchange.intake.headings import language_of
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.plan import Column
from tripplanner.exchange.intake.previewing import Plan, preview
from tripplanner.exchange.intake.readers import readers
from tripplanner.exchange.intake.sheets import Book, Sheet
from tripplanner.exchange.intake.subjects import Subject, Target, subject, subjects
from tripplanner.exchange.intake.tables import Table, find_table, headings_in
from tripplanner.i18n import msg
from tripplanner.planning.trips import trip_row
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet as it is understood: what it holds, where its headings are, what its columns mean.

    ``template`` is the name of the sender whose files have these headings; empty when nobody’s do.
    """

    book: Book
    sheet: Sheet
    subject: Subject
    table: Table
    columns: tuple[Column, ...]
    template: str = ""

    def with_column(self, number: int, key: str) -> Look:
        """The same with a column filling another field; ``""``: none."""
        field = self.subject.field(key) if key else None
        return replace(self, columns=with_field(self.columns, self.table, number, field))

    @property
    def ignored(self) -> tuple[Column, ...]:
        """The columns that nothing takes and that hold something: each is named to the person."""
        return tuple(column for column in self.columns if column.field is None and column.samples)

    def plan(
        self, session: Session, target: Target, *, vault: Vault | None = None, progress: Progress = NO_PROGRESS
    ) -> Plan:
        """What bringing it in would do; see :func:`tripplanner.exchange.intake.previewing.preview`.

        Words that do not say their language are in that of the headings, where these do.
        """
        if not self.sheet.fields and self.subject.adapted is None:
            target = replace(target, language=language_of(self.table.headings) or target.language)
        return preview(session, self.book.name, self.table, self.columns, self.subject, target,
                       vault=vault, progress=progress)  # fmt: skip


def days_of(session: Session, trip_id: int | None) -> tuple[date, date] | None:
    """The days of the trip a file is for, as a reader of calendars wants them; raises :class:`NotFound`."""
    if trip_id is None:
        return None
    trip = trip_row(session, trip_id)
    return trip.first_day, trip.last_day


def look(
    session: Session,
    book: Book,
    *,
    subject_key: str = "",
    sheet: str | None = None,
    head: int | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Look:
    """How a file is understood: everything that is given is taken, the rest guessed.

    :param subject_key: what it holds; by default what its headings fit best.
    :param head: the number of the row of headings.
    :param mapping: fields by heading, in place of what a template of the sender says.
    :raises Unreadable: the sheet is empty, or nothing tells what it holds.
    """  # fmt: skip
    chosen = _sheet(book, sheet)
    _check_format(book, subject_key)
    keys = [subject_key or chosen.subject] if subject_key or chosen.subject else list(subjects())
    own = subject(keys[0]) if len(keys) == 1 else None
    if own is not None and own.adapted is not None:
        own, chosen = own.adapted(session, chosen, book.name)
        table = find_table(chosen, [vocabulary(own.key)], head)
        return Look(book, chosen, own, table, guess_columns(table, own))
    table = find_table(chosen, [vocabulary(key) for key in keys], head)
    key = keys[0] if len(keys) == 1 else likeliest_subject(table.headings)
    if not key:
        raise Unreadable(
            book.name, msg("its headings fit nothing that is known here."),
            msg("Say what it holds, and which column is which."),
        )  # fmt: skip
    known = templates.recognised(session, key, table.headings)
    wanted = mapping if mapping is not None else known.columns if known is not None else None
    columns = guess_columns(table, subject(key), wanted)
    return Look(book, chosen, subject(key), table, columns, known.name if known is not None else "")


def likeliest_sheet(book: Book) -> Sheet:
    """The sheet in sight with the most headings that are known: a roster may come after a page of instructions."""
    usual = book.sheet()
    vocabularies = [vocabulary(key) for key in subjects()]
    seen = [sheet for sheet in book.sheets if sheet.lines and sheet.hidden == usual.hidden]
    return max([usual, *seen], key=lambda sheet: headings_in(sheet, vocabularies))


def _check_format(book: Book, key: str) -> None:
    """Refuses what a format cannot hold: sites in a file of contacts."""
    reader = next((one for one in readers() if one.key == book.format), None)
    if reader is not None and key and reader.subjects and key not in reader.subjects:
        holds = tuple(reader.subjects)
        raise Unreadable(
            book.name,
            msg("its format ({format}) holds no “{subject}”.", format=reader.title, subject=subject(key).title),
            msg("Choose one of: {kinds}.", kinds=holds),
        )  # fmt: skip


def _sheet(book: Book, name: str | None) -> Sheet:
    if name is not None and all(one.name != name for one in book.sheets):
        names = tuple(one.name for one in book.sheets)
        raise Unreadable(book.name, msg("it has no sheet “{sheet}”.", sheet=name),
                         msg("Its sheets are: {names}.", names=names))  # fmt: skip
    found = book.sheet(name) if name is not None else likeliest_sheet(book)
    if not found.lines:
        raise Unreadable(book.name, msg("the sheet “{sheet}” is empty.", sheet=found.name), msg("Choose another one."))
    return found
