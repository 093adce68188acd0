"""The sheets that ask for a commitment, and for what was heard of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from tripplanner.dates import short_date
from tripplanner.i18n import msg
from tripplanner.planning.learning.commitments import STATUS, CommitmentRow
from tripplanner.planning.learning.owners import Ties
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import short_name
from tripplanner.ui.records.sheet import Asked, Sheet, choice_field, day_field, long_field

Run = Callable[[dict[str, Any]], object]


def commitment_sheet(context: Context, ties: Ties, row: CommitmentRow | None, run: Run, parent: QWidget) -> Sheet:
    """What is promised, whose it is, until when, where it was said and which case study it carries on."""
    code = context.language.code
    label = msg("What was promised, {language}", language=short_name(code))
    nobody = [(None, "–")]
    fields: list[Asked] = [
        long_field("words", label, row.text.get(code) if row else "", code),
        choice_field("person_id", msg("Person"), [*nobody, *ties.people], row.person_id if row else None),
        choice_field("organisation_id", msg("Organisation"), [*nobody, *_named(ties.organisations, code)],
                     row.organisation_id if row else None),
        day_field("due", msg("Until"), row.due if row else None, code),
        choice_field("item_id", msg("Said at"), [*nobody, *_dated(ties, code)], row.item_id if row else None),
        choice_field("case_id", msg("Carries on"), [*nobody, *_coded(ties, code)], row.case_id if row else None),
    ]  # fmt: skip
    return Sheet(context, msg("Commitment") if row else msg("New commitment"), fields, run, parent)


def heard_sheet(context: Context, row: CommitmentRow, today: date, run: Run, parent: QWidget) -> Sheet:
    """The day, how it stands, and what was said."""
    code = context.language.code
    fields: list[Asked] = [
        choice_field(
            "status", msg("State"), [(key, context.language.say(word)) for key, word in STATUS.items()], row.status
        ),
        day_field("day", msg("Day"), today, code),
        long_field("words", msg("What was heard, {language}", language=short_name(code)), "", code),
    ]
    return Sheet(context, msg("What became of it"), fields, run, parent)


def _named(pairs: tuple[tuple[int, Text], ...], code: str) -> list[tuple[int, str]]:
    return sorted(((number, name.best(code)) for number, name in pairs), key=lambda pair: pair[1].casefold())


def _dated(ties: Ties, code: str) -> list[tuple[int, str]]:
    return [
        (number, " · ".join(filter(None, (short_date(day, code) if day else "", title.best(code)))))
        for number, title, day in ties.items
    ]


def _coded(ties: Ties, code: str) -> list[tuple[int, str]]:
    return [(number, " · ".join(filter(None, (key, title.best(code))))) for number, key, title in ties.cases]
