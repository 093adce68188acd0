"""Case studies of the benchmark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.listings.cases import CaseRow, list_cases
from tripplanner.planning.listings.themes import list_themes
from tripplanner.planning.provenance import axis_labels, trust
from tripplanner.ui.library.shelf import Read, Section, Shelf
from tripplanner.ui.tables import Column


class CaseShelf(Shelf):
    kind = "cases"
    title = msg("Case studies")
    item = msg("Case study")
    nothing = msg("No case study yet")
    empty = msg("What others have tried, with their results and their sources, is kept here for all trips.")
    search = msg("Filter the case studies…")
    leading = ("title", "countries", "period", "context", "challenge", "actions", "governance", "results", "lessons")
    hidden = ("code",)

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        themes = {theme.code: theme for theme in list_themes(session)}
        return Read(list_cases(session), trust(session), {"themes": themes, "axes": axis_labels(session)})

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
        )

    def headline(self, row: CaseRow) -> tuple[str, str]:
        return self.tongue.words(row.title), self.tongue.second_words(row.title)

    def searched(self, row: CaseRow) -> Iterable[str]:
        return (*row.title.words.values(), row.code, self._countries(row), self._label("region", row.region_code))

    def sections(self) -> Sequence[Section]:
        themes = self.read.more["themes"] if self.read.more else {}
        return (
            self.by(msg("Themes"), self._tops, lambda code: self.tongue.words(themes[code].name)),
            self.trusted(),
            self.by(msg("Countries"), lambda row: row.countries, self.tongue.country),
        )

    def _tops(self, row: CaseRow) -> tuple[str, ...]:
        themes = self.read.more["themes"]
        return tuple(themes[code].parent or code for code in row.themes if code in themes)

    def _countries(self, row: CaseRow) -> str:
        return ", ".join(self.tongue.country(code) for code in row.countries)

    def _label(self, axis: str, code: str) -> str:
        label = self.read.more.get("axes", {}).get((axis, code))
        return self.tongue.words(label) if label else code
