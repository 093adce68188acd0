"""Who sleeps where: people without a room at the left, rooms at the right; dragged, or put by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.delegations.rooming import (
    Rooming,
    RoomRow,
    Sleeper,
    add_rooms,
    copy_rooming,
    edit_room,
    put_in_room,
    remove_room,
    rooming,
    take_out,
)
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.records.sheet import Sheet, number_field, words_field
from tripplanner.ui.widgets.basics import (
    button,
    clear,
    column,
    frame,
    icon_button,
    narrow_combo,
    row,
    scrolled,
    text_label,
)


class RoomingSheet(Dialog):
    """Every change is made at once, each as one step."""

    def __init__(
        self, context: Context, lodgings: Sequence[tuple[int, str]], scope: str | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._context, self._scope, self._lodgings = context, scope, lodgings
        self.words = Words(context.language, self)
        self.words.put(self, msg("Rooms"), "setWindowTitle")
        self.resize(820, 600)
        self.lodging = narrow_combo(24)
        for id, name in lodgings:
            self.lodging.addItem(one_line(name), id)
        self.words.put(self.lodging, msg("Lodging"), "setAccessibleName")
        self.waiting = PeopleList(self._take_out)
        self.words.put(self.waiting, msg("Without a room"), "setAccessibleName")
        self.room = narrow_combo(10)
        self.words.put(self.room, msg("Room"), "setAccessibleName")
        self.sum = text_label(ink="text2", wrap=True)
        self.trouble = text_label(ink="error", wrap=True)
        self._grounds = QWidget()
        self._rooms = column(self._grounds, (0, 0, 8, 0), 8)
        self.lists: dict[int, PeopleList] = {}
        self._build()
        self.lodging.currentIndexChanged.connect(self.show_rooms)
        self.show_rooms()

    def _build(self) -> None:
        put = button(self.words, msg("Put into the room"), "", self._context.theme, "bed")
        put.clicked.connect(self.put_chosen)
        add = button(self.words, msg("Add rooms…"), "", self._context.theme, "plus")
        add.clicked.connect(self.ask_for_rooms)
        carry = button(self.words, msg("As in the lodging before"), "", self._context.theme, "copy")
        carry.clicked.connect(self.carry_over)
        done = button(self.words, msg("Close"), "filled")
        done.clicked.connect(self.accept)
        left = column(gap=8)
        left.addWidget(self.words.put(text_label(ink="text2", strong=True), msg("Without a room")))
        left.addWidget(self.waiting, 1)
        beside = row(gap=8)
        beside.addWidget(self.room, 1)
        beside.addWidget(put)
        left.addLayout(beside)
        panes = row(gap=16)
        panes.addLayout(left, 2)
        panes.addWidget(scrolled(self._grounds), 3)
        head = row(gap=10)
        head.addWidget(self.lodging, 1)
        head.addWidget(add)
        head.addWidget(carry)
        self.carry = carry
        foot = row(gap=10)
        foot.addWidget(self.sum, 1)
        foot.addWidget(done)
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addLayout(head)
        lines.addWidget(
            self.words.put(
                text_label(ink="text3", wrap=True), msg("Drag people into rooms, or choose some and a room.")
            )
        )
        lines.addLayout(panes, 1)
        lines.addWidget(self.trouble)
        lines.addLayout(foot)

    # -- showing

    def show_rooms(self, *_args: object) -> None:
        """Read the rooms of the lodging again."""
        found = self._context.workspace.get(rooming, self.lodging.currentData())
        self.trouble.hide()
        self.waiting.put(found.without)
        chosen = self.room.currentData()
        self.room.clear()
        for one in found.rooms:
            self.room.addItem(one.number, one.id)
        self.room.setCurrentIndex(max(0, self.room.findData(chosen)))
        self.lists = {}
        clear(self._rooms)
        for one in found.rooms:
            self._rooms.addWidget(self._card(one))
        self._rooms.addStretch(1)
        self.carry.setEnabled(self.lodging.currentIndex() > 0)
        self.sum.setText(self._context.language.say(_sum(found)))

    def _card(self, one: RoomRow) -> QWidget:
        made = frame("card")
        lines = column(made, (10, 6, 10, 8), 4)
        head = row(gap=6)
        beds = msgn("{n} bed", "{n} beds", one.beds) if one.beds is not None else msg("beds not known")
        title = msg("Room {number} · {beds}", number=one.number, beds=beds)
        label = self.words.put(text_label(strong=True), title)
        head.addWidget(label, 1)
        for icon, said, run in (
            ("pencil", msg("Edit: {title}", title=title), lambda: self.edit_room(one)),
            ("x", msg("Take off: {title}", title=title), lambda: self._do(msg("take off a room"), remove_room, one.id)),
        ):
            tool = icon_button(self.words, said, self._context.theme, icon)
            tool.clicked.connect(lambda _checked=False, run=run: run())
            head.addWidget(tool)
        lines.addLayout(head)
        people = PeopleList(lambda ids, room=one.id: self._put(ids, room))
        self.words.put(people, title, "setAccessibleName")
        people.put(one.guests)
        people.fit(max(one.beds or 1, len(one.guests)))
        self.lists[one.id] = people
        lines.addWidget(people)
        if one.over:
            over = msgn("{n} person more than there are beds", "{n} people more than there are beds", one.over)
            lines.addWidget(self.words.put(text_label(ink="warn", wrap=True), over))
        return made

    # -- edits

    def put_chosen(self) -> None:
        """The people chosen at the left go into the room chosen below them."""
        people = self.waiting.chosen()
        if people and self.room.currentData() is not None:
            self._put(people, self.room.currentData())

    def ask_for_rooms(self) -> None:
        """Several rooms of one size at once."""
        fields = [number_field("count", msg("How many rooms"), 1), number_field("beds", msg("Beds in each"), 2)]
        lodging = self.lodging.currentData()

        def write(values: dict[str, Any]) -> object:
            verb = lambda session: add_rooms(session, lodging, values["beds"], values["count"] or 1)  # noqa: E731
            return self._context.workspace.do(msg("add rooms"), verb, scope=self._scope)

        self._ask(Sheet(self._context, msg("Add rooms"), fields, write, self))

    def edit_room(self, one: RoomRow) -> None:
        """Its number and its beds."""
        fields = [words_field("number", msg("Number"), one.number), number_field("beds", msg("Beds"), one.beds)]

        def write(values: dict[str, Any]) -> object:
            verb = lambda session: edit_room(session, one.id, **values)  # noqa: E731
            return self._context.workspace.do(msg("change a room"), verb, scope=self._scope)

        self._ask(Sheet(self._context, msg("Room"), fields, write, self))

    def carry_over(self) -> None:
        """Who shared a room in the lodging before shares one here."""
        at = self.lodging.currentIndex()
        if at > 0:
            before, here = self.lodging.itemData(at - 1), self.lodging.itemData(at)
            self._do(msg("take over the rooms"), copy_rooming, before, here)

    def _ask(self, sheet: Sheet) -> None:
        from tripplanner.ui.dialogs import ask

        if ask(sheet):
            self.show_rooms()

    def _put(self, people: Sequence[int], room: int) -> None:
        self._do(msg("choose a room"), put_in_room, people, room)

    def _take_out(self, people: Sequence[int]) -> None:
        self._do(msg("choose a room"), take_out, self.lodging.currentData(), people)

    def _do(self, label: Message, verb: Callable[..., object], *arguments: object) -> None:
        try:
            self._context.workspace.do(label, verb, *arguments, scope=self._scope)
        except TripPlannerError as error:
            self.trouble.setText(error.sentence(self._context.language.code))
            self.trouble.show()
            return
        self.show_rooms()


class PeopleList(QListWidget):
    """People that are dragged from one list to another; ``dropped`` gets the numbers of who arrives."""

    def __init__(self, dropped: Callable[[Sequence[int]], object]) -> None:
        super().__init__()
        self._dropped = dropped
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def put(self, people: Sequence[Sleeper]) -> None:
        """Show these people."""
        self.clear()
        for one in people:
            item = QListWidgetItem(one_line(one.name) or "–")
            item.setData(Qt.ItemDataRole.UserRole, one.person_id)
            self.addItem(item)

    def fit(self, rows: int) -> None:
        """As high as so many people."""
        self.setFixedHeight((self.fontMetrics().height() + 10) * max(1, rows) + 10)

    def chosen(self) -> list[int]:
        """The numbers of the people that are chosen."""
        return [item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems()]

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        source = event.source()
        if isinstance(source, PeopleList) and source is not self:
            people = source.chosen()
            event.setDropAction(Qt.DropAction.IgnoreAction)  # the lists are read again; nothing is moved by Qt
            event.accept()
            self._dropped(people)


def _sum(found: Rooming) -> Message:
    """How many have a bed, and how many do not."""
    housed = sum(len(room.guests) for room in found.rooms)
    return msg("{housed} with a room, {waiting} without", housed=housed, waiting=len(found.without))
