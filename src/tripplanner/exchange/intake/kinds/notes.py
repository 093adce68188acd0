"""Notes: several columns go into one text, each line saying where it is from; lines that are there stay once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, even, plain
from tripplanner.exchange.intake.sheets import Cell
from tripplanner.i18n import languages, say


class NotesKind(Kind):
    """Lines. A row adds those that are missing and takes none away."""

    def read(self, cell: Cell, reading: Reading) -> str:
        lines = (line.strip() for line in plain(cell).splitlines())
        return "\n".join(line for line in lines if line)

    def labelled(self, value: Any, heading: str, wanted: Any) -> Any:
        titles = (wanted.key, *wanted.headings, *(say(wanted.title, language) for language in languages()))
        own = {normalised(title) for title in titles}
        return value if not heading or normalised(heading) in own else f"{heading}: {value}"

    def joined(self, values: Sequence[Any]) -> Any:
        return "\n".join(values)

    def merged(self, before: Any, after: Any) -> Any:
        there = {line.strip() for line in even(before or "").splitlines()}
        missing = [line for line in after.splitlines() if line.strip() not in there]
        return "\n".join([before, *missing] if before else missing) if missing else before or ""

    def same(self, one: Any, other: Any) -> bool:
        return self.merged(one, other) == (one or "")


NOTES = NotesKind()
