"""What a tab of the page *Learning* is, and how tabs are found: every module of ``tabs`` that holds a ``TAB``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget

from tripplanner import discovery
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.trips import TripRow
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import Words
from tripplanner.ui.learning import tabs
from tripplanner.ui.widgets.basics import button


@dataclass(frozen=True, slots=True)
class TabInfo:
    """A tab's place on the page. ``make(context)`` builds it and imports what it needs when it is first shown."""

    key: str
    title: Message
    position: int
    make: Callable[[Context], Tab]


class Tab(QWidget):
    """A part of the page, about one trip. ``answer`` may be replaced to answer its sheets without a person."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.answer: Callable[[Any], bool] = ask
        self.trip: TripRow | None = None
        self.words = Words(context.language, self)
        self.words.also(self._retold)

    def show_trip(self, trip: TripRow) -> None:
        """Another trip was chosen, or something changed: read and show. Called while the tab is in front alone."""
        self.trip = trip
        self.refresh()

    def act_button(
        self, flow: QLayout, words: Message, run: Callable[[], object], look: str = "", icon: str = ""
    ) -> QPushButton:
        """A button of the tab in ``flow``, which runs what it says."""
        made = button(self.words, words, look, self.context.theme, icon)
        made.clicked.connect(lambda _checked=False: run())
        flow.addWidget(made)
        return made

    def refresh(self) -> None:
        """Read the data of ``self.trip`` again."""

    def retext(self) -> None:
        """Say again, in the language of the window, what is made of data."""
        self.refresh()

    def home(self) -> QWidget | None:
        """Where the keyboard is when the tab appears."""
        return None

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in reading order."""
        return (self,)

    def select(self, target: object) -> None:
        """Show what another page asked for."""

    def memory(self) -> object:
        """What was chosen and typed here, for :meth:`recall`."""
        return None

    def recall(self, memory: Any) -> None:
        """The tab was just made in the place of one that gave this ``memory``; its trip is shown already."""

    def leave(self) -> None:
        """The tab is about to be hidden: commit what was typed."""

    def drop(self) -> None:
        """The tab is about to be deleted: give back what it holds."""

    # -- what tabs do alike

    def may_write(self) -> bool:
        """Whether this trip can be changed."""
        return self.refusal() is None

    def refusal(self) -> Message | None:
        """Why nothing can be changed, for tooltips of what is disabled."""
        if self.context.workspace.read_only:
            return msg("This database is open read-only.")
        if self.trip is not None and self.trip.stage == "archived":
            return msg("The trip is archived.")
        return None

    def allow(self, *controls: QWidget) -> None:
        """Enable controls that change something, or let their tooltips say why they cannot."""
        why = self.refusal()
        for one in controls:
            one.setEnabled(why is None)
            one.setToolTip("" if why is None else self.words.say(why))

    def say(self, message: Message) -> str:
        return self.words.say(message)

    def do(self, label: Message, verb: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[bool, Any]:
        """One step of undo on this trip; whether it was made, and what the verb gave. A refusal is said."""
        scope = self.trip.uuid if self.trip is not None else None
        try:
            return True, self.context.workspace.do(label, verb, *arguments, scope=scope, **named)
        except TripPlannerError as error:
            self.context.shell.trouble(error)
            return False, None

    def ask(self, sheet: QDialog) -> bool:
        """Show a sheet; whether it was accepted."""
        return self.answer(sheet)

    def _retold(self) -> None:
        if self.trip is not None and self.isVisible():
            self.retext()


@cache
def tab_infos() -> tuple[TabInfo, ...]:
    """Every tab, in order."""
    found: list[TabInfo] = discovery.found(tabs.__name__, "TAB")
    return tuple(sorted(found, key=lambda info: info.position))
