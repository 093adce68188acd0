"""The shelves of a library page one over the other, each made when it is first looked at: most never are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, overload

from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.ui.library.part import Part
from tripplanner.ui.library.shelf import Shelf


class Parts(Sequence[Part]):
    """Asking for one of them makes it; ``stack`` shows them.

    :param make: makes the part of a shelf, that nothing is read into yet.
    """

    def __init__(self, shelves: Sequence[Shelf], make: Callable[[Shelf], Part]) -> None:
        self._shelves, self._make = shelves, make
        self._made: dict[int, Part] = {}
        self._waiting: dict[int, tuple[Any, ...]] = {}
        self.stack = QStackedWidget()
        for _shelf in shelves:
            self.stack.addWidget(QWidget())

    def __len__(self) -> int:
        return len(self._shelves)

    @overload
    def __getitem__(self, at: int) -> Part: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Part]: ...
    def __getitem__(self, at: int | slice) -> Part | Sequence[Part]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return self._made.get(place) or self._made_now(place)

    def made(self) -> Sequence[Part]:
        """Those that somebody has looked at, as they stand on the page."""
        return [self._made[place] for place in sorted(self._made)]

    def current(self) -> Part:
        """The one that is shown."""
        return self[self.stack.currentIndex()]

    def show(self, place: int) -> None:
        """Bring one to the front."""
        self[place]
        self.stack.setCurrentIndex(place)

    def memory(self) -> list[tuple[Any, ...] | None]:
        """What is asked of each and chosen on it; None for one that was never looked at."""
        return [
            self._made[place].memory() if place in self._made else self._waiting.get(place)
            for place in range(len(self))
        ]

    def recall(self, memory: Sequence[tuple[Any, ...] | None]) -> None:
        """Ask and choose the same again, of those not made yet once they are."""
        for place, own in enumerate(memory):
            if own is None:
                continue
            if place in self._made:
                self._made[place].recall(*own)
            else:
                self._waiting[place] = own

    def _made_now(self, place: int) -> Part:
        part = self._made[place] = self._make(self._shelves[place])
        shown = self.stack.currentIndex()
        before = self.stack.widget(place)
        self.stack.insertWidget(place, part)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self.stack.setCurrentIndex(shown)
        part.present()
        own = self._waiting.pop(place, None)
        if own is not None:
            part.recall(*own)
        return part
