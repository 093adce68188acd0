"""A trip and what it taught: aims, three evenings, eighteen answers, a summary rewritten, and asked about later."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import sqlalchemy as sa
import vobject
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from pyxform.xls2xform import convert
from sqlalchemy.orm import Session

from exchange.intake.filled_forms import kobo_xlsx
from tripplanner.model.cases import CaseStudy
from tripplanner.model.feedback import FeedbackAnswer, SelfAssessment
from tripplanner.model.observations import Observation
from tripplanner.model.trips import Objective
from tripplanner.planning.learning.case_links import links_of
from tripplanner.planning.learning.feedback import giving
from tripplanner.planning.learning.reading import read_coverage
from tripplanner.planning.learning.summary.sheet import BlockRow
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.forms import write
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.window import IntakeWindow
from tripplanner.ui.intake.work import RESULT, ROWS
from tripplanner.ui.records.jump import JumpLine
from windows import Opened, OpenWindow

TRIP = 1
ANSWERS = 18
Key, Mod = Qt.Key, Qt.KeyboardModifier
# Of an evening (its day in the list) at a visit: the sort by its digit, the words.
EVENINGS = (
    ("2027-06-14", (
        ("D2-04", Key.Key_2, "Un passage ne vaut que par ses abords."),
        ("D2-04", Key.Key_4, "Rattraper ainsi nos autoroutes."),
        ("D2-06", Key.Key_3, "Deux pays, un seul comité."),
    )),
    ("2027-06-17", (
        ("D5-02", Key.Key_2, "D’abord le niveau de l’eau, ensuite les espèces."),
        ("D5-06", Key.Key_5, "Combien de bois mort suffit ?"),
    )),
    ("2027-06-19", (("D7-05", Key.Key_1, "Les chiens travaillent avec le berger."),)),
)  # fmt: skip
# Case studies that are left as one value after the other is ticked, counted by hand in the sample’s file of cases.
TICKED = (
    ("biogeography", "alpine", "C01 C02 C03 C04 C05 C06 C07 C08 C15 C17 C20 C21 C22"),
    ("ecological_stakes", "gene-flow", "C01 C03 C05 C20 C21 C22"),
    ("economic_stakes", "tourism", "C03 C05 C20 C21"),
    ("stakeholders", "municipality", "C20 C21"),
    ("governance", "agreement", "C21"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# -- what a person does to a tab


def tab_of(opened: Opened, key: str) -> Any:
    page: Any = opened.show("learning")
    page.select(key)
    opened.settle()
    return page.tab()


def filling(opened: Opened, **values: object) -> Any:
    """Answers a sheet: fills its fields and accepts it."""

    def answer(sheet: Any) -> bool:
        for key, value in values.items():
            write(sheet.fields[key].editor, value)
        sheet.take()
        opened.settle()
        assert sheet.trouble.text() == ""
        sheet.deleteLater()
        return bool(sheet.result())

    return answer


def count(opened: Opened, *tables: Any) -> list[int]:
    query = lambda s: [s.scalar(sa.select(sa.func.count()).select_from(one)) for one in tables]  # noqa: E731
    return opened.workspace.get(query)


def set_an_objective(opened: Opened) -> None:
    tab = tab_of(opened, "coverage")
    before = count(opened, Objective)[0]
    tab.answer = filling(opened, fr="Savoir relier des milieux coupés", zh="学会连通被切断的生境")
    QTest.mouseClick(tab.new, Qt.MouseButton.LeftButton)
    opened.settle()
    assert count(opened, Objective) == [before + 1]


def note_the_evenings(opened: Opened) -> None:
    """By keyboard: Alt+Down for the visit, Alt and a digit for the sort, Enter to note."""
    tab = tab_of(opened, "debriefs")
    text, capture = tab.capture.text, tab.capture
    uuids = {one.id: one.code for one in tab.debrief.items}
    text.setFocus()
    QTest.keyClick(capture.day, Key.Key_Home)
    for day, notes in EVENINGS:
        while str(capture.day.currentData()) != day:
            QTest.keyClick(capture.day, Key.Key_Down)
        for code, sort, words in notes:
            while uuids.get(capture.item.currentData()) != code:
                QTest.keyClick(text, Key.Key_Down, Mod.AltModifier)
            QTest.keyClick(text, sort, Mod.AltModifier)
            text.insertPlainText(words)  # as an input method or the clipboard brings it
            QTest.keyClick(text, Key.Key_Return)
    opened.settle()
    assert count(opened, Observation) == [sum(len(notes) for _day, notes in EVENINGS)]


# -- a form, and what comes back


def give_out_a_form(opened: Opened, target: Path) -> int:
    """An XLSForm, which pyxform accepts; the number of the edition."""
    tab = tab_of(opened, "returns")
    tab.choose_file = lambda _name: target
    tab.answer = filling(opened, kind="feedback", way="xlsform")
    QTest.mouseClick(tab.new_button, Qt.MouseButton.LeftButton)
    opened.settle()
    made = convert(str(target))
    assert made.warnings == []
    assert all(f'lang="{name}"' in made.xform for name in ("Français (fr)", "English (en)", "中文 (zh)"))
    return tab.chosen().id


def answered(opened: Opened, form: int, target: Path) -> Path:
    """Eighteen answers; those of the delegates bear their codes."""
    content = opened.workspace.get(giving.content_of, form)
    codes = [one.code for one in opened.workspace.get(giving.respondents, TRIP)]
    answers: list[dict[str, Any]] = []
    for n in range(ANSWERS):
        said: dict[str, Any] = {"id": f"uuid-{n}", "respondent": codes[n] if n < len(codes) else None}
        for at, one in enumerate(content.questions()):
            if one.sort == "scale":
                said[one.name] = 1 + (n + at) % 5
            elif one.says == "transferable" and n % 6 == 0:
                said[one.name] = f"公路两侧可以照此补建（{n}）。"
        answers.append(said)
    target.write_bytes(kobo_xlsx(content, "1", answers))
    return target


def bring(opened: Opened, file: Path) -> dict[str, int]:
    """Through the window of imports; how many lines are new, changed, unchanged …"""
    made = IntakeWindow(opened.context, Wanted("feedback", (file,), TRIP), opened.window)
    made.show()
    opened.settle()
    made.go.click()
    opened.settle()
    assert made.intake.step == ROWS
    assert made.intake.plan is not None
    counts = made.intake.plan.counts
    assert made.go.isEnabled() == (counts["new"] > 0)
    if made.go.isEnabled():
        made.go.click()
        opened.settle()
        assert made.intake.step == RESULT
    made.close()
    made.deleteLater()
    return {key: value for key, value in counts.items() if value}


# -- the summary


def saying(tab: Any, words: str) -> BlockRow:
    return next(one for one in tab.sheet.blocks if words in one.text.get("fr"))


def rewrite(opened: Opened, tab: Any, block: BlockRow, words: str) -> None:
    tab.view.choose(block.id)
    tab.view.setFocus()
    QTest.keyClick(tab.view, Key.Key_Return)
    editor = tab.view.painter_of.editor
    editor.setPlainText(words)
    QTest.keyClick(editor, Key.Key_Return, Mod.ControlModifier)
    opened.settle()


def change_evidence(opened: Opened) -> None:
    """The first evening’s words are put right in the debriefs."""
    tab = tab_of(opened, "debriefs")
    said = next(one for one in tab.debrief.said if "abords" in one.text.get("fr"))
    tab.select(said.uuid)
    tab.detail._tab.answer = filling(opened, fr="Un passage seul ne sert à rien.")
    tab.detail.edit_words()
    opened.settle()


def draft_rewrite_and_draft_again(opened: Opened) -> tuple[str, ...]:
    """The statements that stand in French, in their order."""
    own = ("Huit jours pour relier.", "Commencer par les terrains.")
    tab = tab_of(opened, "summary")
    QTest.mouseClick(tab.first_button, Qt.MouseButton.LeftButton)
    opened.settle()
    first, second = next(iter(tab.sheet.blocks)), saying(tab, "abords")
    for block, words in zip((first, second), own, strict=True):
        rewrite(opened, tab, block, words)
    change_evidence(opened)
    tab = tab_of(opened, "summary")
    assert saying(tab, own[1]).stale
    assert not saying(tab, own[0]).stale
    QTest.mouseClick(tab.draft_button, Qt.MouseButton.LeftButton)
    opened.settle()
    for block, words in zip((first, second), own, strict=True):
        now = next(one for one in tab.sheet.blocks if one.id == block.id)
        assert (now.text.get("fr"), now.edited) == (words, True)
    assert "1 à revoir" in tab.counted.text()
    assert saying(tab, own[1]).draft.get("fr").endswith("Un passage seul ne sert à rien.\u202f»")
    return tuple(one.text.get("fr") for one in tab.sheet.blocks if not one.hidden)


# -- documents


def document(opened: Opened, qtbot: QtBot, kind: str, languages: tuple[str, str | None], target: Path) -> bytes:
    """Made and saved on the page of documents, as the file that the name ends like."""
    page = opened.show("documents")
    assert isinstance(page, DocumentsScreen)
    page.select(kind)
    page.choices.choose_language(*languages)
    if "format" in page.choices._editors:
        page.choices._editors["format"].show_value(target.suffix[1:])
    page._chosen()
    wanted = page.choices.request()
    qtbot.waitUntil(
        lambda: page._made is not None and page._job is None and page._made.request == wanted, timeout=60_000
    )
    page.save_as(target)
    opened.settle()
    return target.read_bytes()


def in_pdf(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return squeezed("".join(page.get_textpage().get_text_range() for page in pdf))


def in_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    return squeezed("".join(run.text or "" for run in body.iter(f"{_W}t")))


def squeezed(words: str) -> str:
    return "".join(words.replace("\ufffe", "").replace("\u00ad", "").split())


def in_order(words: str, statements: Sequence[str]) -> bool:
    """Whether all of these stand there, each after the one before."""
    at = 0
    for one in statements:
        at = words.find(squeezed(one), at) + 1
        assert at, f"not there, or not in its place: {one}"
    return True


def reminded(data: bytes) -> dict[str, tuple[str, datetime]]:
    """Summary and beginning of each event, by its UID, as two other programs read them alike."""
    events = Calendar.from_ical(data).walk("VEVENT")
    found = {str(one["UID"]): (str(one["SUMMARY"]), one.decoded("DTSTART").astimezone(UTC)) for one in events}
    other = vobject.readOne(data.decode()).vevent_list
    assert found == {one.uid.value: (one.summary.value, one.dtstart.value.astimezone(UTC)) for one in other}
    return found


# -- the benchmark, and ways there and back


def tick_the_axes(opened: Opened) -> None:
    page: Any = opened.show("benchmark")
    assert len(page.table.rows()) == 23
    for dimension, code, left in TICKED:
        page.facets.tick(dimension, code)
        assert [one.code for one in page.table.rows()] == left.split(), dimension


def links(widgets: Sequence[Any]) -> list[JumpLine]:
    """Those of them that lead to another record."""
    return [one for one in widgets if isinstance(one, JumpLine)]


def walk_to_the_cases_and_back(opened: Opened, code: str) -> int:
    """From a visit on the coverage to each of its case studies, and from there to the visit; how many there are."""
    coverage = opened.workspace.get(read_coverage, TRIP)
    visit = next(one for one in coverage.visits if one.code == code)
    cases = [one for one in coverage.cases if one.id in visit.cases]
    for case in cases:
        tab = tab_of(opened, "coverage")
        tab.select(visit.uuid)
        opened.settle()
        (line,) = [one for one in links(tab.visit_lines.controls) if one.accessibleName().startswith(f"{case.code} ")]
        line.click()
        opened.settle()
        page: Any = opened.desk.page()
        assert (opened.desk.info().key, page.part.current()) == ("cases", case.id)  # type: ignore[union-attr]
        section = page.part.card.section("evidence")
        title = visit.title if isinstance(visit.title, str) else visit.title.best("fr")
        next(one for one in links(section.findChildren(JumpLine)) if title in one.accessibleName()).click()
        opened.settle()
        programme: Any = opened.desk.page()
        assert programme.board.chosen().uuid == visit.uuid
    return len(cases)


def lost_on_the_way(session: Session) -> list[str]:
    """The visits and case studies that lead to each other in one direction alone."""
    coverage = read_coverage(session, TRIP)
    back = {(shown.item_uuid, case.id) for case in coverage.cases for shown in links_of(session, case.id).visits}
    there = {(visit.uuid, case) for visit in coverage.visits for case in visit.cases}
    assert len(there) > len(coverage.visits)
    return sorted(map(str, there ^ back))


def test_a_trip_teaches_and_is_asked_about_six_months_later(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_window()
    set_an_objective(opened)
    note_the_evenings(opened)
    file = answered(opened, give_out_a_form(opened, tmp_path / "form.xlsx"), tmp_path / "answers.xlsx")
    assert bring(opened, file) == {"new": ANSWERS}
    tables = (FeedbackAnswer, Observation, SelfAssessment)
    before = count(opened, *tables)
    assert before[0] == ANSWERS
    assert bring(opened, file) == {"unchanged": ANSWERS}
    assert count(opened, *tables) == before

    statements = draft_rewrite_and_draft_again(opened)
    both = in_pdf(document(opened, qtbot, "summary", ("fr", "zh"), tmp_path / "summary.pdf"))
    french = in_word(document(opened, qtbot, "summary", ("fr", None), tmp_path / "summary.docx"))
    assert in_order(both, statements)
    assert in_order(french, statements)
    assert "公路两侧可以照此补建（0）。" in both

    tab = tab_of(opened, "commitments")
    case = opened.workspace.get(lambda s: s.scalars(sa.select(CaseStudy.id).order_by(CaseStudy.code)).first())
    tab.answer = filling(opened, words="Comparer, puis écrire", due="30/11/2027", case_id=case)
    QTest.mouseClick(tab.new_button, Qt.MouseButton.LeftButton)
    opened.settle()
    later = reminded(document(opened, qtbot, "reminders", ("fr", None), tmp_path / "later.ics"))
    assert sorted(at.date() for _words, at in later.values()) == [date(2027, 11, 30), date(2027, 12, 20)]

    tick_the_axes(opened)
    assert walk_to_the_cases_and_back(opened, "D2-01") == 3
    assert opened.workspace.get(lost_on_the_way) == []
