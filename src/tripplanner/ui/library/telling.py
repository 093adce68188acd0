"""A list that told what is protected: written down, as each look at a value is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.planning.browsing.asking import note_told
from tripplanner.planning.browsing.shapes import Question
from tripplanner.planning.privacy.reveals import SHOW

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part


def note(part: Part, question: Question) -> None:
    """Write down whose diet the list just told; what cannot be written down is not told either."""
    context, ids = part.page.context, part.table.ids()
    try:
        context.workspace.do(SHOW, note_told, context.workspace.vault, part.shelf.kind, ids, "diet")
    except TripPlannerError as error:
        part.ask(replace(question, conditions=part.browse.unprotected(question.conditions)))
        context.shell.trouble(error)
