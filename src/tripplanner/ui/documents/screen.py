"""Kinds above, choices at the left, the real pages in the middle, saving and printing at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from tripplanner.documents.naming import file_name
from tripplanner.documents.registry import DocumentKind, Kept, Request, kinds
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.planning.words import MEMBER_ROLE
from tripplanner.ui.context import Context
from tripplanner.ui.documents import handing, making
from tripplanner.ui.documents.calendar import CalendarView
from tripplanner.ui.documents.choices import Choices
from tripplanner.ui.documents.kinds import KindChooser
from tripplanner.ui.documents.making import Draft, Look, Made
from tripplanner.ui.documents.outcome import Outcome
from tripplanner.ui.documents.pack_view import PackView
from tripplanner.ui.documents.pages import Pages, ProofPages
from tripplanner.ui.documents.readers import Readers, readers_of
from tripplanner.ui.documents.sentence import Sentence
from tripplanner.ui.documents.side import SidePane
from tripplanner.ui.documents.spots import PlacedSpot
from tripplanner.ui.documents.turning import PageBar
from tripplanner.ui.documents.viewer import PageView
from tripplanner.ui.jobs import Job
from tripplanner.ui.page import Page
from tripplanner.ui.widgets.basics import column, frame, row, scrolled
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.empty import EmptyState

#: Milliseconds between the last choice and the making of the document: choices that come together make one.
_DEBOUNCE = 20
#: The target that chooses what is being worked on, as no number of a release.
DRAFT = "draft"


class DocumentsScreen(Page):
    """The page."""

    _drafted = Signal(int, object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._trip: TripRow | None = None
        self._kind: DocumentKind | None = None
        self._made: Made | None = None
        self._job: Job | None = None
        self._round = 0
        self._listed = True
        self._stale = True
        self._names: dict[str, str] = {}
        self._readers_of: tuple[int, int | Kept | None] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_DEBOUNCE)
        self._wait.timeout.connect(self._make)
        self._stack = QStackedWidget()
        column(self, (20, 10, 16, 12)).addWidget(self._stack)
        self._stack.addWidget(self._build())
        choose = msg("Choose a trip to see its documents.")
        no_trip = EmptyState(context.theme, self.words, msg("No trip chosen"), choose)
        no_trip.offer(msg("Trips"), lambda: context.shell.go("trips"), "filled", "mountain")
        self._stack.addWidget(no_trip)
        context.jobs.stepped.connect(self._stepped)
        self._drafted.connect(self._show_draft, Qt.ConnectionType.QueuedConnection)
        self.refresh()

    # -- building

    def _build(self) -> QWidget:
        made = QWidget()
        lines = column(made, gap=10)
        lines.addLayout(self._build_bar())
        panes = row(gap=12)
        left = SidePane(self.context.theme, 220)
        self.choices = Choices(self.context)
        self.choices.changed.connect(self._chosen)
        self.choices.asked.connect(self._kind_chosen)
        column(left, (1, 1, 1, 1)).addWidget(scrolled(self.choices))
        self.outcome = Outcome(self.context, self.words)
        self.outcome.save.clicked.connect(lambda _c=False: self.save())
        self.outcome.print.clicked.connect(lambda _c=False: self.print())
        self.outcome.cancel.clicked.connect(lambda _c=False: self.cancel())
        self.outcome.page_asked.connect(lambda index: self.view.go(index))
        self.outcome.field_asked.connect(lambda source, index: self.view.choose_source(source, index))
        self.outcome.chosen.stepped.connect(lambda step: self.view.choose_next(step))
        panes.addWidget(left)
        panes.addWidget(self._build_middle(), 1)
        panes.addWidget(self.outcome)
        lines.addLayout(panes, 1)
        return made

    def _build_bar(self) -> QHBoxLayout:
        self.kinds = KindChooser(self.context, self.words)
        self.kinds.chosen.connect(self._kind_chosen)
        self._name = ElidedLabel(ink="text2")
        bar = row(gap=12)
        bar.addWidget(self.kinds)
        bar.addWidget(self._name, 1)
        return bar

    def _build_middle(self) -> QFrame:
        card = frame("card")
        lines = column(card, (1, 1, 1, 1), 0)
        self.view = PageView(self.context.theme, self._fetch)
        self.bar = PageBar(self.context.theme, self.words, self.view)
        lines.addWidget(self.bar)
        self.words.put(self.view, msg("Pages"), "setAccessibleName")
        walk = msg("Ctrl with the arrows walks through the lines; Enter changes one, or opens its record.")
        self.words.put(self.view, walk, "setAccessibleDescription")
        self.view.page_changed.connect(lambda _page: self._show_number())
        self.view.spot_chosen.connect(self._show_line)
        self.view.spot_opened.connect(lambda _placed: self._open_line())
        self._sentence = Sentence(self.context.theme, self.words)
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setTabChangesFocus(True)
        self.words.put(self.plain, msg("Content of the file"), "setAccessibleName")
        self.calendar = CalendarView(self.context, self.words)
        self.calendar.phone.clicked.connect(lambda _c=False: self.calendar_for_phone())
        self.pack = PackView(self.context, self.words)
        self._middle = QStackedWidget()
        for widget in (self.view, self.plain, self.calendar, self.pack):
            self._middle.addWidget(widget)
        lines.addWidget(self._sentence)
        lines.addWidget(self._middle, 1)
        return card

    # -- what is shown

    def refresh(self) -> None:
        """The trip or its data changed: show the choices and make the document again when the page is seen."""
        trip, before = self.context.shell.trip, self._trip
        self._trip = self._read_trip(trip) if trip is not None else None
        self._stack.setCurrentIndex(0 if self._trip is not None else 1)
        if self._trip is None or not kinds():
            return
        if self._kind is None:
            self._show_kind(self.context.settings.get("documents/kind", ""))
        if before is None or before.id != self._trip.id or not self._made:
            self._read_lists(self._trip, before)
            self._chosen()
            return
        self._listed = False  # what can be chosen is read again once the pages in view are there
        self.outcome.chosen.refresh()
        self._chosen()

    def _read_lists(self, trip: TripRow, before: TripRow | None) -> None:
        """What can be chosen: versions, languages, people."""
        self._listed = True
        self.choices.show_releases(self._releases(trip.id))
        if before is not None and before.id != trip.id:
            self.choices.choose_release(None)  # another trip’s version of the same number was not asked for
        self.choices.show_trip(trip.uuid)
        self.choices.show_languages(trip.languages)
        self._readers_of = None
        self._show_readers()

    def _list_again(self) -> None:
        if not self._listed and self._trip is not None:
            self._read_lists(self._trip, None)

    def _read_trip(self, trip: int) -> TripRow | None:
        try:
            return self.context.workspace.get(trip_row, trip)
        except NotFound:
            return None

    def _releases(self, trip: int) -> list[int | Kept]:
        """The numbers of the releases, then what was kept and is none; each the latest first."""
        from tripplanner.planning.releases import list_versions

        found = self.context.workspace.get(list_versions, trip)
        released: list[int | Kept] = [one.number for one in found if one.kind == "release"]
        return released + [Kept(one.kind, one.number) for one in found if one.kind != "release"]

    def _show_readers(self) -> None:
        """Offer copies for those whom the chosen version concerns; whoever left the trip since says so."""
        chosen = self.choices.release.currentData()
        if self._trip is None or self._readers_of == (self._trip.id, chosen):
            return
        self._readers_of = (self._trip.id, chosen)
        found = self.context.workspace.get(readers_of, self._trip.id, chosen)
        self._names = dict(found.latin)
        code = self.context.language.code
        people, team = ([(uuid, self._named(uuid, name, found)) for uuid, name in part]
                        for part in (found.people, found.team))  # fmt: skip
        hosts = [(host.uuid, " · ".join(p for p in (host.acronym, host.name.best(code)) if p)) for host in found.hosts]
        self.choices.show_people(people, hosts, [(uuid, name, found.roles[uuid]) for uuid, name in team])

    def _named(self, uuid: str, name: str, readers: Readers) -> str:
        """How somebody is offered: a member of the team with their part in it, whoever left the trip as such."""
        part = MEMBER_ROLE.get(readers.roles.get(uuid, ""))
        shown = f"{name} · {self.words.say(part)}" if part else name
        return self.words.say(msg("{name} (no longer in the trip)", name=shown)) if uuid in readers.gone else shown

    def _show_kind(self, key: str) -> None:
        known = kinds()
        self._kind = known.get(key) or next(iter(known.values()))
        self.kinds.choose(self._kind.key)
        self.choices.show_kind(self._kind)

    def _kind_chosen(self, key: str) -> None:
        self.context.settings.set("documents/kind", key)
        self._show_kind(key)
        self._chosen()

    def select(self, target: object) -> None:
        """Show the kind called ``target``, or the release with this number, or what was kept, or the ``draft``."""
        if isinstance(target, int | Kept) or target == DRAFT:
            self._list_again()  # it may have been made since
            self.choices.choose_release(target if isinstance(target, int | Kept) else None)
            self._chosen()
        elif isinstance(target, str) and target in kinds():
            self._kind_chosen(target)

    def memory(self) -> object:
        return self.choices.release.currentData(), self.choices.person.currentData()

    def recall(self, memory: Any) -> None:
        release, person = memory
        self.choices.choose_release(release)
        self._show_readers()
        self.choices.person.setCurrentIndex(max(0, self.choices.person.findData(person)))
        self._chosen()

    def retext(self) -> None:
        self.kinds.retext()
        self.choices.retext()
        self._readers_of = None
        self._show_readers()
        self.bar.retext()
        self._show_number()
        if self._made is not None:
            self.outcome.show_made(self._made)

    # -- making

    def _chosen(self) -> None:
        self._show_readers()
        if self._kind is not None and self._trip is not None:
            self._name.setText(self._file_name(self._trip, self._kind, self.choices.request()))
        self._stale = True
        self._wait.start()

    def _make(self) -> None:
        if self._kind is None or self._trip is None or not self._stale:
            return
        self._stale = False
        self._drop()
        workspace, kind, trip, request = self.context.workspace, self._kind, self._trip.id, self.choices.request()
        self._round += 1
        number = self._round
        look = Look(self.view.aim(), lambda draft: self._drafted.emit(number, draft))
        self.outcome.show_working()
        self._job = self.context.jobs.start(
            msg("Making the document: {kind}", kind=kind.title),
            lambda progress: making.make(workspace, kind, trip, request, progress, look),
            done=self._finished,
            failed=self._failed,
            cancelled=self._cancelled,
        )

    def _show_draft(self, number: int, draft: Draft) -> None:
        """The pages in view of the document that is being made; not of one given up since."""
        if number == self._round and self._job is not None:
            self._middle.setCurrentWidget(self.view)
            self.view.show_pages(draft.pages, draft.pictures)
            self._show_number()

    def _finished(self, made: Any) -> None:
        before, self._made, self._job = self._made, made, None
        self._list_again()
        self._sentence.hide()
        self._show_content(made)
        if before is not None and before.pages is not None:
            before.pages.close()
        self.outcome.show_made(made)
        self._show_number()

    def _show_line(self, placed: PlacedSpot | None) -> None:
        """The line that was chosen on a page, beside it."""
        frozen = self.choices.release.currentData() is not None
        self.outcome.chosen.show_spot(placed, frozen)

    def _open_line(self) -> None:
        """Its words where they can be changed at once, else the page of its record."""
        if not self.outcome.chosen.edit():
            self.outcome.chosen.lead()

    def _show_content(self, made: Made) -> None:
        """Pages of a PDF, events of a calendar, files and page of a field pack, words of anything else."""
        if made.pages is not None:
            self._middle.setCurrentWidget(self.view)
            if made.proof is not None:
                self.view.take_file(made.pages)  # its pages are shown since they were laid out
            else:
                self.view.show_pages(made.pages)
        elif made.kind.suffix == ".ics":
            self._middle.setCurrentWidget(self.calendar)
            self.calendar.show_bytes(made.data)
        elif made.kind.suffix == ".zip":
            self._middle.setCurrentWidget(self.pack)
            self.pack.show_bytes(made.data)
        else:
            self._middle.setCurrentWidget(self.plain)
            self.plain.setPlainText(made.data.decode("utf-8", "replace"))

    def _failed(self, error: BaseException) -> None:
        """The last good pages stay; above them stands why there are no others."""
        self._job = None
        self._list_again()
        self._show_again()
        known = error if isinstance(error, TripPlannerError) else None
        self._sentence.say(known)
        self.outcome.show_problem(known)
        if known is None:
            self.context.shell.trouble(error)

    def _cancelled(self) -> None:
        self._job = None
        self._show_again()
        self.outcome.show_cancelled(self._made)
        if self._made is not None:
            self._sentence.note(msg("Stopped: the pages below were made before. Choose again to make new ones."))

    def _show_again(self) -> None:
        """The pages of the document that is there, where those of another one were begun."""
        if self._made is not None and self._made.proof is not None and self._made.pages is not None:
            self.view.show_pages(ProofPages(self._made.proof))
            self.view.take_file(self._made.pages)

    def cancel(self) -> None:
        """Stop making the document that is being made; the one shown before stays."""
        if self._job is not None:
            self._job.cancel()

    def _drop(self) -> None:
        """Stop it in favour of another one: its end is told to nobody."""
        if self._job is not None:
            self._job.cancelled = None
            self._job.cancel()
            self._job = None

    def _stepped(self, job: Job) -> None:
        if job is self._job:
            self.outcome.show_step(*job.step)

    def _fetch(self, pages: Pages, page: int, scale: float, arrived: Callable[[QImage], None]) -> None:
        self.context.jobs.start(
            msg("Drawing page {page}", page=page + 1),
            lambda _progress: pages.render(page, scale),
            done=arrived,  # type: ignore[arg-type]
            failed=lambda _error: None,
        )

    def _show_number(self) -> None:
        self.bar.show_number(paged=self._middle.currentWidget() is self.view)

    # -- saving and printing

    def offers(self) -> dict[str, Callable[[], object]]:
        return {"save_document": self.save, "print": self.print, "content_language": self.choices.next_language}

    def panes(self) -> list[QWidget]:
        return [self.kinds, self.choices, self._middle, self.outcome]

    def _file_name(self, trip: TripRow, kind: DocumentKind, request: Request) -> str:
        """The name every door gives this document, in the language of the window."""
        whose = request.person or request.organisation or ""
        return file_name(trip, kind, request, self.context.language.code, self._names.get(whose, ""))

    def save(self) -> None:
        """Ask where, and put the bytes that are shown there."""
        if self._made is not None and self._trip is not None:
            name = self._file_name(self._trip, self._made.kind, self._made.request)
            target = handing.ask_where(self.context, self.words, self, self._made, name)
            if target is not None:
                self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Put the bytes that are shown at ``target`` and say so."""
        if self._made is not None:
            handing.save(self.context, self._made, target)

    def calendar_for_phone(self) -> None:
        """Ask which phone, for the person whose copies are chosen."""
        from tripplanner.ui.calendars.dialog import open_dialog

        if self._trip is not None:
            open_dialog(self.context, self._trip.id, self.choices.request().person or "", self)

    def print(self) -> None:
        """Ask for a printer and print the pages that are shown, in a job."""
        if self._made is not None:
            handing.print_pages(self.context, self._made, self.window())

    def drop(self) -> None:
        self._drop()
        self._wait.stop()
        self.view.show_pages(None)
        if self._made is not None and self._made.pages is not None:
            self._made.pages.close()
        self._made = None

    def leave(self) -> None:
        self.outcome.chosen.form.forget()
        self._wait.stop()
        self._stale = self._stale or self._job is not None
        self._drop()
