"""Case studies of the benchmark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.listings.cases import CaseRow
from tripplanner.planning.provenance import axis_labels
from tripplanner.text import Text
from tripplanner.ui.library.shelf import Read, Shelf, Tongue
from tripplanner.ui.tables import Column


class CaseShelf(Shelf):
    kind = "cases"
    title = msg("Case studies")
    item = msg("Case study")
    nothing = msg("No case study yet")
    empty = msg("What others have tried, with their results and their sources, is kept here for all trips.")
    search = msg("Filter the case studies…")
    leading = ("title", "countries", "period", "context", "challenge", "actions", "governance", "lessons")
    hidden = ("code", "axes", "results", "blocks")  # the last three have sections of their own
    new = msg("New case study")
    cells: ClassVar[Mapping[str, str]] = {"title": "title", "countries": "countries"}
    together = ("countries", "biogeographical_region", "period")

    def prepare(self, session: Session, trip: int | None) -> None:
        del trip
        self._axes = axis_labels(session)

    def columns(self) -> Sequence[Column[CaseRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("title", msg("Case study"), lambda row: words(row.title), lambda row: second(row.title), width=280),
            Column("countries", msg("Countries"), self._countries, width=104),
            Column("scale", msg("Scale"), lambda row: self._label("scale", row.scale_code), width=96),
            Column("region", msg("Region"), lambda row: self._label("region", row.region_code), width=120, spare=1),
            Column(
                "blocks",
                msg("Blocks"),
                lambda row: row.blocks or "–",
                sort=lambda row: row.blocks,
                width=84,
                right=True,
                spare=2,
            ),
            Column("code", msg("Code"), lambda row: row.code, width=70, extra=True),
        )

    def __init__(self, tongue: Tongue, get: Read) -> None:
        super().__init__(tongue, get)
        self._axes: Mapping[tuple[str, str], Text] = {}

    def headline(self, row: CaseRow) -> tuple[str, str]:
        return self.tongue.words(row.title), self.tongue.second_words(row.title)

    def _countries(self, row: CaseRow) -> str:
        return self.tongue.listed(self.tongue.country(code) for code in row.countries)

    def _label(self, axis: str, code: str) -> str:
        label = self._axes.get((axis, code))
        return self.tongue.words(label) if label else code
