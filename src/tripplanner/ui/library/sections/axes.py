"""Where a case stands on the five axes, at which scale and in which region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.learning.case_parts import AxisRow, Places, axes, places, set_axis, set_places
from tripplanner.text import Text
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import Asked, choice_field
from tripplanner.ui.widgets.ticks import Ticks


@dataclass(frozen=True, slots=True)
class _Axes:
    rows: tuple[AxisRow, ...]
    places: Places


class AxesSection(Section):
    key = "axes"
    title = msg("Axes of the benchmark")
    kinds = ("cases",)
    position = 14
    opened = True
    above = True

    def read(self, session: Session, about: About) -> _Axes:
        return _Axes(axes(session, about.id), places(session, about.id))

    def build(self, content: _Axes, about: About) -> None:
        for one in content.rows:
            said = [about.words(label) for id, label in one.codes if id in one.chosen]
            self.lines.addWidget(self.head(self.say(one.title)))
            edit = lambda one=one: self.edit(one, about)  # noqa: E731
            self.lines.addLayout(self.entry(" · ".join(said) or self.say(msg("none given")), edit=edit))
        self.lines.addWidget(self.head(self.say(msg("Scale and region"))))
        found = content.places
        said = [self._label(found.scales, found.scale, about), self._label(found.regions, found.region, about)]
        words = " · ".join(word for word in said if word) or self.say(msg("none given"))
        self.lines.addLayout(self.entry(words, edit=lambda: self.edit_places(found, about)))

    def edit(self, one: AxisRow, about: About) -> None:
        """Press the codes of one axis."""
        ticks = Ticks([(id, about.words(label)) for id, label in one.codes])
        ticks.put([id for id, _ in one.codes if id in one.chosen])
        field = Asked("codes", one.title, ticks, lambda: ticks.value() or [])

        def write(session: Session, values: dict[str, Any]) -> None:
            set_axis(session, about.id, one.axis, cast("list[int]", values["codes"]))

        self.ask_for(one.title, [field], msg("change “{field}”", field=one.title), write)

    def edit_places(self, found: Places, about: About) -> None:
        """Choose scale and region."""
        fields = [
            choice_field("scale", msg("Scale"), self._choices(found.scales, found.scale, about), found.scale),
            choice_field("region", msg("Region"), self._choices(found.regions, found.region, about), found.region),
        ]
        title = msg("Scale and region")
        write = lambda session, values: set_places(session, about.id, values["scale"], values["region"])  # noqa: E731
        self.ask_for(title, fields, msg("change “{field}”", field=title), write)

    def _choices(self, codes: tuple[tuple[str, Text], ...], now: str, about: About) -> list[tuple[str, str]]:
        """What there is to choose from, with a code of the case that no vocabulary has."""
        found = [("", "–"), *((code, about.words(label)) for code, label in codes)]
        return found if not now or now in dict(codes) else [*found, (now, now)]

    def _label(self, codes: tuple[tuple[str, Text], ...], code: str, about: About) -> str:
        label = dict(codes).get(code)
        return about.words(label) if label is not None else code


SECTION = AxesSection
