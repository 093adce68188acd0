"""What stands in the place of an empty list: nothing released, nothing prepared, nothing in this list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.empty import EmptyState

_NO_RELEASE, _NO_MESSAGE, _NOT_HERE = range(3)


class Nothing(QStackedWidget):
    """``prepare`` and ``ask_hosts`` are the ways on; :attr:`prepare` and :attr:`ask` are their buttons."""

    def __init__(
        self, context: Context, words: Words, prepare: Callable[[], object], ask_hosts: Callable[[], object]
    ) -> None:
        super().__init__()
        self._words = words
        first = EmptyState(context.theme, words, msg("Nothing was released yet"),
                           msg("A release is what people are told. Hosts can be asked before."))  # fmt: skip
        first.offer(msg("Release…"), lambda: context.shell.go("versions", "release"), "filled", "send")
        second = EmptyState(context.theme, words, msg("No message yet"),
                            msg("Prepare them: one for each person whom the last version concerns, in their language. "
                                "Nothing leaves before you looked at it."))  # fmt: skip
        self.prepare = second.offer(msg("Prepare messages"), prepare, "filled", "plus")
        self.ask = [one.offer(msg("Ask the hosts"), ask_hosts, "", "handshake") for one in (first, second)]
        self._third = EmptyState(context.theme, words, msg("Nothing in this list"), _OTHERS)
        for one in (first, second, self._third):
            self.addWidget(one)

    def explain(self, released: bool, others: bool, needle: str) -> None:
        """Why there is nothing: of a trip with or without a release, with messages in other lists, filtered or not."""
        if others or needle:
            found = msg("No result for “{words}”. Clear the filter.", words=needle) if needle else _OTHERS
            self._words.put(self._third.sentence, found)
            self.setCurrentIndex(_NOT_HERE)
        else:
            self.setCurrentIndex(_NO_MESSAGE if released else _NO_RELEASE)


_OTHERS = msg("The other lists hold the messages.")
