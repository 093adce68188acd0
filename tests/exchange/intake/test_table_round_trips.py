"""What goes out comes in unchanged: each subject, as .xlsx and .csv, in three languages, saved by another program."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rosters import planned, saved

from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.subjects import Target, subject
from tripplanner.exchange.outgoing.tables import read_export, write_export
from tripplanner.i18n import msg, say
from tripplanner.model.people import Person
from tripplanner.model.sites import Site
from tripplanner.planning.trips import find_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

SUBJECTS = ("delegates", "contacts", "sites", "places", "programme", "legs")
NASTY = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\tx", "'=a", "a\nb", 'c,d;e\t"f"', " g ", "\x0bh")


@pytest.fixture
def office(sample_database: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(shutil.copyfile(sample_database, tmp_path / "office.db")) as workspace:
        yield workspace


def written(office: Workspace, key: str, path: Path, language: str) -> bytes:
    trip = office.get(find_trip, "P01") if subject(key).of_trip else None
    write_export(office.get(read_export, key, Target(trip, language)), path)
    return path.read_bytes()


def rewritten(data: bytes) -> bytes:
    """The workbook as another program saves it after reading it."""
    return saved(openpyxl.load_workbook(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("key", "language"),
    [*((key, "zh") for key in SUBJECTS), ("sites", "fr"), ("sites", "en"), ("programme", "fr"), ("delegates", "en")],
)
def test_what_is_written_comes_in_unchanged(sample_database: Path, tmp_path: Path, key: str, language: str) -> None:
    with Workspace.open(sample_database, read_only=True) as office:
        trip = office.get(find_trip, "P01") if subject(key).of_trip else None
        book = written(office, key, tmp_path / "a.xlsx", language)
        text = written(office, key, tmp_path / "a.csv", language)
        for data, name in ((rewritten(book), "a.xlsx"), (text, "a.csv")):
            plan = planned(office, data, trip, name, subject_key=key)
            assert [problem.what for problem in plan.problems] == []
            assert plan.counts["unchanged"] == len(plan.rows) > 0
            assert [column.name for column in plan.columns if column.field is None] == []


def test_words_that_look_like_formulas_stay_words(office: Workspace, tmp_path: Path) -> None:
    def spoil(session: Any) -> None:
        site = session.get_one(Site, 1)
        site.name, site.area, site.notes = Text.of("fr", fr=NASTY[0], zh=NASTY[7]), NASTY[1], "\n".join(NASTY)
        site.massif, site.website, site.summary = NASTY[5], NASTY[3], Text.of("fr", fr="".join(NASTY[6:]), en=NASTY[2])
        session.get_one(Person, 1).notes = NASTY[4]

    office.do(msg("Edit"), spoil)
    book, text = (written(office, "sites", tmp_path / name, "en") for name in ("a.xlsx", "a.csv"))
    assert text.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+@\t\r" and cell] == []
    page: Any = openpyxl.load_workbook(io.BytesIO(book)).active
    assert {cell.data_type for row in page for cell in row} <= {"s", "n", "d"}
    for data, name in ((book, "a.xlsx"), (rewritten(book), "a.xlsx"), (text, "a.csv")):
        assert planned(office, data, None, name, subject_key="sites").counts["unchanged"] == 42


def test_a_table_fills_an_empty_office(office: Workspace, tmp_path: Path, sqlite_url: str) -> None:
    """Sites made from a file read as the sites the file was made from."""
    data = written(office, "sites", tmp_path / "a.xlsx", "fr")
    with Workspace.open(sqlite_url) as empty:
        plan = planned(empty, data, subject_key="sites")
        columns = [column.number for column in plan.columns if column.field and column.field.key == "themes"]
        for row in plan.rows:
            plan = plan.ignoring(row.number, columns[0])
        assert plan.counts["new"] == 42
        empty.do(label(plan), apply, plan)
        made = empty.get(subject("sites").known, Target()).held
    former = office.get(subject("sites").known, Target()).held
    left = ("uuid", "themes")
    assert [{k: v for k, v in one.values.items() if k not in left} for one in made] == [
        {k: v for k, v in one.values.items() if k not in left} for one in former
    ]


def test_a_record_is_found_by_part_of_its_name_or_its_name_in_another_language_and_that_is_said(
    office: Workspace,
) -> None:
    data = "日期,时间,地点,活动内容,接待单位\n6月14日,9:00-11:00,安纳西,参观,ASTERS\n6月15日,全天,Annecy,座谈,".encode()
    trip = office.get(find_trip, "P01")
    plan = planned(office, data, trip, "日程.csv", subject_key="programme")
    assert [say(remark, "en").split(" is taken for ")[0] for remark in plan.rows[0].remarks] == ["“ASTERS”", "“安纳西”"]
    assert (plan.rows[0].state, plan.rows[0].values["place"]) == ("new", "Annecy")
    assert [say(problem.what, "en") for problem in plan.problems] == [
        "“全天” says which part of the day, not the hour."
    ]
