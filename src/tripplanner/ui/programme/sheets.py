"""The sheets of the programme: shifting a day, copying a day or a trip, dates, splitting. Each is one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging
from tripplanner.planning.trips import set_stage
from tripplanner.text import EMPTY
from tripplanner.ui.dialogs import ask
from tripplanner.ui.programme.change_sheet import (
    Ask,
    ChangeSheet,
    Choice,
    Values,
    day_field,
    number_field,
    time_field,
)

if TYPE_CHECKING:
    from tripplanner.planning.arranging import Preview
    from tripplanner.ui.programme.screen import ProgrammeScreen


class Sheets:
    """Opens the sheets for the trip on a programme screen. ``answer`` may be replaced to answer without a person."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen, self._board = screen, screen.board
        self._hands = screen.hands
        self.answer: Callable[[ChangeSheet], bool] = ask

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        return {
            "shift_later": lambda: self.shift(15),
            "shift_earlier": lambda: self.shift(-15),
            "shift_rest": self.shift_rest,
            "copy_day": self.copy_day,
            "trip_dates": self.trip_dates,
            "shift_dates": self.shift_dates,
            "copy_trip": self.copy_trip,
            "split": self.split,
            "archive": self.archive,
        }

    def _language(self) -> str:
        return self._screen.context.language.code

    def _ask(
        self, title: Message, fields: list[Ask], preview: Callable[[Any, Values], Preview], do: Message
    ) -> Values | None:
        """The values chosen, or ``None``."""
        workspace = self._screen.context.workspace
        sheet = ChangeSheet(
            self._screen.context, title, fields, lambda values: workspace.get(preview, values), self._board.words_of,
            do, self._screen, dict(self._board.groups()),
        )  # fmt: skip
        chosen: dict[str, Any] = {}
        sheet.accepted.connect(lambda: chosen.update(sheet.values()))
        return chosen if self.answer(sheet) else None

    def shift(self, minutes: int) -> None:
        """The chosen item and what follows it on its day, by ``minutes``."""
        found = self._hands.placed()
        if found is not None:
            label = msg("shift the rest of the day from “{title}”", title=self._hands.named(found[0]))
            self._hands.do(label, arranging.shift_rest, found[0].id, minutes)

    def shift_rest(self) -> None:
        """As :meth:`shift`, by a number of minutes to choose, with a look at what it does."""
        found = self._hands.placed()
        if found is None:
            return
        item = found[0]
        minutes = self._screen.context.language.say(msg(" min"))
        field = Ask("minutes", msg("By how many minutes"), number_field(15, -600, 600, 15, minutes))
        values = self._ask(
            msg("Shift the rest of the day"), [field],
            lambda session, v: arranging.shift_rest_preview(session, item.id, v["minutes"]), msg("Shift"),
        )  # fmt: skip
        if values is not None:
            self.shift(int(str(values["minutes"])))

    def copy_day(self) -> None:
        """The shown day, or that of the chosen item, onto another."""
        source, days, trip = self._board.day_meant(), self._board.days(), self._board.trip()
        if source is None or trip is None:
            return
        named = [(day, self._board.day_words(day)) for day in days]
        after = next((day for day in days if day > source), days[0])
        fields = [
            Ask("source", msg("Copy this day"), Choice(named, source)),
            Ask("target", msg("Onto this day"), Choice(named, after)),
        ]
        values = self._ask(
            msg("Copy a day"), fields,
            lambda session, v: arranging.copy_day_preview(session, trip.id, v["source"], v["target"]), msg("Copy"),
        )  # fmt: skip
        if values is not None:
            label = msg("copy {day}", day=self._board.day_words(values["source"]))
            self._hands.do(label, arranging.copy_day, trip.id, values["source"], values["target"])

    def trip_dates(self) -> None:
        """Another first and last day."""
        row = self._board.trip()
        if row is None:
            return
        fields = [
            Ask("first", msg("First day"), day_field(row.first_day, self._language())),
            Ask("last", msg("Last day"), day_field(row.last_day, self._language())),
        ]
        values = self._ask(
            msg("Dates of the trip"), fields,
            lambda session, v: arranging.change_dates_preview(session, row.id, v["first"], v["last"]),
            msg("Change the dates"),
        )  # fmt: skip
        if values is not None:
            label = msg("change the dates of the trip")
            self._hands.do(label, arranging.change_dates, row.id, row.version, values["first"], values["last"])

    def shift_dates(self) -> None:
        """The whole trip to another first day."""
        row = self._board.trip()
        if row is None:
            return
        field = Ask("first", msg("New first day"), day_field(row.first_day, self._language()))

        def days(values: Values) -> int:
            first = values["first"]
            assert isinstance(first, date)
            return (first - row.first_day).days

        values = self._ask(
            msg("Shift all dates of the trip"), [field],
            lambda session, v: arranging.shift_dates_preview(session, row.id, days(v)), msg("Shift"),
        )  # fmt: skip
        if values is not None:
            self._hands.do(msg("shift all dates of the trip"), arranging.shift_dates, row.id, days(values))

    def copy_trip(self) -> None:
        """A new trip with the shape of this one; it opens."""
        row = self._board.trip()
        if row is None:
            return
        content = self._screen.language_of_content()
        language = content if row.title.get(content) else row.title.source
        title = QLineEdit(self._screen.context.language.say(msg("{title} (copy)", title=row.title.get(language))))
        title.setCursorPosition(0)
        fields = [
            Ask("title", msg("Title"), title),
            Ask("first", msg("First day"), day_field(row.first_day + timedelta(days=364), self._language())),
        ]
        values = self._ask(
            msg("Copy the trip as a template"), fields,
            lambda session, v: arranging.copy_trip_preview(session, row.id, v["first"]), msg("Copy the trip"),
        )  # fmt: skip
        if values is None:
            return
        words = EMPTY.with_words(language, str(values["title"]))
        label = msg("create the trip “{title}”", title=str(values["title"]))
        made = self._hands.do_for_all(label, arranging.copy_trip, row.id, values["first"], words)
        if made is not None:
            self._screen.context.shell.choose_trip(made)

    def split(self) -> None:
        """Some sub-groups do something else for a while."""
        found = self._hands.placed()
        source = self._board.source
        if found is None or source is None:
            return
        item, (start, end) = found
        present = [group for group in source.week.subgroups if not item.subgroup_ids or group.id in item.subgroup_ids]
        choices = [(group.id, self._board.words_of(group.name) or group.code) for group in present]
        fields = [
            Ask("group", msg("Who does something else"), Choice(choices, choices[-1][0] if choices else 0)),
            Ask("start", msg("From what time"), time_field(start.time())),
            Ask("end", msg("Until what time"), time_field(end.time())),
        ]

        def pieces(values: Values) -> tuple[tuple[int, ...], datetime, datetime]:
            day, first, last = start.date(), values["start"], values["end"]
            assert isinstance(first, time)
            assert isinstance(last, time)
            group = int(str(values["group"] or 0))
            until = datetime.combine(end.date(), last)
            return ((group,) if group else ()), datetime.combine(day, first), until

        values = self._ask(
            msg("Split between the sub-groups"), fields,
            lambda session, v: arranging.split_preview(session, item.id, *pieces(v)), msg("Split"),
        )  # fmt: skip
        if values is not None:
            label = msg("split “{title}” between the sub-groups", title=self._hands.named(item))
            self._screen.choose_id(self._hands.do(label, arranging.split, item.id, *pieces(values)))

    def archive(self) -> None:
        """An archived trip is read, not changed."""
        row = self._board.trip()
        if row is not None:
            archived = row.stage == "archived"
            label = msg("reopen the trip") if archived else msg("archive the trip")
            self._hands.do(label, set_stage, row.id, row.version, "review" if archived else "archived")
