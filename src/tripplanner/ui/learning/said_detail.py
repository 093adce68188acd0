"""One observation: its words in the languages they have, who said it of what, its themes, photos and case studies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from tripplanner.dates import dated
from tripplanner.i18n import Message, msg, say
from tripplanner.planning.item_parts import candidates
from tripplanner.planning.learning import case_links, debriefs
from tripplanner.planning.learning.debriefs import Debrief, SaidRow
from tripplanner.planning.listings.themes import list_themes
from tripplanner.planning.visits import SAID, edit_observation, rate_observation, remove_observation
from tripplanner.text import Text
from tripplanner.ui.content import content_languages
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.learning.aim_sheets import scrolled_ticks, tongues
from tripplanner.ui.learning.lines import Lines
from tripplanner.ui.library.section import About
from tripplanner.ui.library.sections.photos import PhotosSection
from tripplanner.ui.records.sheet import Asked, Sheet, Values, choice_field, long_field, tick_field
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import column
from tripplanner.ui.widgets.ticks import Ticks

if TYPE_CHECKING:
    from tripplanner.ui.learning.debriefs import DebriefsTab

_STARS = 5


class SaidDetail(QWidget):
    """Shows ``row``; what is done to it is one step of undo on the trip."""

    def __init__(self, tab: DebriefsTab) -> None:
        super().__init__()
        self._tab, self.row = tab, None
        self.row: SaidRow | None
        self._debrief = Debrief((), (), (), ())
        self._themes: dict[int, Text] = {}
        self.lines = Lines(tab.context, tab.words, tab.refusal)
        self.photos = PhotosSection(tab.context, tab.words)
        whole = column(self, gap=0)
        whole.addWidget(self.lines)
        inner = column(margins=(10, 0, 10, 10))
        inner.addWidget(self.photos)
        whole.addLayout(inner)
        whole.addStretch(1)

    def show_row(self, row: SaidRow | None, debrief: Debrief) -> None:
        """Another observation, or the same one read again; ``None``: nothing is chosen."""
        self.row, self._debrief = row, debrief
        focused = self.lines.begin()
        self.photos.setVisible(row is not None)
        if row is None:
            self.lines.note(msg("What is noted is shown here with its themes and photos."), "text3")
        else:
            self._themes = {one.id: one.name for one in self._tab.context.workspace.get(list_themes)}
            self._words_of(row)
            self._about(row)
            self._evidence(row)
            self.photos.show_about(self._as_record(row))
        self.lines.end(focused)

    # -- showing

    def _words_of(self, row: SaidRow) -> None:
        lines, text = self.lines, row.text
        lines.note(SAID[row.kind], "accent")
        lines.note(text.get(text.source) or "–", "")
        for code, words in text.words.items():
            if code != text.source:
                lines.note(f"{ENDONYMS.get(code, code)} · {words}", "text2")
        if row.rating:
            lines.note("★" * row.rating + "☆" * (_STARS - row.rating), "accent")
        lines.buttons(
            (msg("Words…"), "pencil", self.edit_words), (msg("Who and where…"), "users", self.edit_about),
            (msg("Delete"), "trash-2", self.remove),
        )  # fmt: skip

    def _about(self, row: SaidRow) -> None:
        lines, tab = self.lines, self._tab
        item, code = self._debrief.visit_of(row), tab.context.language.code
        lines.head(msg("Said of"))
        if item is not None:
            lines.jump(f"{item.code} {tab.named(item.title)}".strip(), "programme", item.uuid)
            other = self._debrief.on_another_day(row)
            if other is not None and row.day is not None:
                days = {"day": dated(row.day, code), "other": dated(other, code)}
                lines.note(msg("Noted on {day}; the visit is on {other}.", **days), "warn")
        elif row.day is not None:
            lines.note(dated(row.day, code), "")
        lines.head(msg("By whom"))
        voice = tab.named(self._debrief.voice(row))
        lines.note(voice or msg("nobody in particular"), "")
        lines.note(msg("Agreed to be named where quoted.") if row.named else msg("Quoted without a name."), "text3")
        lines.head(msg("Themes"))
        names = tuple(self._themes[id] for id in row.themes if id in self._themes)
        lines.note(msg("{names}", names=names) if names else msg("No theme."), "" if names else "text3")
        lines.buttons((msg("Themes…"), "tag", self.edit_themes))

    def _evidence(self, row: SaidRow) -> None:
        lines = self.lines
        lines.head(msg("Case studies"))
        cases = self._tab.context.workspace.get(_cases_of, row.id)
        for title, uuid in cases:
            lines.jump(self._tab.named(title), "cases", uuid)
        if not cases:
            lines.note(msg("No case study rests on it yet."), "text3")
        if row.text:
            lines.buttons(
                (msg("Evidence for…"), "link", self.link_case),
                (msg("New building block in…"), "plus", self.make_block),
                (msg("New case study"), "plus", self.make_case),
            )

    def _as_record(self, row: SaidRow) -> About:
        context, trip = self._tab.context, self._tab.trip
        code = context.language.code
        first, second = content_languages(context.settings, code)
        writer = Writer(code, lambda message: say(message, code), first, second)
        languages = (first, *(one for one in tongues(context, ()) if one != first))
        number, scope = (trip.id, trip.uuid) if trip is not None else (None, None)
        return About("observations", "observation", row.id, row.uuid, number, scope, writer, languages)

    # -- doing

    def edit_words(self) -> None:
        """Ask for its words in each language, its sort and rating."""
        row = self.row
        if row is None:
            return
        codes = tuple(dict.fromkeys((row.text.source, *tongues(self._tab.context, ()))))
        fields = [long_field(code, verbatim(ENDONYMS.get(code, code)), row.text.get(code), code)
                  for code in codes]  # fmt: skip
        stars: list[tuple[Any, str]] = [(None, "–"), *((count, "★" * count) for count in range(1, _STARS + 1))]
        kinds = [(key, self._tab.say(word)) for key, word in SAID.items()]
        fields += [choice_field("kind", msg("Sort"), kinds, row.kind),
                   choice_field("rating", msg("Rating of the visit"), stars, row.rating)]  # fmt: skip

        def write(session: Session, values: Values) -> None:
            for code in codes:
                if values[code] != row.text.get(code):
                    edit_observation(session, row.id, code, values[code])
            rate_observation(session, row.id, values["kind"], values["rating"])

        self._ask(msg("What was said"), fields, msg("change an observation"), write)

    def edit_about(self) -> None:
        """Ask of which visit it was said and by whom."""
        row = self.row
        if row is None:
            return
        tab, code = self._tab, self._tab.context.language.code
        days = [(("day", day), dated(day, code)) for day in self._debrief.days]
        items = [(("item", one.id), f"{one.code} {tab.named(one.title)}".strip()) for one in self._debrief.items]
        voices = [((one.person_id, one.subgroup_id), tab.named(one.name)) for one in self._debrief.voices]
        here: tuple[str, object] = ("item", row.item_id) if row.item_id is not None else ("day", row.day)
        fields = [
            choice_field("of", msg("Said of"), [*items, *days], here),
            choice_field("voice", msg("By whom"), [((None, None), "–"), *voices], (row.person_id, row.subgroup_id)),
            tick_field("named", msg("Quotations"), tab.say(msg("They agreed to be named")), row.named),
        ]

        def write(session: Session, values: Values) -> None:
            item, day = self._where(values["of"])
            person, group = values["voice"]
            debriefs.edit_said(session, row.id, item_id=item, day=day, person_id=person, subgroup_id=group,
                               named=values["named"])  # fmt: skip

        self._ask(msg("Who said it, and of what"), fields, msg("change an observation"), write)

    def _where(self, chosen: tuple[str, Any]) -> tuple[int | None, date | None]:
        sort, value = chosen
        if sort == "day":
            return None, value
        return value, next((one.day for one in self._debrief.items if one.id == value), None)

    def edit_themes(self) -> None:
        """Ask what it is about; the themes of its visit stand first."""
        row = self.row
        if row is None:
            return
        item = next((one for one in self._debrief.items if one.id == row.item_id), None)
        first = dict.fromkeys((*row.themes, *(item.themes if item is not None else ())))
        order = [id for id in (*first, *(id for id in self._themes if id not in first)) if id in self._themes]
        ticks = Ticks([(id, self._tab.named(self._themes[id])) for id in order])
        ticks.put(list(row.themes))
        field = Asked("themes", msg("Themes"), scrolled_ticks(self._tab.context, ticks), ticks.value)
        write = lambda session, values: debriefs.set_themes(session, row.id, values["themes"] or [])  # noqa: E731
        self._ask(msg("Themes"), [field], msg("change an observation"), write)

    def remove(self) -> None:
        """Take it away; one undo brings it back."""
        if self.row is not None:
            self._tab.do(msg("take off an observation"), remove_observation, self.row.id)

    def link_case(self) -> None:
        """It bears a case study out."""
        row, case = self.row, self._pick_case(msg("Evidence for which case study?"))
        if row is not None and case is not None:
            self._tab.do(msg("link evidence to a case study"), case_links.add_evidence, row.id, case)

    def make_block(self) -> None:
        """A building block of a case study out of what was said."""
        row, case = self.row, self._pick_case(msg("A building block of which case study?"))
        if row is not None and case is not None:
            self._tab.do(msg("make a building block of an observation"), case_links.make_block, row.id, case)

    def make_case(self) -> None:
        """A new case study, a draft, out of what was said."""
        if self.row is not None:
            author = self._tab.context.workspace.actor
            self._tab.do(msg("make a case study of an observation"), case_links.make_case, self.row.id, author=author)

    def _pick_case(self, title: Message) -> int | None:
        tab = self._tab
        if tab.trip is None or not tab.may_write():
            return None
        rows = tab.context.workspace.get(candidates, "cases", tab.trip.id)
        choices = [Choice(one.id, tab.named(one.name)) for one in rows]
        picker = Picker(tab.context, title, choices, None, tab.window())
        return picker.chosen.id if tab.ask(picker) and picker.chosen is not None else None

    def _ask(self, title: Message, fields: list[Asked], label: Message, verb: Any) -> None:
        tab = self._tab
        scope = tab.trip.uuid if tab.trip is not None else None
        run = lambda values: tab.context.workspace.do(label, verb, values, scope=scope)  # noqa: E731
        tab.ask(Sheet(tab.context, title, fields, run, tab.window()))


def _cases_of(session: Session, observation_id: int) -> list[tuple[Text, str]]:
    """Title and UUID of the case studies that an observation bears out."""
    import sqlalchemy as sa

    from tripplanner.model.cases import CaseStudy
    from tripplanner.model.observations import ObservationCase

    own = sa.select(CaseStudy.title, CaseStudy.uuid).join(ObservationCase, ObservationCase.case_id == CaseStudy.id)
    rows = session.execute(own.where(ObservationCase.observation_id == observation_id).order_by(ObservationCase.id))
    return [(title, uuid) for title, uuid in dict.fromkeys((row[0], row[1]) for row in rows)]
