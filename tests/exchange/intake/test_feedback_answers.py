"""Answers to forms: from a form that pyxform accepts, back as the tools export them, into records and out of sight."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from filled_forms import Answer, Maker, kobo_csv, kobo_labels, odk_csv, own_workbook
from openpyxl import Workbook
from pyxform.xls2xform import convert
from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.registry import Request
from tripplanner.exchange.intake.applying import Outcome, apply, label
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import read_bytes, read_files
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import msg, say
from tripplanner.model.commitments import Commitment
from tripplanner.model.feedback import FeedbackAnswer, SelfAssessment
from tripplanner.model.observations import Observation
from tripplanner.model.programme import Item
from tripplanner.planning.items import delete_item
from tripplanner.planning.learning.feedback import giving, returns
from tripplanner.planning.learning.feedback.giving import Respondent
from tripplanner.planning.learning.feedback.questions import FormContent
from tripplanner.store.erasing.person import erase
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

GIVE = msg("give")
WORDS = ("Nous avons vu comment la réserve travaille avec les éleveurs.", "我们看到了保护区与牧民怎样合作。",
         "The shepherd and his dogs were what impressed us most.")  # fmt: skip
SOURCES = ("fr", "zh", "en")


@dataclass
class Office:
    """The sample trip with a form given out."""

    workspace: Workspace
    content: FormContent
    people: Sequence[Respondent]

    def plan(self, data: bytes, name: str = "answers.csv") -> Plan:
        seen = self.workspace.get(look, read_bytes(data, name), subject_key="feedback")
        return self.workspace.get(seen.plan, Target(1, "en"))

    def bring(self, plan: Plan) -> Outcome:
        return self.workspace.do(label(plan), apply, plan)

    def counts(self, *tables: Any) -> list[int]:
        return [self.workspace.get(lambda s, t=t: s.scalar(sa.select(sa.func.count()).select_from(t))) for t in tables]

    def names(self, says: str) -> list[str]:
        return [one.name for one in self.content.questions() if one.says == says]


@pytest.fixture(scope="module")
def template(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("forms") / "given.db"
    shutil.copyfile(_sqlite_sample, path)
    with Workspace.open(path) as workspace:
        workspace.do(GIVE, giving.give_out, 1, "feedback")
    return path


@pytest.fixture
def office(template: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copyfile(template, tmp_path / "trips.db")
    with Workspace.open(tmp_path / "trips.db") as workspace:
        yield Office(workspace, workspace.get(giving.content_of, 1), workspace.get(giving.respondents, 1))


def eighteen(office: Office) -> list[Answer]:
    """Fourteen who say who they are, by code, name or e-mail address, and four who do not."""
    found: list[Answer] = []
    for n in range(18):
        one = office.people[n] if n < len(office.people) else None
        who = "" if one is None else (one.code, one.name.latin, one.name.native, one.email)[n % 4]
        found.append(answer(office, n, who))
    return found


def answer(office: Office, n: int, who: str = "") -> dict[str, Any]:
    said: dict[str, Any] = {"id": f"0b7c{n:08}", "respondent": who or None, "may_name": "yes" if n % 3 == 0 else "no"}
    for question in office.content.questions():
        if question.sort == "scale":
            said[question.name] = 1 + (n + len(question.name)) % 5
        elif question.sort == "words":
            said[question.name] = WORDS[n % 3] if n % 2 else None
        elif question.sort == "several":
            said[question.name] = tuple(choice.value for choice in question.choices[: n % 3]) or None
    return said | {"commitment_due": "2027-12-01" if n % 2 else None}


def test_eighteen_answers_to_a_form_that_pyxform_accepts(office: Office, tmp_path: Path) -> None:
    workspace, content = office.workspace, office.content
    kind = registry.kind("xlsform")
    target = registry.write(kind, registry.content_of(workspace, kind, 1, Request("fr")), tmp_path / "form.xlsx")
    made = convert(str(target))
    assert made.warnings == []
    assert [f'lang="{name}"' in made.xform for name in ("Français (fr)", "English (en)", "中文 (zh)")] == [True] * 3
    assert all(f"/{one.name}" in made.xform for one in content.questions())
    assert 'version="1"' in made.xform
    assert f"{content.key}/1" in made.xform
    with pytest.raises(Unreadable, match="the form itself"):
        office.plan(target.read_bytes(), "form.xlsx")

    answers = eighteen(office)
    plan = office.plan(kobo_csv(content, "1", answers))
    assert plan.counts == {"new": 18, "update": 0, "mend": 0, "skipped": 0, "unchanged": 0}
    assert [one.heading for one in plan.columns if one.field is None] == [
        "start", "end", "_id", "_validation_status", "__version__"]  # fmt: skip
    outcome = office.bring(plan)
    ratings, words, aims = len(office.names("rating")), len(office.names("learnt")) * 4, len(office.names("after"))
    assert office.counts(FeedbackAnswer, SelfAssessment, Commitment) == [18, 18 * aims, 9]
    assert workspace.get(lambda s: len(s.scalars(_of_answers()).all())) == 18 * ratings + 9 * words
    assert [one.n for one in workspace.get(returns.ratings, 1)] == [18] * ratings
    mean = sum(one[office.names("after")[0]] for one in answers) / 18
    assert workspace.get(returns.mastery, 1)[0].after == mean
    form = workspace.get(giving.forms_of, 1)[0]
    assert (form.answers, form.named, workspace.get(returns.answered, 1, "feedback")) == (18, 14, 18)

    assert office.plan(kobo_csv(content, "1", answers)).counts["unchanged"] == 18
    workspace.undo()
    assert office.counts(FeedbackAnswer, SelfAssessment, Commitment) == [0, 0, 0]
    assert len(outcome.created) == 18


def _of_answers() -> Any:
    return sa.select(Observation).where(Observation.answer_id.is_not(None))


@pytest.mark.parametrize(("maker", "name"), [(odk_csv, "a.csv"), (kobo_labels, "a.xlsx")], ids=["odk", "labels"])
def test_every_tool_says_the_same(office: Office, maker: Maker, name: str) -> None:
    answers = eighteen(office)[:7]
    office.bring(office.plan(kobo_csv(office.content, "1", answers)))
    assert office.plan(maker(office.content, "1", answers), name).counts["unchanged"] == 7


def test_our_own_workbook_filled_in_column_by_column(office: Office, tmp_path: Path) -> None:
    kind = registry.kind("form_sheet")
    asked = registry.content_of(office.workspace, kind, 1, Request("fr", "zh"))
    made = registry.write(kind, asked, tmp_path / "form.xlsx").read_bytes()
    # Two anonymous forms that say the same are two; what has one code is one answer, however often it is typed.
    twice = {**answer(office, 2), "commitment_due": None}
    first = answer(office, 1, office.people[0].code)
    filled = own_workbook(made, [first, twice, twice])
    plan = office.plan(filled, "form.xlsx")
    assert (plan.counts["new"], [row.number for row in plan.rows]) == (3, [1, 2, 3])
    office.bring(plan)
    assert office.plan(filled, "form.xlsx").counts["unchanged"] == 3
    rating = office.names("rating")[0]
    more = office.plan(own_workbook(made, [{**first, rating: 5 if first[rating] != 5 else 4}]), "form.xlsx")
    assert [[one.field for one in row.differences] for row in more.rows] == [[rating]]
    office.bring(more)
    assert office.workspace.get(returns.ratings, 1)[0].n == 3


def test_workbooks_of_several_people_are_read_as_one(office: Office, tmp_path: Path) -> None:
    kind = registry.kind("form_sheet")
    target = registry.write(kind, registry.content_of(office.workspace, kind, 1, Request("fr")), tmp_path / "form.xlsx")
    paths = [tmp_path / f"{n}.xlsx" for n in range(3)]
    made = target.read_bytes()
    for n, path in enumerate(paths):
        path.write_bytes(own_workbook(made, [answer(office, n, office.people[n].code)]))
    seen = office.workspace.get(look, read_files(paths), subject_key="feedback")
    plan = office.workspace.get(seen.plan, Target(1, "en"))
    assert [row.label for row in plan.rows] == [one.name.printed for one in office.people[:3]]
    roster = tmp_path / "roster.xlsx"
    book = Workbook()
    book.active.append(["Name"])  # type: ignore[union-attr]
    book.save(roster)
    with pytest.raises(Unreadable, match="cannot be read together"):
        read_files([paths[0], roster])


def test_a_correction_changes_what_was_made_of_the_answer(office: Office) -> None:
    (first,) = answers = [answer(office, 1, office.people[0].code)]
    office.bring(office.plan(kobo_csv(office.content, "1", answers)))
    before = office.counts(FeedbackAnswer, Observation, SelfAssessment, Commitment)
    rating, learnt, aim = (office.names(says)[0] for says in ("rating", "learnt", "after"))
    gone, moved = office.names("rating")[1], office.content.groups[1].questions[0].about

    def change(session: Session) -> None:
        item = session.scalars(sa.select(Item).where(Item.uuid == moved)).one()
        item.start, item.end = item.start + timedelta(days=1), item.end + timedelta(days=1)
        lost = next(one.about for one in office.content.questions() if one.name == gone)
        delete_item(session, session.scalars(sa.select(Item.id).where(Item.uuid == lost)).one(), None)

    office.workspace.do(msg("Edit"), change)
    changed = {**first, rating: 5, gone: 1 + first[gone] % 5, learnt: "Autre chose.", aim: 2,
               "commitment": "Écrire un guide."}  # fmt: skip
    plan = office.plan(kobo_csv(office.content, "1", [changed]))
    assert [say(one, "en").partition("”")[2] for one in plan.rows[0].remarks] == [
        " asks about something that this trip no longer has; the answer is kept with the form."]  # fmt: skip
    office.bring(plan)
    assert office.counts(FeedbackAnswer, Observation, SelfAssessment, Commitment) == before
    rated = {one.item_uuid: one.counts for one in office.workspace.get(returns.ratings, 1)}
    assert rated[moved] == (0, 0, 0, 0, 1)
    assert office.workspace.get(returns.mastery, 1)[0].after == 2
    promises = office.workspace.get(lambda s: [(one.text.best(), one.due) for one in s.scalars(sa.select(Commitment))])
    assert promises == [("Écrire un guide.", date(2027, 12, 1))]
    assert "Autre chose." in {one.text.best() for one in office.workspace.get(returns.quotations, 1)}


def test_a_correction_of_an_anonymous_answer_is_offered_and_another_one_is_kept(office: Office, tmp_path: Path) -> None:
    kind = registry.kind("form_sheet")
    asked = registry.content_of(office.workspace, kind, 1, Request("fr"))
    made = registry.write(kind, asked, tmp_path / "form.xlsx").read_bytes()
    twice = {**answer(office, 2), "commitment_due": None}
    rating = office.names("rating")[0]
    changed = {**twice, rating: 1 + twice[rating] % 5}
    office.bring(office.plan(own_workbook(made, [twice, twice]), "form.xlsx"))
    corrected = own_workbook(made, [twice, changed])
    plan = office.plan(corrected, "form.xlsx")
    assert [row.state for row in plan.rows] == ["unchanged", "new"]
    near = plan.rows[1].near
    assert near is not None
    assert "nearly the same as #" in say(plan.rows[1].remarks[0], "en")
    chosen = plan.about(2, near.uuid)
    assert [row.state for row in chosen.as_found(2).rows] == ["unchanged", "new"]
    assert [(row.state, [one.field for one in row.differences]) for row in chosen.rows] == [
        ("unchanged", []), ("update", [rating])]  # fmt: skip
    office.bring(chosen)
    assert office.plan(corrected, "form.xlsx").counts["unchanged"] == 2
    strange = office.plan(own_workbook(made, [twice, changed, answer(office, 5)]), "form.xlsx").rows[2]
    assert (strange.state, strange.near) == ("new", None)
    assert office.counts(FeedbackAnswer) == [2]


def test_a_note_of_a_visit_that_is_gone_is_corrected_and_an_emptied_answer_is_named(office: Office) -> None:
    workspace = office.workspace
    form = workspace.do(GIVE, giving.give_out, 1, "feedback", "visit")
    content = workspace.get(giving.content_of, form)
    learnt, other = [one for one in content.questions() if one.says == "learnt"][:2]
    first = {"id": "zz1", "respondent": office.people[0].code, learnt.name: "Les haies.", other.name: "Le reste."}
    office.bring(office.plan(kobo_csv(content, "2", [first])))

    def drop(session: Session) -> None:
        delete_item(session, session.scalars(sa.select(Item.id).where(Item.uuid == learnt.about)).one(), None)

    workspace.do(msg("Edit"), drop)
    plan = office.plan(kobo_csv(content, "2", [{**first, learnt.name: "Les haies hautes.", other.name: None}]))
    said = [say(one, "en") for one in plan.rows[0].remarks]
    assert [one.endswith("is not answered any more: what was answered stays.") for one in said] == [False, True]
    office.bring(plan)
    texts = workspace.get(lambda s: sorted(one.text.best() for one in s.scalars(_of_answers())))
    assert texts == ["Le reste.", "Les haies hautes."]


def test_bad_answers_are_shown_with_their_row_and_what_is_kept(office: Office) -> None:
    rating, learnt = office.names("rating")[0], office.names("learnt")[0]
    three = "Très bien pour nous et les éleveurs.\nIt was the best of all for us.\n我们很喜欢这次参观，学到了很多东西。"
    rows: list[dict[str, Any]] = [
        {"id": "a", rating: 7},
        {"id": "b", rating: 4, "respondent": "Jean Inconnu"},
        {"id": "c", learnt: three},
        {"id": "d"},
        {"id": "e", rating: 3, "respondent": office.people[1].code, "mark": f"{office.content.key}/9"},
        {"id": "f", rating: 3, "mark": "feedback_00000000/1"},
        {"id": "g", rating: "-1"},
        {"id": "h", rating: 3, "status": "Not Approved"},
    ]
    plan = office.plan(kobo_csv(office.content, "1", rows))
    assert [(row.number, row.state) for row in plan.rows] == [
        (2, "mend"), (3, "new"), (4, "new"), (5, "skipped"), (6, "new"), (7, "skipped"), (8, "mend"),
        (9, "skipped")]  # fmt: skip
    problem = say(plan.problems[0].sentence, "en")
    assert f"row 2, column day_0613/{rating}: “7” is outside the scale from 1 to 5. Correct the number" in problem
    said = {row.number: [say(one, "en") for one in (*row.remarks, *filter(None, [row.reason]))] for row in plan.rows}
    assert said[3] == ["“Jean Inconnu” is nobody of this trip: the answer is kept without a name."]
    asked = "Day 1 · Sun 13\u00a0June – What was most useful?"
    assert said[4] == [f"“{asked}” is answered in Chinese, French, English; all of it is kept, as one text."]
    assert said[5] == ["nothing is answered"]
    assert said[6] == ["It answers edition 9, which was not given out here: it is read as edition 1."]
    assert said[7] == ["it answers another form (feedback_00000000/1)"]
    assert "“-1” is outside the scale from 1 to 5." in say(plan.problems[1].sentence, "en")
    assert said[9] == ["it was refused in the tool it comes from (Not Approved)"]

    mended = plan.ignoring(2, plan.problems[0].column)
    office.bring(mended.ignoring(8, plan.problems[1].column))
    texts = {one.text.best() for one in office.workspace.get(returns.quotations, 1)}
    assert three in texts
    stored = office.workspace.get(lambda s: [(one.key, one.respondent, one.person_id) for one in s.scalars(
        sa.select(FeedbackAnswer).order_by(FeedbackAnswer.id))])  # fmt: skip
    assert [(key, person) for key, _sign, person in stored] == [
        ("b", None), ("c", None), ("e", office.people[1].person_id)]  # fmt: skip
    assert stored[0][1].startswith("~")
    assert "Inconnu" not in str(stored)


def test_a_table_of_something_else_is_refused(office: Office) -> None:
    with pytest.raises(Unreadable, match="none of its columns is a question"):
        office.plan(b"Name,Country\nLI Na,CN\n")


def test_a_trip_that_changed_asks_a_new_edition_and_both_are_read(office: Office) -> None:
    workspace = office.workspace
    assert workspace.do(GIVE, giving.give_out, 1, "feedback") == 1

    def change(session: Session) -> None:
        title = Text.of("fr", fr="Une réunion de plus")
        session.add(Item(trip_id=1, type="meeting", status="confirmed", start=datetime(2027, 6, 15, 17), title=title))

    workspace.do(msg("Edit"), change)
    second = workspace.do(GIVE, giving.give_out, 1, "feedback")
    assert [(one.id, one.edition) for one in workspace.get(giving.forms_of, 1)] == [(second, "2"), (1, "1")]
    old = kobo_csv(office.content, "1", [answer(office, 1)])
    newer = workspace.get(giving.content_of, second)
    rated = {one.name: 2 for one in newer.questions() if one.sort == "scale"}
    new = kobo_csv(newer, "2", [{**answer(office, 3), **rated}])
    for data in (old, new):
        office.bring(office.plan(data))
    assert [one.answers for one in workspace.get(giving.forms_of, 1)] == [1, 1]


def test_quotations_have_no_name_unless_their_voice_agreed(office: Office) -> None:
    agreed, silent = answer(office, 3, office.people[0].code), answer(office, 5, office.people[1].code)
    office.bring(office.plan(kobo_csv(office.content, "1", [agreed, silent])))
    found = [one for one in office.workspace.get(returns.quotations, 1) if one.text.best() in WORDS]
    assert {(one.speaker, one.voice) for one in found} == {(found[0].speaker, office.people[0].name.printed),
                                                            (found[-1].speaker, "")}  # fmt: skip
    assert office.people[1].name.printed not in repr(found)
    assert office.people[1].uuid not in repr(found)


def test_erasing_a_person_takes_their_answers_and_words_along(office: Office) -> None:
    canary, other = "zqkanarienvogel", answer(office, 5, office.people[1].code)
    mine = answer(office, 3, office.people[0].code) | dict.fromkeys(office.names("learnt"), canary)
    mine |= {"free_words": canary}
    office.bring(office.plan(kobo_csv(office.content, "1", [mine, other])))
    assert canary.encode() in _bytes(office)
    office.workspace.forever(msg("Erase"), erase, office.people[0].uuid)
    assert office.counts(FeedbackAnswer) == [1]
    assert canary.encode() not in _bytes(office)


def _bytes(office: Office) -> bytes:
    path = office.workspace.location.path
    assert path is not None
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_ten_thousand_rows_are_read_row_by_row(office: Office) -> None:
    rating = office.names("rating")[0]
    lines = [f"{rating},form_edition,KEY", *(f"{1 + n % 6},{office.content.key}/1,k{n}" for n in range(10_000))]
    plan = office.plan("\n".join(lines).encode())
    wrong = sum(n % 6 == 5 for n in range(10_000))
    assert (plan.counts["new"], plan.counts["mend"]) == (10_000 - wrong, wrong)
    assert [one.row for one in plan.problems[:2]] == [7, 13]


def test_the_archive_of_odk_gives_its_main_table_and_names_the_rest(office: Office) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feedback - audit.csv", "event\nx\n")
        archive.writestr("feedback.csv", odk_csv(office.content, "1", [answer(office, 1)]))
        archive.writestr("media/1.jpg", b"\xff\xd8")
    book = read_bytes(held.getvalue(), "feedback.csv.zip")
    assert [say(one, "en") for one in book.remarks] == [
        "Files in the archive that are not read: feedback - audit.csv, media/1.jpg."]  # fmt: skip
    assert office.plan(held.getvalue(), "feedback.csv.zip").counts["new"] == 1
    with pytest.raises(Unreadable, match="damaged"):
        office.plan(held.getvalue()[:-30], "feedback.csv.zip")


def test_people_are_known_by_any_form_of_their_name(office: Office) -> None:
    first = office.people[0]
    ways = (first.code.lower(), first.email.upper(), first.name.native, f"{first.name.latin} ({first.name.native})",
            f"{first.name.given} {first.name.family}", first.name.family)  # fmt: skip
    rows = [{"id": f"w{n}", "respondent": way, office.names("rating")[0]: 4} for n, way in enumerate(ways)]
    plan = office.plan(kobo_csv(office.content, "1", rows))
    assert {row.label for row in plan.rows} == {first.name.printed}
    other = kobo_csv(office.content, "1", rows).replace(b"/", b">")  # as somebody set it in KoboToolbox
    assert office.plan(other.replace(b">1", b"/1")).counts == plan.counts
    lines = kobo_csv(office.content, "1", rows).decode("utf-8-sig").splitlines()
    own = {one.name: office.content.full_label(group, one, "fr") for group in office.content.groups
           for one in group.questions}  # fmt: skip
    heads = (head.strip('"') for head in lines[0].split(";"))
    lines.insert(1, ";".join(f'"{own.get(head.rpartition("/")[2], head)}"' for head in heads))
    twice = office.plan("\n".join(lines).encode())  # names, then labels
    assert (twice.counts["new"], twice.rows[0].state) == (len(ways), "skipped")
    assert twice.rows[0].reason == msg("the headings once more")
    taken = f"“{first.name.family}” is taken for “{first.name.printed}”."
    assert [say(one, "en") for row in plan.rows for one in row.remarks] == [taken]
