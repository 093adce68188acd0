"""Lists of messages by state at the left, the chosen message as it would leave at the right; the hosts beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QStackedWidget, QWidget

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning import outbox, requests
from tripplanner.planning.item_parts import set_host_state
from tripplanner.planning.outbox import AttachmentRow, MessageRow
from tripplanner.planning.outbox.server import MailServer, mail_server
from tripplanner.planning.releases import latest
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.planning.words import HOST_STATE
from tripplanner.ui.context import Context
from tripplanner.ui.importing import Wanted, bring, dropped_files
from tripplanner.ui.jobs import Job
from tripplanner.ui.outbox import wording
from tripplanner.ui.outbox.allowing import allow
from tripplanner.ui.outbox.detail import Detail
from tripplanner.ui.outbox.enclosing import Enclosing
from tripplanner.ui.outbox.hands import Hands
from tripplanner.ui.outbox.hosts import HostDetail, HostList, today
from tripplanner.ui.outbox.nothing import Nothing
from tripplanner.ui.outbox.telling import Telling
from tripplanner.ui.outbox.wording import HOSTS, LISTS
from tripplanner.ui.page import Page
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import Segments, button, column, frame, row, search_field, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

#: Milliseconds for which a message is looked at before its files are made: walking down the list makes none.
_LINGER = 250
_PAGE, _NO_TRIP = range(2)
_PANES, _EMPTY = range(2)
_ROWS, _HOSTS = range(2)


class OutboxScreen(Page):
    """The page; what it does stands in :class:`~tripplanner.ui.outbox.hands.Hands`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.trip: TripRow | None = None
        self.server: MailServer | None = None
        self.messages: list[MessageRow] = []
        self.requests: list[requests.HostRequest] = []
        self.released = False
        self._making: Job | None = None
        self.hands, self.enclosing = Hands(self), Enclosing(self)
        self.setAcceptDrops(True)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(_LINGER)
        self._linger.timeout.connect(self._make_files)
        self._stack = QStackedWidget()
        column(self, (20, 10, 16, 12)).addWidget(self._stack)
        self._stack.addWidget(self._build())
        choose = msg("Choose a trip to see what it sends.")
        no_trip = EmptyState(context.theme, self.words, msg("No trip chosen"), choose)
        no_trip.offer(msg("Trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self._stack.addWidget(no_trip)
        self.refresh()

    # -- building

    def _build(self) -> QWidget:
        made = QWidget()
        lines = column(made, gap=10)
        lines.addWidget(self._build_bar())
        self.telling = Telling(self)
        lines.addWidget(self.telling.notice)
        panes = QWidget()
        sides = row(panes, gap=12)
        sides.addWidget(self._build_left(), 10)
        sides.addWidget(self._build_right(), 9)
        self.nothing = Nothing(self.context, self.words, self.hands.prepare, self.hands.ask_hosts)
        self._body = QStackedWidget()
        for one in (panes, self.nothing):
            self._body.addWidget(one)
        lines.addWidget(self._body, 1)
        return made

    def _build_bar(self) -> QWidget:
        theme, bar = self.context.theme, QWidget()
        choices = [(key, wording.title(key, 0)) for key in (*LISTS, HOSTS)]
        self.lists = Segments(self.words, choices, msg("Which messages"), wraps=True)
        self.lists.chosen.connect(self.show_list)
        self.lists.choose("review")
        self.search = search_field(self.words, msg("Filter…"), theme)
        self.search.setMinimumWidth(theme.px(150))
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.prepare = self._button(msg("Prepare messages"), "plus", self.hands.prepare)
        self.write = self._button(msg("Write…"), "pencil-line", self.hands.write)
        flow = Flow(bar, 8)
        for one in (self.lists, self.search, self.prepare, self.write):
            flow.addWidget(one)
        return bar

    def _button(self, words: Message, icon: str, run: Callable[[], object], look: str = "") -> QPushButton:
        made = button(self.words, words, look, self.context.theme, icon)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _build_left(self) -> QStackedWidget:
        self._left = QStackedWidget()
        self._left.addWidget(self._build_list())
        self.hosts = HostList(self.context, self.words)
        self.hosts.chosen.connect(lambda one: self.host.show_request(one))
        self.hosts.ask.clicked.connect(lambda _checked=False: self.hands.ask_hosts())
        self.hosts.answers.clicked.connect(lambda _checked=False: self.import_answers())
        self._left.addWidget(self.hosts)
        return self._left

    def _build_list(self) -> QWidget:
        columns: tuple[Column[MessageRow], ...] = (
            Column("who", msg("Receiver"), lambda one: one.name or one.address, second=lambda one: one.address,
                   icon=wording.icon, width=200),
            Column("what", msg("Message"), wording.what, second=self._below, tone=wording.tone, width=220),
            Column("language", msg("Language"), wording.language, tone=wording.language_tone,
                   icon=wording.language_icon, width=86),
            Column("files", msg("Attachments"), wording.files, spare=1, width=90),
        )  # fmt: skip
        self.table: RowTable[MessageRow] = RowTable(columns, self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Messages"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        ColumnFit(self.list, self.table, self.context.theme)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._allow())
        self.context.actions.lend(self.list)
        card = frame("card")
        lines = column(card, (1, 1, 1, 1), 0)
        lines.addWidget(self.list, 1)
        lines.addWidget(self._build_foot())
        return card

    def _build_foot(self) -> QWidget:
        """What is done to all of the list, or to the rows that are chosen."""
        self.send = self._button(msg("Send…"), "send", self.hands.send, "filled")
        self.all_reviewed = self._button(msg("Mark all as reviewed"), "check", self.hands.review_all)
        self.export = self._button(msg("Export .eml…"), "download", self.hands.export)
        self.again = self._button(msg("Take up again"), "rotate-ccw", self.hands.take_up)
        self.plan = self._button(msg("Schedule…"), "calendar-clock", self.hands.schedule)
        self.unplan = self._button(msg("Take the moment back"), "undo-2", self.hands.unschedule)
        holder = QWidget()
        flow = Flow(holder, 8)
        for one in (self.send, self.all_reviewed, self.plan, self.unplan, self.export, self.again):
            flow.addWidget(one)
        self.promise = text_label(ink="text3", size="dense", wrap=True)
        self.words.put(self.promise, msg("Each address once, resumed after an interruption, 10 s to take it back."))
        outer = frame("")
        lines = column(outer, (12, 8, 12, 10), 6)
        lines.addWidget(holder)
        lines.addWidget(self.promise)
        return outer

    def _build_right(self) -> QStackedWidget:
        self.detail = Detail(self.context, self.words)
        self.detail.ways = self.hands.ways
        self.detail.changed.connect(self.hands.edit)
        self.detail.opened.connect(self._open_file)
        self.detail.removed.connect(self.enclosing.take_out)
        self.detail.attach.clicked.connect(lambda _checked=False: self.enclosing.offer())
        self.reviewed = self._button(msg("Reviewed"), "check", self.hands.review)
        self.test = self._button(msg("Send to myself"), "mail", self.hands.test)
        self.aside = self._button(msg("Set it aside"), "archive", self.hands.set_aside)
        for one in (self.reviewed, self.test, self.aside):
            self.detail.buttons.addWidget(one)
        self.host = HostDetail(self.context, self.words)
        self.host.decided.connect(self._decide)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.host)
        return self._right

    # -- showing

    def refresh(self) -> None:
        """The trip or its data changed: read the messages and the hosts again."""
        trip = self.context.shell.trip
        before, self.trip = self.trip, self._read_trip(trip) if trip is not None else None
        self._stack.setCurrentIndex(_PAGE if self.trip is not None else _NO_TRIP)
        if self.trip is None:
            return
        get = self.context.workspace.get
        self.messages = get(outbox.list_messages, self.trip.id)
        self.requests = get(requests.list_requests, self.trip.id)
        self.server = get(mail_server, self.context.settings)
        self.released = get(latest, self.trip.id) is not None
        if before is None or before.id != self.trip.id:
            self.hands.look_for_stuck()
            self.lists.choose(self._first_list())
        self._show_all()

    def _read_trip(self, trip: int) -> TripRow | None:
        try:
            return self.context.workspace.get(trip_row, trip)
        except NotFound:
            return None

    def _first_list(self) -> str:
        """What needs somebody first."""
        return next((which for which in ("review", "failed", "ready", "sent") if self._count(which)), "review")

    def _count(self, which: str) -> int:
        if which == HOSTS:
            return sum(one.state in ("to_contact", "asked") and one.planned for one in self.requests)
        return sum(wording.list_of(one) == which for one in self.messages)

    def _show_all(self) -> None:
        for which in (*LISTS, HOSTS):
            self.lists.relabel(which, wording.title(which, self._count(which)))
        self.hosts.show_hosts(self.requests)
        self._show_rows()
        self.telling.tell()

    def show_list(self, which: str) -> None:
        """One of the lists of messages, or the hosts."""
        self.lists.choose(which)
        self._show_rows()

    def _show_rows(self) -> None:
        which, needle = self.lists.current(), self.search.text()
        if which == HOSTS:
            self.hosts.filter(needle)
            self._left.setCurrentIndex(_HOSTS)
            self._body.setCurrentIndex(_PANES)
            self._right.setCurrentWidget(self.host)
            self.host.show_request(self.hosts.current())
            self._allow()
            return
        self._right.setCurrentWidget(self.detail)
        chosen = self.detail.message
        model = self.list.selectionModel()
        model.blockSignals(True)
        self.table.filter(needle)
        self.table.set_rows([one for one in self.messages if wording.list_of(one) == which])
        at = self.table.position(lambda one: chosen is not None and one.id == chosen.id)
        self.list.select_position(max(0, at) if self.table.rows() else -1)
        model.blockSignals(False)
        self._left.setCurrentIndex(_ROWS)
        self._body.setCurrentIndex(_PANES if self.table.rows() else _EMPTY)
        self.nothing.explain(self.released, bool(self.messages), needle)
        self._look()

    def _below(self, one: MessageRow) -> str:
        return wording.below(one, self.words.say, self.context.language.code, self.context.workspace.station)

    def chosen(self) -> list[MessageRow]:
        """The rows that are chosen, in their order."""
        places = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        return [one for place in places if (one := self.table.row(place)) is not None]

    def _look(self) -> None:
        """Show the message that the list stands on; its files are made once somebody stays."""
        found: Any = self.list.current_row()
        one: MessageRow | None = found
        self.detail.form.forget()
        self.detail.show_message(one)
        self._allow()
        if one is not None and not one.is_made and one.may_change and not self.context.workspace.read_only:
            self._linger.start()
        else:
            self._linger.stop()
            self.detail.show_working(False)

    def _make_files(self) -> None:
        one = self.detail.message
        if one is None or one.is_made or self._making is not None:
            return
        from tripplanner.documents.outbox import look_at

        workspace = self.context.workspace
        self.detail.show_working(True)
        self._making = self.context.jobs.start(
            msg("Making the files of the message to {name}", name=one.name),
            lambda progress: look_at(workspace, one.id, progress),
            done=self._files_made,
            failed=self._files_failed,
            cancelled=self._files_stopped,
        )

    def _files_made(self, _row: object) -> None:
        self._files_stopped()
        if shiboken6.isValid(self):
            self.refresh()

    def _files_failed(self, error: BaseException) -> None:
        self._files_stopped()
        self.context.shell.trouble(error)

    def _files_stopped(self) -> None:
        self._making = None
        if shiboken6.isValid(self):
            self.detail.show_working(False)

    def _open_file(self, file: AttachmentRow) -> None:
        try:
            self.detail.show_file(file.name, self.context.workspace.get(outbox.bytes_of, file.id))
        except TripPlannerError as error:
            self.context.shell.trouble(error)

    # -- what can be done

    def _allow(self) -> None:
        allow(self)

    def _decide(self, state: str) -> None:
        """Somebody heard from a host otherwise."""
        one = self.host.request
        if one is not None and self.trip is not None:
            label = msg("host: {state}", state=HOST_STATE[state])
            self.hands.do(label, set_host_state, one.item_id, one.id, state, today())

    def import_answers(self, paths: Sequence[Path] = ()) -> None:
        """Bring in what hosts answered: .ics, .eml and .emlx files."""
        if self.trip is not None and self.hosts.answers.isEnabled() and (paths := paths or self.hands.choose_answers()):
            bring(self.context, Wanted("answers", tuple(paths), self.trip.id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self._choose_at(event.position().toPoint())
        self.take_dropped(dropped_files(event.mimeData()))

    def _choose_at(self, place: QPoint) -> None:
        """The row that something was dropped on, unless it is among those that are chosen."""
        view = self.list.viewport()
        at = self.list.indexAt(view.mapFrom(self, place))
        inside = self.list.isVisible() and view.rect().contains(view.mapFrom(self, place))
        if inside and at.isValid() and not self.list.selectionModel().isRowSelected(at.row()):
            self.list.select_position(at.row())

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Answers of hosts come in; any other file goes with the chosen messages, as long as they are to review."""
        on_hosts = self.lists.current() == HOSTS
        answers = paths if on_hosts else self.enclosing.dropped(paths)
        if answers:
            self.import_answers(answers)

    def _edit(self) -> None:
        """To the words of the message that is shown."""
        if self.detail.message is not None and self._right.currentWidget() is self.detail:
            self.detail.show_message_again()
            (self.detail.body if self.detail.subject.isReadOnly() else self.detail.subject).setFocus()

    def step(self, direction: int) -> None:
        """The next or the previous message of the list."""
        view = self.hosts.list if self.lists.current() == HOSTS else self.list
        at = view.currentIndex().row() + direction
        if 0 <= at < view.table.rowCount():
            view.select_position(at)

    # -- what the desk asks

    def select(self, target: object) -> None:
        """Show one of the lists, by its name, or the message with this UUID."""
        if isinstance(target, str) and target in (*LISTS, HOSTS):
            self.show_list(target)
        elif isinstance(target, str):
            one = next((one for one in self.messages if one.uuid == target), None)
            if one is not None:
                self.show_list(wording.list_of(one))
                self.list.select_position(self.table.position(lambda row: row.id == one.id))

    def offers(self) -> dict[str, Callable[[], object]]:
        return {
            "filter": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "validate_text": self.hands.review,
            "next_text": lambda: self.step(1),
            "previous_text": lambda: self.step(-1),
            "edit_in_place": self._edit,
            "delete": self.hands.set_aside,
            "save_document": self.hands.export,
            "import": self.import_answers,
        }

    def labels(self) -> dict[str, Message]:
        return {
            "validate_text": msg("Mark the message as reviewed"),
            "next_text": msg("Next message"),
            "previous_text": msg("Previous message"),
            "delete": msg("Set the messages aside"),
            "save_document": msg("Export .eml…"),
            "import": msg("Import answers…"),
        }

    def panes(self) -> Sequence[QWidget]:
        hosts = self.lists.current() == HOSTS
        return [self.lists, self.hosts.list if hosts else self.list, self.host if hosts else self.detail]

    def home(self) -> QWidget | None:
        return self.hosts.list if self.lists.current() == HOSTS else self.list

    def memory(self) -> object:
        one = self.detail.message
        return self.lists.current(), self.search.text(), one.uuid if one is not None else ""

    def recall(self, memory: Any) -> None:
        which, needle, uuid = memory
        self.search.setText(needle)
        self.show_list(which)
        if which != HOSTS:
            self.list.select_position(max(0, self.table.position(lambda one: one.uuid == uuid)))

    def retext(self) -> None:
        self.detail.retell()
        if self.trip is not None:
            self._show_all()

    def leave(self) -> None:
        self.detail.form.forget()
        self._linger.stop()

    def drop(self) -> None:
        self.detail.form.forget()
        self.detail.close_file()
        if self._making is not None:
            self._making.cancel()
