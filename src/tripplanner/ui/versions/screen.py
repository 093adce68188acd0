"""The list of versions at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from tripplanner.documents.registry import Kept
from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.planning import releases
from tripplanner.planning.releases import Difference, Seen, TakenOver, Version
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.jobs import Job
from tripplanner.ui.page import Page
from tripplanner.ui.shell import Offer
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.versions import wording
from tripplanner.ui.versions.detail import Detail
from tripplanner.ui.versions.going import show_item
from tripplanner.ui.versions.release_sheet import ReleaseSheet
from tripplanner.ui.versions.sheets import NameSheet, TakeOverSheet
from tripplanner.ui.widgets.basics import button, column, frame, row, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

#: The target that opens the sheet of a release.
RELEASE = "release"
_Row = tuple[Version | None]


class VersionsScreen(Page):
    """The page. ``answer`` may be replaced to answer its sheets without a person."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.answer: Callable[[Any], bool] = ask
        self._trip: TripRow | None = None
        self._versions: list[Version] = []
        self._job: Job | None = None
        self._typed: dict[Callable[..., Version], dict[str, str]] = {}  # into a sheet whose version was not made
        self._stack = QStackedWidget()
        column(self, (20, 10, 16, 12)).addWidget(self._stack)
        self._stack.addWidget(self._build())
        choose = msg("Choose a trip to see its versions.")
        no_trip = EmptyState(context.theme, self.words, msg("No trip chosen"), choose)
        no_trip.offer(msg("Trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self._stack.addWidget(no_trip)
        self.refresh()

    # -- building

    def _build(self) -> QWidget:
        made = QWidget()
        lines = column(made, gap=10)
        self.closed = text_label(ink="warn", wrap=True)
        self.words.put(self.closed, msg("This trip is archived: its versions are read, no new one is made."))
        lines.addWidget(self._build_bar())
        lines.addWidget(self.closed)
        lines.addLayout(self._build_panes(), 1)
        return made

    def _build_bar(self) -> QWidget:
        theme, bar = self.context.theme, QWidget()
        self.release_button = button(self.words, msg("Release…"), "filled", theme, "send")
        self.approve_button = button(self.words, msg("Approve…"), "", theme, "shield-check")
        self.snapshot_button = button(self.words, msg("Keep a snapshot…"), "", theme, "archive")
        flow = Flow(bar, 8)
        runs: Sequence[tuple[QPushButton, Callable[[], object]]] = (
            (self.release_button, self.release), (self.approve_button, self.approve),
            (self.snapshot_button, self.keep),
        )  # fmt: skip
        for one, run in runs:
            one.clicked.connect(lambda _checked=False, run=run: run())
            flow.addWidget(one)
        return bar

    def _build_panes(self) -> QHBoxLayout:
        shown: Column[_Row] = Column(
            "version", msg("Version"), lambda one: wording.whole_title(one[0]), second=self._below,
            icon=lambda one: wording.icon(one[0]), tone=lambda one: wording.tone(one[0]), width=200,
        )  # fmt: skip
        self.table: RowTable[_Row] = RowTable((shown,), self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Versions"))
        ColumnFit(self.list, self.table, self.context.theme)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        left = frame("card")
        left.setMinimumWidth(210)
        column(left, (1, 1, 1, 1)).addWidget(self.list)
        self.detail = Detail(self.context, self.words)
        self.detail.compared.connect(self._look_again)
        self.detail.asked.connect(self._show_item)
        self.detail.documents.clicked.connect(lambda _checked=False: self._show_documents(self.chosen()))
        self.detail.take_over.clicked.connect(lambda _checked=False: self.take_over())
        panes = row(gap=12)
        panes.addWidget(left, 3)
        panes.addWidget(self.detail, 7)
        return panes

    def _below(self, one: _Row) -> str:
        if one[0] is None:
            return self.words.say(msg("being worked on"))
        return wording.made(one[0], self.context.language.code)

    # -- showing

    def refresh(self) -> None:
        """The trip or its data changed: list the versions, and read the chosen one again."""
        trip = self.context.shell.trip
        before = self._trip
        self._trip = self._read_trip(trip) if trip is not None else None
        self._stack.setCurrentIndex(0 if self._trip is not None else 1)
        if self._trip is None:
            return
        same = before is not None and before.id == self._trip.id
        self._show_versions(self.chosen() if same else None)
        self._allow()

    def _read_trip(self, trip: int) -> TripRow | None:
        try:
            return self.context.workspace.get(trip_row, trip)
        except NotFound:
            return None

    def _show_versions(self, chosen: Version | None) -> None:
        assert self._trip is not None
        self._versions = self.context.workspace.get(releases.list_versions, self._trip.id)
        model = self.list.selectionModel()
        model.blockSignals(True)
        self.table.set_rows([(one,) for one in (None, *self._versions)])
        self.list.select_position(max(0, self.table.position(lambda one: one[0] == chosen)))
        model.blockSignals(False)
        self._look()

    def chosen(self) -> Version | None:
        """The version that is looked at; ``None`` is the draft."""
        found = self.list.current_row()
        return found[0] if isinstance(found, tuple) else None

    def _look(self) -> None:
        self.detail.show_version(self.chosen(), self._versions)
        self._look_again()

    def _look_again(self) -> None:
        """Read what the chosen version says, and what differs from the other one, in a job."""
        if self._trip is None:
            return
        self._drop()
        trip, one, other = self._trip.id, self.chosen(), self.detail.compared_with()
        alone, workspace = not self._versions, self.context.workspace
        self._job = self.context.jobs.start(
            msg("Comparing versions"),
            lambda _progress: workspace.get(_looked, trip, one, None if alone else (other,)),
            done=self._arrived,
            failed=self._failed,
        )

    def _arrived(self, found: Any) -> None:
        if shiboken6.isValid(self):
            self._job = None
            self.detail.show_seen(*found)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.context.shell.trouble(error)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.done = self._job.failed = None
            self._job.cancel()
            self._job = None

    def _allow(self) -> None:
        """An archived trip and a database that is only read get no new versions; the tooltip says why."""
        assert self._trip is not None
        archived = self._trip.stage == "archived"
        self.closed.setVisible(archived)
        open_ = not archived and not self.context.workspace.read_only
        why = msg("The trip is archived.") if archived else msg("This database is open read-only.")
        for one in (self.release_button, self.approve_button, self.snapshot_button, self.detail.take_over):
            one.setEnabled(open_)
            one.setToolTip("" if open_ else self.words.say(why))

    # -- what the desk asks

    def select(self, target: object) -> None:
        """Open the sheet of a release, or show the version with this UUID."""
        if target == RELEASE:
            self.release()
        elif isinstance(target, str):
            self.list.select_position(max(0, self.table.position(lambda one: _uuid(one) == target)))

    def offers(self) -> dict[str, Callable[[], object]]:
        return {"release": self.release}

    def panes(self) -> list[QWidget]:
        return [self.release_button, self.list, self.detail]

    def home(self) -> QWidget | None:
        return self.list

    def memory(self) -> object:
        return _uuid((self.chosen(),))

    def recall(self, memory: Any) -> None:
        self.select(memory)

    def retext(self) -> None:
        self.detail.retell()
        if self._trip is not None:
            self._allow()

    def drop(self) -> None:
        self._drop()

    def leave(self) -> None:
        self._drop()

    # -- doing

    def release(self) -> None:
        """Show what stands in the way, then release."""
        if self._may_make():
            assert self._trip is not None
            sheet = ReleaseSheet(self.context, self._trip.id, self)
            self._make(sheet, msg("Release the programme"), releases.release, self._released, self.release)

    def approve(self) -> None:
        """Freeze the programme for the mission file."""
        sentence = msg("The programme as it is now is frozen for the mission file. What changes later is told against "
                       "it.")  # fmt: skip
        self._name_and_make(msg("Approve the programme"), sentence, msg("Approve"), "shield-check", releases.approve)

    def keep(self) -> None:
        """Keep the programme as it is, for the office only."""
        sentence = msg("The programme as it is now is kept for the office only. No number of a release is used up.")
        self._name_and_make(msg("Keep a snapshot"), sentence, msg("Keep"), "archive", releases.snapshot)

    def _may_make(self) -> bool:
        return self._trip is not None and self.release_button.isEnabled()

    def _name_and_make(
        self, title: Message, sentence: Message, do: Message, icon: str, verb: Callable[..., Version]
    ) -> None:
        if self._may_make():
            sheet = NameSheet(self.context, title, sentence, do, icon, self)
            self._make(sheet, title, verb, self._kept)

    def _make(
        self, sheet: ReleaseSheet | NameSheet, label: Message, verb: Callable[..., Version],
        done: Callable[[Any], None], again: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Ask, then make the version in a job. Where that is refused, what was typed is there the next time.

        ``again`` asks at once where something stands in the way that the sheet did not show yet.
        """
        assert self._trip is not None
        trip, workspace = self._trip.id, self.context.workspace
        said: dict[str, str] = {}
        sheet.accepted.connect(lambda: said.update(sheet.said()))
        if verb in self._typed:
            sheet.fill(self._typed.pop(verb))
        more: dict[str, Any] = {"vault": workspace.vault} if isinstance(sheet, ReleaseSheet) else {}

        def failed(error: BaseException) -> None:
            self.context.shell.trouble(error)
            if shiboken6.isValid(self):
                self._typed[verb] = said
                if again is not None and isinstance(error, releases.Blocked) and self.isVisible():
                    again()

        if self.answer(sheet):
            self.context.jobs.start(
                label,
                lambda _progress: workspace.do(label, verb, trip, by=workspace.actor, **said, **more),
                done=done,
                failed=failed,
            )

    def _released(self, made: Version) -> None:
        offer = Offer(msg("Documents"), lambda: self.context.shell.go("documents", made.number))
        self.context.shell.say(msg("{version} is released.", version=made.title), "ok", offer)
        self._show_made(made)

    def _kept(self, made: Version) -> None:
        self.context.shell.say(msg("Made: {version}", version=made.title), "ok", None)
        self._show_made(made)

    def _show_made(self, made: Version) -> None:
        if shiboken6.isValid(self):
            self.refresh()
            self.select(made.uuid)

    def take_over(self) -> None:
        """Show what would change, then make the draft what the chosen version was: one step of undo."""
        version = self.chosen()
        if version is None or not self._may_make():
            return
        assert self._trip is not None
        trip, scope, workspace = self._trip.id, self._trip.uuid, self.context.workspace
        sheet: QDialog = TakeOverSheet(self.context, trip, version, self)
        if self.answer(sheet):
            label = msg("Take over {version}", version=version.title)
            self.context.jobs.start(
                label,
                lambda _progress: workspace.do(label, releases.take_over, trip, version, scope=scope),
                done=lambda found: self._taken_over(version, found),
            )

    def _taken_over(self, version: Version, found: Any) -> None:
        taken: TakenOver = found
        undo = Offer(msg("Undo"), lambda: self.context.actions.run("undo"))
        if taken.left_out:
            said = msg("The draft is {version} again, without what the library no longer has ({n}).",
                       version=version.title, n=taken.left_out)  # fmt: skip
            self.context.shell.say(said, "warn", undo)
        else:
            self.context.shell.say(msg("The draft is {version} again.", version=version.title), "ok", undo)

    def _show_item(self, uuid: str) -> None:
        if self._trip is not None:
            show_item(self.context, self._trip.id, uuid)

    def _show_documents(self, version: Version | None) -> None:
        if version is None:
            self.context.shell.go("documents", "draft")
        else:
            kept = Kept(version.kind, version.number)
            self.context.shell.go("documents", version.number if version.kind == "release" else kept)


def _uuid(one: _Row) -> str:
    return one[0].uuid if one[0] is not None else ""


def _looked(
    session: Any, trip: int, one: Version | None, other: tuple[Version | None] | None
) -> tuple[Seen, Difference | None]:
    """What a version says, and what differs between it and the other: from the older to the newer."""
    here = releases.seen(session, trip, one)
    if other is None:
        return here, None
    there = releases.seen(session, trip, other[0])
    newer = one is None or (other[0] is not None and other[0].made_at <= one.made_at)
    return here, releases.between(there, here) if newer else releases.between(here, there)
