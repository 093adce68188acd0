"""Five days of twenty items, broken in a dozen ways and mended by first fixes, all taken back and all done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from programmes import Key, Mod
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.sites import Site
from tripplanner.planning import quickadd
from tripplanner.planning.checks import Finding
from tripplanner.planning.trips import create_trip, trip_row
from tripplanner.store.export import canonical_export
from tripplanner.text import Text
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

PROGRAMME = """
lun 10h réunion Annecy 1h30
lun 12h déjeuner Annecy 1h
lun 14h atelier Annecy 2h
lun 16h30 débriefing Annecy 30 min
lun 19h30 dîner Annecy 1h30
mar 9h30 rencontre Annecy 2h30
mar 12h15 déjeuner Annecy 1h
mar 14h table ronde Annecy 1h30
mar 16h30 débriefing Annecy 30 min
mer 10h conférence Annecy 1h30
mer 12h déjeuner Annecy 1h
mer 16h30 débriefing Annecy 30 min
jeu 8h30 +car Annecy → Chamonix 1h45
jeu 10h30 entretien Chamonix 1h30
jeu 12h15 déjeuner Chamonix 1h
jeu 14h +car Chamonix → Annecy 1h45
jeu 16h30 débriefing Annecy 30 min
ven 9h30 Réserve naturelle nationale du Bout-du-Lac d’Annecy 1h30
ven 12h déjeuner 1h
ven 16h débriefing 30 min
""".strip().splitlines()


def an_empty_trip(session: Session) -> int:
    """Five days from Monday 14 June 2027; the reserve at the end of the lake is known to open at half past nine."""
    site = session.scalars(select(Site).where(Site.code == "S02")).one()
    site.open_weekdays, site.open_hours = [1, 2, 3, 4, 5], [["09:30", "18:00"]]
    first, last = date(2027, 6, 14), date(2027, 6, 18)
    return create_trip(session, title=Text.of(fr="Cinq jours"), first_day=first, last_day=last, languages=("fr",))


class Story:
    """The programme on screen, and what a person does with it."""

    def __init__(self, opened: Opened) -> None:
        self.opened, workspace = opened, opened.workspace
        trip = workspace.do(msg("New trip"), an_empty_trip)
        self.empty = workspace.get(canonical_export)
        scope = workspace.get(trip_row, trip).uuid
        for line in PROGRAMME:
            draft = quickadd.parse(line, workspace.get(quickadd.read_known, trip, "fr", None))
            workspace.do(msg("Quick add"), quickadd.add, trip, draft, "fr", scope=scope)
        page = opened.show("programme", trip)
        assert isinstance(page, ProgrammeScreen)
        self.page = page
        opened.window.activateWindow()

    def add(self, line: str) -> None:
        """Type a line into quick add."""
        self.opened.desk.actions.run("quick_add")
        self.page.quick.bar.field.setText(line)
        self.press(Key.Key_Return)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.opened.window.focusWidget() or self.page.grid, key, modifiers)
        self.opened.settle()

    def on(self, day: int, title: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.AltModifier) -> None:
        """Press a key on an item of a day of June."""
        items = self.page.source.items if self.page.source else ()
        item = next(one for one in items if one.start and one.start.day == day and title in one.title.best("fr"))
        self.page.choose(item.uuid)
        self.page.grid.setFocus()
        self.press(key, modifiers)

    def interpret(self, day: int, title: str) -> None:
        """Say in the details of an item that somebody interprets."""
        self.on(day, title, Key.Key_Return, Mod.NoModifier)
        fields = self.page.detail_panel.fields
        fields._toggle()  # pyright: ignore[reportPrivateUsage]
        field = fields._fields["interpreting/"]  # pyright: ignore[reportPrivateUsage]
        field.edit()
        editor = field.editor()
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData("consecutive"))
        editor.activated.emit(editor.currentIndex())
        self.opened.settle()

    def findings(self, *levels: str) -> dict[str, Finding]:
        """What the panel shows, by what each is about."""
        return {one.about: one for one in self.page.findings.all if not levels or one.level in levels}

    def all_steps(self, action: str) -> int:
        """Undo or redo as long as there is something; how many steps that were."""
        count = 0
        while self.opened.desk.actions[action].isEnabled():
            self.opened.desk.actions.run(action)
            count += 1
        self.opened.settle()
        return count


BREAKS: dict[str, Callable[[Story], None]] = {
    "time.overlap": lambda story: story.on(15, "Table ronde", Key.Key_Left),
    "time.transfer_too_short": lambda story: story.on(17, "Annecy → Chamonix", Key.Key_PageUp),
    "time.move_missing": lambda story: story.on(17, "Chamonix → Annecy", Key.Key_Delete, Mod.NoModifier),
    "site.closed": lambda story: story.on(18, "Bout-du-Lac", Key.Key_Up),
    "time.no_lunch": lambda story: story.on(14, "Déjeuner", Key.Key_Delete, Mod.NoModifier),
    "time.dinner_late": lambda story: story.on(14, "Dîner", Key.Key_Down),
    "time.no_break": lambda story: story.on(15, "Rencontre", Key.Key_PageDown),
    "time.no_debrief": lambda story: story.on(15, "Débriefing", Key.Key_Delete, Mod.ShiftModifier),
    "people.interpreter_missing": lambda story: story.interpret(16, "Conférence"),
    "time.day_too_long": lambda story: story.add("mer 21h30 soirée du parc Annecy 1h"),
    "time.outside_trip": lambda story: story.add("20/6 10h rencontre Annecy"),
    "site.permit_missing": lambda story: story.add("mer 14h Îles de Vougy 1h15"),
}  # fmt: skip


def break_everything(story: Story) -> dict[str, str]:
    """The findings that the breaks make, by what they are about: the rule that each must have woken."""
    broken: dict[str, str] = {}
    for rule, make in BREAKS.items():
        before = story.findings()
        make(story)
        woken = [about for about, one in story.findings().items() if one.rule == rule and about not in before]
        assert woken, rule
        broken[woken[0]] = rule
    return broken


def mend_everything(story: Story, broken: dict[str, str]) -> list[str]:
    """F8 through all findings, Alt+Enter on each that a break has made; the rules of those that it settled."""
    settled: list[str] = []
    for _step in story.page.findings.all:
        story.press(Key.Key_F8)
        chosen = story.page.checks.current()
        if chosen is None or chosen.about not in broken:
            continue
        before = story.findings("blocks", "warns")
        story.press(Key.Key_Return, Mod.AltModifier)
        if chosen.about not in story.findings():
            settled.append(chosen.rule)
            assert story.findings("blocks", "warns").keys() <= before.keys(), chosen.rule
    return settled


def test_what_is_broken_in_a_dozen_ways_is_mended_by_first_fixes_taken_back_and_done_again(
    open_window: OpenWindow,
) -> None:
    opened = open_window()
    story = Story(opened)
    assert len(story.page.board.source.items) == 20  # type: ignore[union-attr]
    broken = break_everything(story)
    assert len(broken) == len(BREAKS)
    settled = mend_everything(story, broken)
    assert set(settled) == set(BREAKS)
    mended = opened.workspace.get(canonical_export)
    steps = story.all_steps("undo")
    assert steps >= len(PROGRAMME) + len(BREAKS) + len(settled)
    assert opened.workspace.get(canonical_export) == story.empty
    assert story.all_steps("redo") == steps
    assert opened.workspace.get(canonical_export) == mended
