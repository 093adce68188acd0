"""The cells of a library list edited where they stand, and filled from a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, msgn
from tripplanner.planning.kinds import Detail
from tripplanner.planning.shelving.together import fill_columns
from tripplanner.ui.library.typed import Cell, cell_of, read_cell
from tripplanner.ui.plain import for_button
from tripplanner.ui.programme.over_editor import OverEditor
from tripplanner.ui.records.editing import Target
from tripplanner.ui.records.editors import make_editor, words_of
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part

LEAST, HIGH = 150, 32
#: Cells taken from a clipboard at most.
MOST = 200_000


class Cells(OverEditor):
    """Edits the cell that the keyboard is at; ``menu`` is the choice that is open."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, part.list)
        self._part, self._context = part, part.page.context
        self._cell: Cell | None = None
        self._id, self._before = 0, ""
        self.menu: QMenu | None = None
        part.list.verticalScrollBar().valueChanged.connect(lambda _at: self.finish(keep=True))
        part.list.horizontalScrollBar().valueChanged.connect(lambda _at: self.finish(keep=True))

    def start(self) -> bool:
        """Edit the cell that is current; ``False`` where its column is not typed in one line."""
        self.finish(keep=True)
        index, detail = self._part.list.currentIndex(), self._part.detail()
        if not index.isValid() or detail is None or self._context.workspace.read_only:
            return False
        cell = self._field(detail, self._part.table.columns[index.column()].key)
        if cell is None:
            return False
        self._cell, self._id = cell, detail.id
        if cell.sort in ("choice", "truth"):
            self._offer(cell, detail)
        else:
            self._type(cell, detail)
        return True

    def _field(self, detail: Detail, column: str) -> Cell | None:
        key = self._part.shelf.cells.get(column, "")
        return cell_of(detail, key, self._part.page.tongue.first) if key else None

    # -- words

    def _type(self, cell: Cell, detail: Detail) -> None:
        target, say = Target(detail, cell.line, cell.language), self._context.language.say
        if cell.language:
            words = words_of(target)
        else:
            made = make_editor(target, say, self._context.language.code)
            words = str(getattr(made, "text", getattr(made, "toPlainText", str))())
            made.deleteLater()
        self._before = words
        view, host = self._part.list, self._part
        box, room = view.visualRect(view.currentIndex()), view.viewport().rect()
        wide = min(max(LEAST, box.width()), room.width() - 8)
        left = max(4, min(box.left(), room.width() - wide - 4))
        place = view.viewport().mapTo(host, QPoint(left, box.center().y() - HIGH // 2))
        self.lay(words, say(cell.line.title), QRect(place.x(), place.y(), wide, HIGH))

    def finish(self, keep: bool) -> None:
        words = self.lift(keep)
        if words is not None and keep and self._cell is not None and words != self._before:
            self._write(self._cell, words)

    def _offer(self, cell: Cell, detail: Detail) -> None:
        """The choices of the cell as a menu at its place."""
        say, view = self._context.language.say, self._part.list
        menu = QMenu(view)
        known = dict(cell.line.words or {"yes": msg("yes"), "no": msg("no"), "": msg("not verified")})
        now = {True: "yes", False: "no", None: ""}.get(cell.line.value, cell.line.value)  # type: ignore[call-overload]
        for code, words in known.items():
            action = QAction(for_button(say(words)), menu)
            action.setCheckable(True)
            action.setChecked(code == now)
            action.triggered.connect(lambda _on=False, code=code: self._write(cell, code))
            menu.addAction(action)
        self.menu = menu
        box = view.visualRect(view.currentIndex())
        menu.popup(view.viewport().mapToGlobal(box.bottomLeft()))

    def _write(self, cell: Cell, words: str) -> None:
        try:
            value = read_cell(cell, words)
            label = msg("edit “{field}”", field=cell.line.title)
            columns = [(cell.path, cell.language, {self._id: value})]
            self._context.workspace.do(
                label, fill_columns, self._part.shelf.kind, columns, scope=self._part.page.scope()
            )
        except TripPlannerError as error:
            self._context.shell.trouble(error)

    # -- a spreadsheet

    def paste(self) -> None:
        """Fill cells from the clipboard: the selected rows, else downwards from the current one."""
        detail = self._part.detail()
        rows = _grid(QApplication.clipboard().text())
        if detail is None or not rows or self._context.workspace.read_only:
            self._context.shell.say(msg("There is nothing to paste here."))
            return
        try:
            ids = self._targets(len(rows))
            grid = rows * len(ids) if len(rows) == 1 else rows
            columns = self._columns(detail, ids, grid)
            label = msg("paste cells")
            changed = self._context.workspace.do(
                label, fill_columns, self._part.shelf.kind, columns, scope=self._part.page.scope()
            )
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return
        undo = Offer(msg("Undo"), lambda: self._context.actions.run("undo"))
        self._context.shell.say(msgn("{n} cell was changed.", "{n} cells were changed.", changed), "ok", undo)

    def _targets(self, lines: int) -> list[int]:
        """The records that get a line each."""
        chosen = self._part.chosen()
        if len(chosen) > 1:
            if lines not in (1, len(chosen)):
                raise _refused(
                    msg("{lines} lines were copied, but {rows} rows are selected.", lines=lines, rows=len(chosen))
                )
            return chosen
        first = self._part.list.currentIndex().row()
        below = list(self._part.table.ids()[first : first + lines])
        if len(below) < lines:
            raise _refused(msg("{lines} lines were copied, but only {rows} rows follow.", lines=lines, rows=len(below)))
        return below

    def _columns(
        self, detail: Detail, ids: Sequence[int], grid: Sequence[Sequence[str]]
    ) -> list[tuple[str, str, dict[int, object]]]:
        """The fields that are filled and what each record gets; every cell is read before anything is written."""
        shown = self._part.heading.shown()
        first = shown.index(self._part.table.columns[self._part.list.currentIndex().column()].key)
        made: list[tuple[str, str, dict[int, object]]] = []
        for offset in range(max(map(len, grid))):
            key = shown[first + offset] if first + offset < len(shown) else ""
            cell = self._field(detail, key)
            if cell is None:
                raise _refused(msg("This column cannot be filled in here."))
            values = {
                id: _read(cell, line[offset], number)
                for number, (id, line) in enumerate(zip(ids, grid, strict=True), start=1)
                if offset < len(line)
            }
            made.append((cell.path, cell.language, values))
        return made

    def copied(self, ids: Sequence[int]) -> str:
        """The rows of these records as a spreadsheet takes them: the columns shown, parted by tabs."""
        columns = [one for key in self._part.heading.shown() for one in self._part.table.columns if one.key == key]
        places = self._part.table.places(ids)
        lines = [[self._part.table.heading(one) for one in columns]]
        for place in places:
            at = [self._part.table.columns.index(one) for one in columns]
            lines.append([str(self._part.table.index(place, number).data() or "") for number in at])
        return "\n".join("\t".join(_flat(cell) for cell in line) for line in lines) + "\n"


def _read(cell: Cell, words: str, number: int) -> object:
    try:
        return read_cell(cell, words)
    except TripPlannerError as error:
        raise TripPlannerError(
            msg("Line {line} of what was pasted: {what}", line=number, what=error.what), error.kept, error.todo
        ) from error


def _grid(text: str) -> list[list[str]]:
    """The cells of a clipboard: lines, and tabs between columns; a spreadsheet quotes what holds line breaks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not plain or plain.count("\n") + plain.count("\t") > MOST:
        return []
    return [
        line or [""] for line in csv.reader(plain.split("\n") if '"' not in plain else _lines(plain), delimiter="\t")
    ]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _refused(what: object) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), msg("Select as many rows as were copied."))  # type: ignore[arg-type]
