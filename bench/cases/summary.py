"""The learning summary of a trip on which much was noted: drafted and saved, read again, set on pages in two languages.

A fresh process opens the sample trip with 600 observations by its delegates in three languages, a third of them
translated; then the same with 6,000. Drafting is the whole verb, its step of undo included; typesetting is reading for
the document and writing the PDF, French beside Chinese. Seconds are those of the clock, growth is that of those of the
processor.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.large import sample_database
from bench.measure import Figure, printed_by
from tripplanner.i18n import msg
from tripplanner.model.feedback import SelfAssessment
from tripplanner.model.observations import Observation, ObservationTheme
from tripplanner.model.programme import Item
from tripplanner.model.sites import SiteTheme
from tripplanner.model.trips import Delegate, Objective
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

FEW, MANY = 600, 6000
KINDS = ("learnt", "seen", "surprising", "transferable", "question")
SAID = {
    "fr": "Ici, la maîtrise des terrains a commencé bien avant le chantier, avec les agriculteurs ({n}).",
    "zh": "这里的土地协调早在施工之前就已开始，农户参与其中（{n}）。",
    "en": "Here, securing the land began long before the works, with the farmers ({n}).",
}
CODE = """
import json, sys
from pathlib import Path
from bench.cases.summary import measured
print(json.dumps(measured(Path(sys.argv[1]), Path(sys.argv[2]))))
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        few, many = (_timed(Path(name), number) for number in (FEW, MANY))
    drafting, setting = (many[key] / few[key] for key in ("drafted_cpu", "set_cpu"))
    blocks = _note(few, "drafted", "blocks")
    return [
        Figure(f"summary of {FEW} observations drafted", few["drafted"], "s", 1.0, note=blocks),
        Figure("and typeset in French and Chinese", few["set"], "s", 1.5, note=_note(few, "set", "pages")),
        Figure("ten times as many: drafting", drafting, "×", 10.0, many["drafted_cpu"], few["drafted_cpu"]),
        Figure("ten times as many: typesetting", setting, "×", 10.0, many["set_cpu"], few["set_cpu"]),
    ]


def _note(found: dict[str, float], key: str, made: str) -> str:
    return f"{found[made]:.0f} {made}, {found[f'{key}_cpu']:.2f} s of the processor"


def _timed(folder: Path, number: int) -> dict[str, float]:
    database = sample_database(folder / f"{number}.db")
    with Workspace.open(database) as workspace:
        workspace.do(msg("Note"), note, number)
    return json.loads(printed_by(CODE, str(database), str(folder / f"{number}.pdf")).splitlines()[-1])


def measured(database: Path, target: Path) -> dict[str, float]:
    """Seconds of drafting and of typesetting, and how much was made."""
    from tripplanner.documents import registry
    from tripplanner.documents.registry import Request
    from tripplanner.planning.learning.summary.blocks import draft
    from tripplanner.planning.learning.summary.sheet import read_sheet

    with Workspace.open(database) as workspace:
        drafted = _took(lambda: workspace.do(msg("Draft"), draft, 1, "learning", "fr"))
        kind = registry.kind("summary")
        took = _took(lambda: registry.write(kind, workspace.get(registry.read, kind, 1, Request("fr", "zh")), target))
        blocks = len(workspace.get(read_sheet, 1).blocks)
    import pikepdf

    with pikepdf.open(target) as made:
        pages = len(made.pages)
    return {
        "drafted": drafted[0], "drafted_cpu": drafted[1], "set": took[0], "set_cpu": took[1], "blocks": blocks,
        "pages": pages,
    }  # fmt: skip


def _took(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def note(session: Session, number: int) -> None:
    """So many observations of the visits of the sample, in turn by each delegate, and what they say of themselves."""
    visits = list(session.scalars(sa.select(Item).where(Item.trip_id == 1, Item.type.in_(("visit", "meeting")))))
    people = list(session.scalars(sa.select(Delegate.person_id).order_by(Delegate.id)))
    themes: dict[int, list[int]] = {}
    for site, theme in session.execute(sa.select(SiteTheme.site_id, SiteTheme.theme_id)):
        themes.setdefault(site, []).append(theme)
    languages = list(SAID)
    for n in range(number):
        visit, code = visits[n % len(visits)], languages[n % 3]
        words = {one: SAID[one].format(n=n) for one in (languages if n % 9 < 3 else [code])}
        made = Observation(trip_id=1, item_id=visit.id, site_id=visit.site_id, kind=KINDS[n % 5], rating=1 + n % 5)
        made.text, made.person_id = Text.of(code, **words), people[n % len(people)]
        made.day = visit.start.date() if visit.start else None
        own = themes.get(visit.site_id or 0, [])
        made.theme_links = [ObservationTheme(theme_id=own[n % len(own)])] if own else []
        session.add(made)
    for objective in session.scalars(sa.select(Objective)):
        for n, person in enumerate(people):
            for moment, value in (("before", 1 + n % 3), ("after", 3 + n % 3)):
                session.add(SelfAssessment(objective_id=objective.id, person_id=person, moment=moment, value=value))
