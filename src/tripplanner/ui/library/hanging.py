"""All sections of a card: those above the fields and those below, found by scanning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtWidgets import QWidget

from tripplanner import discovery
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.widgets.basics import column


@cache
def section_types() -> tuple[type[Section], ...]:
    """Every section, in order."""
    found: list[type[Section]] = discovery.found("tripplanner.ui.library.sections", "SECTION")
    return tuple(sorted(found, key=lambda one: (one.position, one.key)))


class Hanging(QWidget):
    """The sections of one kind of record that stand above or below its fields; ``only`` those with these keys."""

    def __init__(
        self, context: Context, words: Words, kind: str, *, above: bool, only: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        wanted = [one for one in section_types() if one.above is above and (not one.kinds or kind in one.kinds)]
        wanted = [one for one in wanted if only is None or one.key in only]
        self.sections = [make(context, words) for make in wanted]
        lines = column(self, (0, 4, 0, 0), 2)
        for section in self.sections:
            lines.addWidget(section)

    def show_about(self, about: About) -> None:
        """Show what hangs on this record."""
        for section in self.sections:
            section.show_about(about)

    def hold(self, about: About) -> None:
        """This record is about to be shown: what hangs on another one is shown no longer."""
        for section in self.sections:
            section.hold(about)

    def section(self, key: str) -> Section:
        """The section with this key."""
        return next(one for one in self.sections if one.key == key)
