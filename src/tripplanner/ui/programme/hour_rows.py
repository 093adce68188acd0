"""Rows of what happens within an item: its breaks, and who takes part otherwise than their group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QLineEdit, QSizePolicy

from tripplanner.dates import clock
from tripplanner.i18n import Message, msg
from tripplanner.planning import item_hours
from tripplanner.planning.item_parts import Attending, Pause
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import PRESENCE
from tripplanner.typography import polished
from tripplanner.ui.plain import in_script
from tripplanner.ui.programme.typed_times import within
from tripplanner.ui.widgets.basics import column, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.part_rows import PartRows
    from tripplanner.ui.programme.screen import ProgrammeScreen

Moments = tuple[datetime | None, datetime | None]


class HourRows:
    """Builds its rows into ``owner``; each change is one step."""

    def __init__(self, owner: PartRows, screen: ProgrammeScreen, add_person: Callable[[], object]) -> None:
        self._owner, self._screen, self._add_person = owner, screen, add_person

    # -- people

    def show_guests(self, item: ItemRow, guests: Sequence[Attending], languages: Sequence[str]) -> None:
        """A block per person: how they take part, from when until when, and what is to be known of it."""
        self._owner.caption("guests")
        for one in guests:
            block = column(gap=2)
            label = in_script(text_label(wrap=True), one.name)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            block.addWidget(label)
            block.addWidget(self._mode(one))
            if item.start is not None:
                change = lambda since, until, one=one: self._set_hours(one, since, until)  # noqa: E731
                block.addLayout(self._times(item, f"guests:{one.id}", one.name, (one.since, one.until), change))
            for language in languages:
                block.addLayout(self._note(one, language))
            self._removable(block, "guests", one.id, one.name)
        self._owner.add_button("guests", self._add_person)

    def _mode(self, one: Attending) -> QComboBox:
        presence = msg("Presence")
        said = f"{one.name}, {self._owner.say(presence)}"
        chosen = lambda mode: self._owner.change("guests", item_hours.set_presence, one.id, mode)  # noqa: E731
        return self._owner.choice(f"guests:{one.id}:mode", said, PRESENCE, one.mode, chosen)

    def _note(self, one: Attending, language: str) -> QBoxLayout:
        def left(words: str) -> None:
            clean = polished(words.strip(), language)
            if clean != one.note.get(language):
                self._owner.change("guests", item_hours.set_presence_note, one.id, language, clean)

        said = f"{one.name}, {self._owner.say(msg('Note'))}"
        return self._owner.text_row(f"guests:{one.id}:{language}", said, one.note, language, left)

    def _set_hours(self, one: Attending, since: datetime | None, until: datetime | None) -> None:
        self._owner.change("guests", item_hours.set_hours, one.id, since, until)

    # -- breaks

    def show_breaks(self, item: ItemRow, breaks: Sequence[Pause]) -> None:
        """A line per break, of an item that is placed."""
        if item.start is None:
            return
        self._owner.caption("breaks")
        for at, one in enumerate(breaks, start=1):
            title = self._owner.say(msg("Break {number}", number=at))
            change = lambda start, end, one=one: self._set_break(one, start, end)  # noqa: E731
            line = self._times(item, f"breaks:{one.id}", title, (one.start, one.end), change)
            self._removable(line, "breaks", one.id, title)
        self._owner.add_button("breaks", lambda: self._owner.change("breaks", item_hours.add_break))

    def _set_break(self, one: Pause, start: datetime | None, end: datetime | None) -> None:
        """Other times; a break that begins elsewhere keeps its length."""
        if start is None or end is None:
            return
        if end == one.end and one.start is not None:
            end += start - one.start
        self._owner.change("breaks", item_hours.set_break, one.id, start, end)

    # -- times

    def _removable(self, block: QBoxLayout, what: str, id: int, title: str) -> None:
        line = row(gap=4)
        line.addLayout(block, 1)
        line.addWidget(self._owner.remove_button(f"{what}:{id}-", title, lambda: self._owner.remove(what, id)))
        self._owner.lines.addLayout(line)

    def _times(self, item: ItemRow, name: str, title: str, now: Moments, change: Callable[..., object]) -> QBoxLayout:
        """Two fields for a start and an end; an empty one means the start or the end of the item."""
        fields = tuple(
            self._time(f"{name}:{which}", f"{title}, {self._owner.say(said)}", moment, bound)
            for which, said, moment, bound in (
                ("start", msg("Start"), now[0], item.start), ("end", msg("End"), now[1], item.end),
            )
        )  # fmt: skip
        line = row(gap=6)
        for field, between in zip(fields, ("–", ""), strict=True):
            field.editingFinished.connect(lambda: self._left(item, fields, now, change))
            line.addWidget(field)
            if between:
                line.addWidget(_dash(between))
        line.addStretch(1)
        return line

    def _time(self, name: str, said: str, moment: datetime | None, bound: datetime | None) -> QLineEdit:
        made = QLineEdit(clock(moment) if moment is not None else "")
        made.setPlaceholderText(clock(bound) if bound is not None else "")
        made.setAccessibleName(said)
        made.setFixedWidth(self._screen.context.theme.px(64))
        self._owner.named[name] = made
        return made

    def _left(self, item: ItemRow, fields: tuple[QLineEdit, ...], now: Moments, change: Callable[..., object]) -> None:
        """A field was left: change the times, or say what cannot be read and show again what is so."""
        try:
            since, until = (within(item, field.text()) for field in fields)
        except ValueError as unread:
            self._screen.context.shell.say(_unread(str(unread)), "error")
        else:
            if (since, until) == now:
                return
            change(since, until)
        for field, moment in zip(fields, now, strict=True):
            field.setText(clock(moment) if moment is not None else "")


def _dash(words: str) -> QLabel:
    made = text_label(ink="text3")
    made.setText(words)
    return made


def _unread(words: str) -> Message:
    return msg("“{words}” is not a time of day; 9:30 is.", words=words)
