"""Quick add in the programme: a line is read while it is typed, and added as one step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import quickadd
from tripplanner.planning.checks.clock import zone
from tripplanner.planning.quickadd import Draft, Known
from tripplanner.ui.jobs import Job
from tripplanner.ui.programme.quick_bar import QuickBar, TypingHere
from tripplanner.ui.programme.quick_words import told
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen


class QuickAdd:
    """Reads the line of ``bar`` against the trip of a programme screen."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen, self._context = screen, screen.context
        self.bar = QuickBar(screen.context.theme, screen.words, screen.context.language)
        self.draft = Draft("")
        self._known: Known | None = None
        self._job: Job | None = None  # lines of a spreadsheet are being added
        self.bar.typed.connect(self._read)
        self.bar.entered.connect(self.add)
        self.bar.turned.connect(self.turn)
        self.bar.left.connect(self.leave)
        screen.context.bus.changed.connect(self._forget)
        screen.context.language.changed.connect(self._forget)
        self._typing = [TypingHere(pane, self.bar.field) for pane in (screen.grid, screen.list)]
        self._typing.append(TypingHere(screen.map.canvas, self.bar.field, but="+-="))

    def begin(self) -> None:
        """Ctrl+J: into the field."""
        self.bar.field.setFocus()
        self.bar.field.selectAll()

    def leave(self) -> None:
        """Empty the field and go back to the programme."""
        self.bar.field.clear()
        self._screen.main_view().setFocus()

    def _forget(self, *_of_what: object) -> None:
        """Names, days or the language may be others now."""
        self._known = None

    def _names(self) -> Known:
        trip, day = self._screen.board.trip(), self._screen.board.day_meant()
        if trip is None:
            return Known()
        today = datetime.now(zone(trip.zone)).date()
        known = self._known
        if known is None or (known.day, known.first, known.today) != (day, trip.first_day, today):
            language = self._screen.language_of_content()
            self._known = self._context.workspace.get(quickadd.read_known, trip.id, language, day, today)
        return self._known or Known()

    def _read(self, line: str) -> None:
        self.draft = quickadd.parse(line, self._names()) if line.strip() else Draft("")
        self._show()

    def _show(self) -> None:
        self.bar.show_chips(told(self.draft, self._context.language))

    def turn(self, index: int) -> None:
        """The next reading of a chip; of the first that has one, for -1."""
        if index < 0:
            index = next((at for at, chip in enumerate(self.draft.chips) if chip.others), -1)
        if index >= 0:
            self.draft = self.draft.cycled(index)
            self._show()

    def add(self, stay: bool = False) -> None:
        """Add what the line says; the new item is chosen, and the field kept for another one when asked to stay."""
        trip = self._screen.board.trip()
        if trip is None or not self.draft.text.strip():
            return
        where = self.draft.first("where")
        title = self.draft.title or (where.label if where is not None else self.draft.text.strip())
        language = self._screen.language_of_content()
        made = self._screen.hands.do(msg("add “{title}”", title=title), quickadd.add, trip.id, self.draft, language)
        if made is None:
            return
        self.bar.field.clear()
        self._screen.choose_id(made)
        if not stay:
            self.leave()

    def add_rows(self, text: str) -> None:
        """Add what the rows of a spreadsheet say, all in one step, and tell how many said nothing."""
        trip, shell = self._screen.board.trip(), self._context.shell
        rows = quickadd.rows_of(text)
        if trip is None or self._job is not None:
            return
        if not rows:
            shell.say(msg("The clipboard holds no words to make items of."))
            return
        if len(rows) > quickadd.MOST:
            shell.say(msg("The clipboard holds {lines} lines; {most} at most are added at once.", lines=len(rows),
                          most=quickadd.MOST), "error")  # fmt: skip
            return
        names, scope = self._names(), self._screen.board.scope()
        language, workspace = self._screen.language_of_content(), self._context.workspace

        def work(_progress: object = None) -> tuple[list[int], int]:
            read = quickadd.read_rows(rows, names)
            if not read.drafts:
                return [], read.skipped
            label = msgn("paste {n} line", "paste {n} lines", len(read.drafts))
            made = workspace.do(label, quickadd.add_several, trip.id, read.drafts, language, scope=scope)
            return made, read.skipped

        self._job = self._context.jobs.start(msg("Adding the lines"), work, self._pasted, self._not_pasted)

    def _pasted(self, found: object) -> None:
        """The lines were read and what they say was added, by a job."""
        self._job = None
        made, skipped = cast(tuple[list[int], int], found)
        if not made:
            self._context.shell.say(msg("None of these lines says what happens: nothing was added."))
            return
        self._screen.choose_id(made[0])
        self._context.shell.say(_added(len(made), skipped), "info", self._undo())

    def _not_pasted(self, error: BaseException) -> None:
        self._job = None
        self._context.shell.trouble(error)

    def _undo(self) -> Offer:
        return Offer(msg("Undo"), lambda: self._context.actions.run("undo"))


def _added(made: int, skipped: int) -> Message:
    added = msgn("{n} item was added.", "{n} items were added.", made)
    if not skipped:
        return added
    without = msgn("{n} line says nothing and was skipped.", "{n} lines say nothing and were skipped.", skipped)
    return msg("{first} {second}", first=added, second=without)
