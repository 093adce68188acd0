"""What the page does to a text: each a step that can be undone, refused in a sentence where it cannot be done."""

from __future__ import annotations

from collections.abc import Callable

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.reading import TextRow
from tripplanner.planning.texts.writing import TextRef
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.trip_head import trip_uuid


class TextSteps:
    """The steps; each gives whether it was done. Typing in one field is one, whatever is typed and said of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def write(self, row: TextRow, language: str, words: str) -> bool:
        """Keep what was typed; how the translation stands is not said by that."""
        ref = TextRef(row.field.table, row.uuid, row.field.attribute, row.number)
        return self._do(_translate(row), row, writing.write_translation, ref, language, words)

    def say(self, row: TextRow, language: str, words: str) -> bool:
        """Say something else in a language: in that of the window it becomes the source, in another it translates."""
        if language != self._context.language.code:
            return self.write(row, language, words)
        ref = TextRef(row.field.table, row.uuid, row.field.attribute, row.number)
        return self._do(msg("change “{field}”", field=row.field.words), row, writing.rewrite, ref, language, words)

    def finish(self, row: TextRow, language: str, words: str) -> bool:
        """The translation fits the source that is shown."""
        return self._do(_translate(row), row, writing.finish_translation, TextRef.of(row), language, words)

    def no_effect(self, row: TextRow, language: str) -> bool:
        """What changed in the source does not concern the translation."""
        label = msg("no effect on the translation of “{field}”", field=row.field.words)
        return self._do(label, row, writing.no_effect, TextRef.of(row), language)

    def mark_draft(self, row: TextRow, language: str) -> bool:
        """Somebody has to read the translation again."""
        label = msg("mark “{field}” as a draft", field=row.field.words)
        return self._do(label, row, writing.mark_draft, TextRef.of(row), language)

    def locked(self, row: TextRow | None) -> Message | None:
        """Why a text cannot be changed, or None."""
        if self._context.workspace.read_only:
            return msg("This database is open read-only.")
        if row is not None and row.locked:
            return msg("The trip is archived: its texts are read, not changed.")
        return None

    def _do(
        self, label: Message, row: TextRow, verb: Callable[..., Text], ref: TextRef, language: str, *words: str
    ) -> bool:
        trip = self._context.shell.trip
        scope = trip_uuid(self._context, trip) if trip is not None else None
        key = f"{row.key}/{language}"
        try:
            self._context.workspace.do(label, verb, ref, language, *words, scope=scope, merge_key=key)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return False
        return True


def _translate(row: TextRow) -> Message:
    return msg("translate “{field}”", field=row.field.words)
