"""What a page is, and how pages are found: every module of ``tripplanner.ui.pages`` that holds a ``PAGE``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from tripplanner import discovery
from tripplanner.i18n import Message
from tripplanner.ui import pages
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words

Panel = tuple[str, Message, QWidget]


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page's place in the rail. ``order`` sorts; ``foot`` puts it below the rule; ``of_trip`` needs a trip.

    ``make(context)`` builds the screen; it imports the code of the screen itself.
    """

    key: str
    title: Message
    icon: str
    order: int
    make: Callable[[Context], Page]
    foot: bool = False
    of_trip: bool = False


class Page(QWidget):
    """A screen. ``offers`` are the actions it does while it is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.words = Words(context.language, self)
        self.words.also(self.retext)

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        return {}

    def labels(self) -> Mapping[str, Message]:
        """What actions are called while the page is shown, where that is not what the table says."""
        return {}

    def panels(self) -> Sequence[Panel]:
        """Tabs of the right panel: (key, title, widget). None hides the panel."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in reading order."""
        return (self,)

    def home(self) -> QWidget | None:
        """Where the keyboard is when the page appears: its content, not the first field that Qt finds."""
        return None

    def enter(self) -> None:
        """The page, made before, is about to be shown again: it reads what may have changed."""
        self.refresh()

    def refresh(self) -> None:
        """Read the data again: something changed, or another trip was chosen."""

    def select(self, target: object) -> None:
        """Select what another page or the palette asked for."""

    def point_at(self, field: str) -> None:
        """Bring the field of what was just selected into view: it holds what was searched for."""

    def retext(self) -> None:
        """Say again, in the language of the window, what is made of data; a hidden page does when it is shown."""
        if self.isVisible():
            self.refresh()

    def memory(self) -> object:
        """What a person chose and typed here, for :meth:`recall`: asked before a hidden page is dropped."""
        return None

    def recall(self, memory: Any) -> None:
        """The page was just made in the place of one that gave this ``memory``."""

    def leave(self) -> None:
        """The page is about to be hidden: commit what was typed."""

    def drop(self) -> None:
        """The page is about to be deleted: give back what it holds."""


@cache
def page_infos() -> tuple[PageInfo, ...]:
    """Every page, in the order of the rail."""
    found: list[PageInfo] = discovery.found(pages.__name__, "PAGE")
    return tuple(sorted(found, key=lambda info: (info.foot, info.order)))
