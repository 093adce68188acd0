"""A trip made from the library, broken ten ways, mended by first fixes, taken back to nothing and done again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip, TripMember
from tripplanner.planning import fixing
from tripplanner.planning.arranging import place_site
from tripplanner.planning.checks import Checking, checking, read_trip
from tripplanner.planning.items import add_item, move_item
from tripplanner.planning.mending import fixes
from tripplanner.planning.trips import create_trip
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Build")
MONDAY = date(2027, 6, 14)
VISITS = ("S06", "S02", "S12", "S15")  # one each day, in the morning


class Scene:
    """A workspace, a trip in it, and the steps made in its scope."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.trip = workspace.do(LABEL, create_trip, title=Text.of("fr", fr="Essai", en="Try", zh="试"),
                                 first_day=MONDAY, last_day=MONDAY + timedelta(days=4))  # fmt: skip
        self.scope = workspace.get(lambda session: session.get_one(Trip, self.trip).uuid)
        self.steps = 0
        self.items: dict[str, int] = {}

    def do(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.steps += 1
        return self.workspace.do(LABEL, verb, *args, scope=self.scope, **kwargs)

    def add(self, name: str, day: int, start: str, end: str, type: str, **fields: Any) -> None:
        begins, ends = (datetime.combine(MONDAY + timedelta(days=day), clock(one)) for one in (start, end))
        title = Text.of("fr", fr=name, en=name, zh=name)
        self.items[name] = self.do(
            add_item, self.trip, title=title, type=type, start=begins, end=ends, place_id=1, **fields
        )

    def change(self, name: str, **fields: Any) -> None:
        self.do(fixing.set_item_fields, self.items[name], **fields)

    def move(self, name: str, start: datetime, end: datetime | None = None) -> None:
        self.do(move_item, self.items[name], None, start, end)

    def start(self, name: str) -> datetime:
        found = self.workspace.get(lambda session: session.get_one(Item, self.items[name]).start)
        assert found
        return found

    def checked(self) -> Checking:
        return checking(self.workspace.get(read_trip, self.trip, None))

    def export(self) -> Any:
        return self.workspace.get(canonical_export)


def clock(hours: str) -> time:
    return time.fromisoformat(f"{hours:0>5}")


@pytest.fixture
def scene(sample_database: Path, tmp_path: Path) -> Iterator[Scene]:
    with Workspace.open(shutil.copy(sample_database, tmp_path), actor="anna") as opened:
        yield Scene(opened)


def build(scene: Scene) -> None:
    """Five days with a visit from the library, lunch, a meeting, a debrief and dinner."""

    def site(session: Session, code: str) -> int:
        return session.scalars(sa.select(Site.id).where(Site.code == code)).one()

    for day in range(5):
        scene.add(f"lunch {day}", day, "12:00", "13:00", "meal")
        scene.add(f"meeting {day}", day, "14:00", "16:00", "meeting", interpreting="none")
        scene.add(f"debrief {day}", day, "16:30", "17:00", "debrief", interpreting="none")
        scene.add(f"dinner {day}", day, "18:30", "20:00", "meal")
    for day, code in enumerate(VISITS):
        start = datetime.combine(MONDAY + timedelta(days=day), clock("9:00"))
        number = scene.workspace.get(site, code)
        scene.items[code] = scene.do(place_site, scene.trip, number, start, 120, ())


def breaks(scene: Scene) -> list[tuple[str, Callable[[], None]]]:
    """The rule that will speak, and what somebody did."""

    def later(name: str, minutes: int, longer: int = 0) -> None:
        start = scene.start(name) + timedelta(minutes=minutes)
        scene.move(name, start, start + timedelta(minutes=longer) if longer else None)

    return [
        ("time.overlap", lambda: later("debrief 0", -150)),
        ("time.dinner_late", lambda: later("dinner 1", 80)),
        ("time.no_lunch", lambda: scene.change("lunch 2", type="meeting", interpreting="none")),
        ("time.no_break", lambda: later("meeting 3", 0, longer=155)),
        ("time.no_debrief", lambda: scene.change("debrief 4", type="meeting")),
        ("people.interpreter_missing", lambda: scene.change("meeting 1", interpreting="consecutive")),
        ("people.interpreting_unset", lambda: scene.change("meeting 0", interpreting=None)),
        ("time.day_too_long", lambda: later("dinner 0", 35)),
        ("time.outside_trip", lambda: later("dinner 4", 24 * 60)),
        ("learning.visit_without_question", lambda: None),
    ]


def test_ten_breaks_and_their_first_fixes_and_all_of_it_undone_and_done_again(scene: Scene) -> None:
    empty = scene.export()
    build(scene)
    cleared = []
    for rule, break_it in breaks(scene):
        before = {one.about for one in scene.checked().findings if not one.rule.startswith("learning")}
        break_it()
        found = scene.checked()
        own = [
            one for one in found.findings if one.rule == rule and (one.about not in before or rule.startswith("learn"))
        ]
        assert own, rule
        offered = fixes(found, own[0])
        if not offered:
            continue
        scene.do(offered[0].verb, *offered[0].args, **offered[0].kwargs)
        after = {one.about for one in scene.checked().findings}
        assert own[0].about not in after
        assert after <= {one.about for one in found.findings}
        cleared.append(rule)
    assert len(cleared) >= 8, cleared
    full, undone = scene.export(), 0
    while scene.workspace.undo(scene.scope) is not None:
        undone += 1
    assert scene.export() == empty
    while scene.workspace.redo(scene.scope) is not None:
        undone -= 1
    assert undone == 0
    assert scene.export() == full
    assert scene.workspace.get(lambda session: session.scalars(sa.select(TripMember)).all())
