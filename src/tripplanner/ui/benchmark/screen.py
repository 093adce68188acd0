"""The page: values at the left, the cases that answer at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QMenu, QSplitter, QStackedWidget, QWidget

from tripplanner.documents.library.registry import Asked
from tripplanner.i18n import msg
from tripplanner.planning.learning.benchmark import Line, Matrix, View
from tripplanner.planning.learning.case_content import contents
from tripplanner.planning.learning.matrix import holding, read_matrix
from tripplanner.planning.learning.vocabulary import DIMENSIONS
from tripplanner.ui.benchmark.comparison import MOST, Comparison
from tripplanner.ui.benchmark.export import MATRIX, Exporter
from tripplanner.ui.benchmark.facets import Facet, FacetList
from tripplanner.ui.benchmark.kept import KeptViews
from tripplanner.ui.benchmark.table import HEIGHT, Cells, MatrixTable
from tripplanner.ui.content import content_languages, next_language
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import short_name
from tripplanner.ui.library.finder import prepare
from tripplanner.ui.library.saving import NameSheet
from tripplanner.ui.library.shelf import Tongue
from tripplanner.ui.page import Page
from tripplanner.ui.shell import Offer
from tripplanner.ui.widgets.basics import button, column, frame, search_field, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.halves import Halves
from tripplanner.ui.widgets.lists import RowList

_MATRIX, _EMPTY = range(2)


class BenchmarkScreen(Page):
    """The benchmark. ``answer`` may be replaced to answer its sheets without a person."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.answer: Callable[[QDialog], bool] = ask
        self.kept = KeptViews(context.settings)
        self.tongue = Tongue(context.language.say)
        self.cells = Cells(self.tongue)
        self.view = View()
        self.matrix = Matrix((), {})
        self._held: set[int] | None = None
        self._build()
        self._connect()
        self.refresh()
        context.jobs.start(msg("Getting the search ready"), self._prepare)

    def _prepare(self, _progress: object) -> None:
        """Ask once, in a job: the first question takes ten times as long as the next, and a key would wait for it."""
        prepare()
        self.context.workspace.get(holding, self.matrix, "a")

    # -- building

    def _build(self) -> None:
        context = self.context
        self.facets = FacetList(context.theme)
        self.words.put(self.facets, msg("What the cases are told apart by"), "setAccessibleName")
        self.table = MatrixTable(self.cells, context.language)
        self.list = RowList(context.theme, self.table, self.words, msg("Case studies"), HEIGHT)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = self.list.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # Qt begins with the first column, as if it were chosen
        head.setSortIndicatorShown(True)
        self.exporter = Exporter(context, self, lambda sheet: self.answer(sheet))
        self.stack = QStackedWidget()
        whole = QWidget()
        lines = column(whole, gap=10)
        lines.addWidget(self._head())
        lines.addWidget(self._split(), 1)
        self.stack.addWidget(whole)
        why = msg("The benchmark compares the case studies of the library by five axes and by their themes.")
        empty = EmptyState(context.theme, self.words, msg("No case study yet"), why)
        empty.offer(msg("Case studies"), lambda: context.shell.go("cases"), "filled", "graduation-cap")
        self.stack.addWidget(empty)
        column(self, (20, 12, 16, 12)).addWidget(self.stack)

    def _head(self) -> Halves:
        head, theme = Halves(), self.context.theme
        self.count = text_label(ink="text2")
        self.search = search_field(self.words, msg("Search in all case studies…"), theme)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(320)
        self.clear = button(self.words, msg("Clear the filter"), "link")
        self.views = button(self.words, msg("Views"), "", theme, "eye")
        self.menu = QMenu(self)
        self.views.setMenu(self.menu)
        self.compare = button(self.words, msg("Compare"), "", theme, "git-compare-arrows")
        self.content = button(self.words, msg("Language of the content"), "", theme, "languages")
        self.export = button(self.words, msg("Export…"), "filled", theme, "download")
        for made in (self.words.put(text_label(size="title"), msg("Benchmark")), self.count):
            head.left.addWidget(made)
        head.left.addWidget(self.search, 8)
        head.left.addWidget(self.clear)
        head.left.addStretch(1)
        head.right.addStretch(1)
        for made in (self.views, self.compare, self.content, self.export):
            head.right.addWidget(made)
        return head

    def _split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        left, right = frame("card"), frame("card")
        column(left, (4, 8, 4, 8)).addWidget(self.facets)
        inner = column(right, (1, 1, 1, 1))
        inner.addWidget(self.list, 1)
        self.none = self.words.put(text_label(ink="text2", wrap=True), msg("No result"))
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.none.setContentsMargins(24, 32, 24, 24)
        inner.addWidget(self.none, 1)
        for part, least in ((left, 170), (right, 300)):
            part.setMinimumWidth(least)
            split.addWidget(part)
        split.setStretchFactor(1, 1)
        split.setSizes([250, 900])
        return split

    def _connect(self) -> None:
        self.facets.ticked.connect(lambda name, code: self.ask(self.view.toggled(name, code)))
        self.facets.folded.connect(self._fold)
        self.table.ordered.connect(self.sort)
        self.search.textChanged.connect(lambda text: self.ask(replace(self.view, words=text)))
        self.clear.clicked.connect(self.clear_filter)
        self.menu.aboutToShow.connect(self._fill_views)
        self.compare.clicked.connect(self.compare_chosen)
        self.content.clicked.connect(self.next_content_language)
        self.export.clicked.connect(self.export_shown)
        self.list.activated.connect(lambda index: self.open_case(index.row()))
        self.list.doubleClicked.connect(lambda index: self.open_case(index.row()))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._suit())

    # -- reading

    def refresh(self) -> None:
        """Read all cases again; what is asked of them stays."""
        code = self.context.language.code
        self.tongue.language = code
        self.tongue.first, self.tongue.second = content_languages(self.context.settings, code)
        shown = f"{short_name(self.tongue.first)} · {short_name(self.tongue.second)}"
        self.content.setText(shown)
        self.content.setAccessibleName(shown)
        self.matrix = self.context.workspace.get(read_matrix)
        self.cells.put(self.matrix)
        self.stack.setCurrentIndex(_MATRIX if self.matrix.lines else _EMPTY)
        self._look_up()
        self._show()

    def ask(self, view: View) -> None:
        """Show what answers another question."""
        words = view.words.strip() != self.view.words.strip()
        self.view = view
        if words:
            self._look_up()
        self._show()

    def _look_up(self) -> None:
        self._held = self.context.workspace.get(holding, self.matrix, self.view.words)

    def _show(self) -> None:
        view = self.view = replace(self.view, language=self.tongue.first)
        lines, chosen = self.matrix.shown(view, self._held), {line.uuid for line in self.chosen()}
        blocked = self.list.selectionModel().blockSignals(True)
        self.table.set_rows(lines)
        self.list.selectionModel().blockSignals(blocked)
        self._choose(lines, chosen)
        self.facets.put(self._facets(self.matrix.counts(view, self._held)))
        self.list.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.clear.setVisible(view.narrows)
        total = len(self.matrix.lines)
        text = msg("{shown} of {total}", shown=len(lines), total=total)
        self.count.setText(self.words.say(text) if view.narrows else str(total))
        self.count.setMinimumWidth(self.count.sizeHint().width())
        self._suit()

    def _facets(self, counts: dict[str, dict[str, int]]) -> list[Facet]:
        folded, found = self.kept.folded(), list[Facet]()
        for name, title in DIMENSIONS.items():
            chosen = self.view.chosen.get(name, frozenset())
            found.append(Facet(name, self.words.say(title), folded=name in folded, mark=len(chosen)))
            if name not in folded:
                found += (
                    Facet(name, self.cells.label(name, one.code), one.code, counts[name][one.code], one.code in chosen,
                          int(bool(one.parent)))
                    for one in self.matrix.values[name]
                )  # fmt: skip
        return found

    # -- asking

    def sort(self, key: str, descending: bool) -> None:
        """Order by a column; nothing: by code."""
        self.ask(replace(self.view, sort=key, descending=descending))

    def clear_filter(self) -> None:
        """All cases again, in the order they have."""
        self._put_view(View(sort=self.view.sort, descending=self.view.descending))

    def _put_view(self, view: View) -> None:
        blocked = self.search.blockSignals(True)
        self.search.setText(view.words)
        self.search.blockSignals(blocked)
        head, at = self.list.horizontalHeader(), self.table.column(view.sort)
        blocked = head.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(at, order)
        head.blockSignals(blocked)
        self.ask(view)

    def _fold(self, name: str) -> None:
        self.kept.fold(name)
        self._show()

    def next_content_language(self) -> None:
        """Ctrl+L: another language comes first."""
        next_language(self.context.settings, self.context.language.code)
        self.refresh()

    # -- views under a name

    def _fill_views(self) -> None:
        self.menu.clear()
        for one in self.kept.saved():
            self.menu.addAction(one.name.replace("&", "&&"), lambda view=one.view: self._put_view(view))
        if self.menu.actions():
            self.menu.addSeparator()
        say = self.words.say
        self.menu.addAction(say(msg("Save this view…")), self.save_view).setEnabled(
            self.view != View(language=self.view.language)
        )
        below = self.menu.addMenu(say(msg("Delete a view")))
        below.setEnabled(bool(self.kept.saved()))
        for one in self.kept.saved():
            below.addAction(one.name.replace("&", "&&"), lambda name=one.name: self.delete_view(name))

    def use_view(self, name: str) -> None:
        """Apply a saved view; one that is gone changes nothing."""
        found = next((one.view for one in self.kept.saved() if one.name == name), None)
        if found is not None:
            self._put_view(found)

    def save_view(self) -> None:
        """Give a name to what is asked of the matrix."""
        labels = (self.cells.label(name, code) for name, codes in self.view.chosen.items() for code in sorted(codes))
        suggested = self.tongue.listed(filter(None, (self.view.words.strip(), *labels)))[:60]
        sheet = NameSheet(self.context, msg("Save this view"), suggested, self.window())
        if self.answer(sheet):
            self.kept.keep(sheet.name(), self.view)

    def delete_view(self, name: str) -> None:
        """Forget a view; it can be brought back while the toast is there."""
        before = self.kept.saved()
        self.kept.delete(name)
        said = msg("The view “{name}” was deleted.", name=name)
        self.context.shell.say(said, "info", Offer(msg("Undo"), lambda: self.kept.put_back(before)))

    # -- cases

    def chosen(self) -> list[Line]:
        """The cases that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [line for row in rows if (line := self.table.row(row)) is not None]

    def _choose(self, lines: Sequence[Line], uuids: set[str]) -> None:
        model, flags = self.list.selectionModel(), self.list.selectionModel().SelectionFlag
        for place, line in enumerate(lines):
            if line.uuid in uuids:
                model.select(self.table.index(place, 0), flags.Select | flags.Rows)

    def _suit(self) -> None:
        """Comparing takes two cases at least, and four at most."""
        number = len(self.list.selectionModel().selectedRows())
        self.compare.setEnabled(2 <= number <= MOST)
        why = msg("Choose two to four rows (Ctrl or Shift) to see them side by side.")
        self.compare.setToolTip("" if self.compare.isEnabled() else self.words.say(why))

    def compare_chosen(self) -> None:
        """The cases that are selected, side by side."""
        ids = [line.id for line in self.chosen()][:MOST]
        if len(ids) >= 2:
            cases = self.context.workspace.get(contents, ids)
            self.answer(Comparison(self.context, cases, self.tongue, self.window()))

    def open_case(self, place: int) -> None:
        """The card of a case, on its page."""
        line = self.table.row(place)
        if line is not None:
            self.context.shell.go("cases", line.uuid)

    def export_shown(self) -> None:
        """The cases that are selected, when there are several, else all that are shown."""
        several = self.chosen()
        ids = tuple(line.id for line in several) if len(several) > 1 else ()
        asked = Asked(self.tongue.first, cases=ids, view=self.view)
        self.exporter.offer(msg("Export the benchmark"), MATRIX, asked, self.words.say(msg("Benchmark")))

    # -- what the frame asks

    def offers(self) -> dict[str, Callable[[], object]]:
        return {"filter": self._filter, "content_language": self.next_content_language}

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.facets, self.list)

    def home(self) -> QWidget:
        return self.list

    def select(self, target: object) -> None:
        """Show what answers a view, the view of a name, or the row of a case by its UUID."""
        if isinstance(target, View):
            self._put_view(target)
        elif isinstance(target, str):
            at = self.table.position(lambda line: line.uuid == target)
            if at >= 0:
                self.list.select_position(at)
            else:
                self.use_view(target)

    def memory(self) -> View:
        return self.view

    def recall(self, memory: Any) -> None:
        if isinstance(memory, View):
            self._put_view(memory)

    def _filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
