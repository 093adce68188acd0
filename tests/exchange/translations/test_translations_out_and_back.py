"""Texts go to an outside translator and come back: what is new is taken, what moved here meanwhile is refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from databases import SampleSession
from examples import many
from tripplanner.exchange.intake.applying import apply
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.plan import PlanRow
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import read_bytes, read_file
from tripplanner.exchange.intake.subjects import Target
from tripplanner.exchange.translations.segments import Segment, SegmentId, segments
from tripplanner.exchange.translations.writing import write_texts, xliff
from tripplanner.i18n import say
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.reading import TextRow, read_texts
from tripplanner.planning.texts.writing import TextRef

XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"
Edit = Callable[[Path, dict[str, tuple[str, str]]], None]


@pytest.fixture
def session(sample_session: SampleSession) -> Session:
    with sample_session() as opened:
        yield opened


def edit_xlsx(path: Path, changes: dict[str, tuple[str, str]]) -> None:
    """As a translator does: other words in *Translation*, another word in *State*."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=2):
        for key, (words, state) in changes.items():
            if str(row[5].value).startswith(key):
                row[3].value, row[4].value = words, state or row[4].value
    book.save(path)


def edit_xliff(path: Path, changes: dict[str, tuple[str, str]]) -> None:
    ElementTree.register_namespace("", XLIFF[1:-1])
    tree = ElementTree.parse(path)
    for unit in tree.iter(f"{XLIFF}trans-unit"):
        for key, (words, state) in changes.items():
            target = unit.find(f"{XLIFF}target")
            if unit.attrib["id"].startswith(key) and target is not None:
                target.text = words
                target.attrib["state"] = {"reviewed": "translated", "draft": "needs-review-translation"}.get(
                    state, target.attrib["state"]
                )
    tree.write(path, encoding="utf-8", xml_declaration=True)


def planned(session: Session, path: Path) -> Plan:
    return look(session, read_file(path), subject_key="texts").plan(session, Target(None, "en"))


def exported(session: Session, path: Path, source: str = "fr") -> list[Segment]:
    found = segments(read_texts(session, "used", 1), source, "zh", "en")
    write_texts(found, path, "en")
    return found


def summaries(session: Session) -> list[TextRow]:
    return [row for row in read_texts(session, "used", 1) if row.field.attribute == "summary"]


def key(row: TextRow) -> str:
    return f"{row.field.table}.{row.uuid}.{row.field.attribute}.{row.number}."


def about(plan: Plan, row: TextRow) -> PlanRow:
    """The line of a plan that is about a text."""
    return next(one for one in plan.rows if any(str(cell).startswith(key(row)) for cell in one.cells))


@pytest.mark.parametrize(("name", "edit"), [("texts.xlsx", edit_xlsx), ("texts.xlf", edit_xliff)])
def test_out_and_back(session: Session, tmp_path: Path, name: str, edit: Edit) -> None:
    path = tmp_path / name
    sent = exported(session, path)
    assert planned(session, path).counts == {"new": 0, "update": 0, "mend": 0, "skipped": 0, "unchanged": len(sent)}
    done, draft, moved, retranslated, only_read = summaries(session)[:5]
    edit(path, {
        key(done): ("译文,第一 (1 & <2>)\n二", "reviewed"), key(draft): ("草稿", "draft"),
        key(moved): ("过时", "reviewed"),
        key(retranslated): ("他们的", "reviewed"), key(only_read): (only_read.text.get("zh"), "reviewed"),
    })  # fmt: skip
    writing.finish_translation(session, TextRef.of(moved), moved.source, "Another source")
    writing.finish_translation(session, TextRef.of(retranslated), "zh", "我们的")
    plan = planned(session, path)
    assert {state: count for state, count in plan.counts.items() if count} == {
        "update": 3, "mend": 2, "unchanged": len(sent) - 5,
    }  # fmt: skip
    assert {"Number added: 1", "Number added: 2"} <= {say(one, "en") for one in about(plan, done).remarks}
    assert [one.after for one in about(plan, done).differences] == ["译文，第一（1 & <2>）\n二", "reviewed"]
    outcome = apply(session, plan)
    assert (len(outcome.updated), outcome.left) == (3, 2)
    now = {row.key: row for row in read_texts(session, "used", 1)}
    assert now[done.key].text.get("zh") == "译文，第一（1 & <2>）\n二"
    assert [now[row.key].state("zh") for row in (done, draft, moved, only_read)] == [
        "reviewed", "draft", "stale", "reviewed",
    ]  # fmt: skip
    assert now[retranslated.key].text.get("zh") == "我们的"
    again = planned(session, path)
    assert (again.counts["update"], again.counts["mend"]) == (0, 2)


def test_what_is_refused_says_both(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlf"
    exported(session, path, "en")
    moved, retranslated = summaries(session)[:2]
    edit_xliff(path, {key(moved): ("新", ""), key(retranslated): ("他们的", "")})
    writing.finish_translation(session, TextRef.of(moved), "en", "Another source")
    writing.finish_translation(session, TextRef.of(retranslated), "zh", "我们的")
    said = [say(problem.what, "en") for problem in planned(session, path).problems]
    assert said == [
        f"The source changed since the export: “{moved.text.get('en')}” is “Another source” by now.",
        "The translation was changed here since the export: “我们的”; the file has “他们的”.",
    ]


@pytest.mark.parametrize(("name", "edit"), [("texts.xlsx", edit_xlsx), ("texts.xlf", edit_xliff)])
def test_a_translation_of_a_translation_that_changed_is_refused_as_well(
    session: Session, tmp_path: Path, name: str, edit: Edit
) -> None:
    """The office reads French; the Chinese of the sample was made from English, which nobody touched."""
    path = tmp_path / name
    exported(session, path, "fr")
    moved, kept = summaries(session)[:2]
    assert moved.source == "en"
    edit(path, {key(moved): ("新", ""), key(kept): ("新", "")})
    writing.finish_translation(session, TextRef.of(moved), "fr", "Autre chose.")
    problems = planned(session, path).problems
    assert [say(problem.what, "en") for problem in problems] == [
        f"The source changed since the export: “{moved.text.get('fr')}” is “Autre chose.” by now."
    ]


def test_lines_nobody_knows_are_refused_and_empty_ones_take_nothing_away(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    sent = exported(session, path)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    strange = replace(sent[1].id, uuid="0" * 8 + "-" + "0" * 27)
    sheet.append(["Source", "Translation", "State of the translation", "Identifier of the text"])
    for line in (["a", "", "reviewed", str(sent[0].id)], ["b", "乙", "", str(strange)], ["c", "丙", "", "17"]):
        sheet.append(line)
    book.save(path)
    plan = planned(session, path)
    assert [row.state for row in plan.rows] == ["unchanged", "mend", "mend"]
    assert {say(problem.what, "en") for problem in plan.problems} == {"No text has this identifier."}
    for row in plan.rows:  # no line makes a text of its own, whatever is asked of it
        for asked in (plan.about(row.number, ""), plan.ignoring(row.number, 3)):
            assert asked.row(row.number).state in ("unchanged", "mend")


def test_a_text_without_words_in_the_language_asked_for_is_given_in_its_own(session: Session) -> None:
    rows = read_texts(session, "used", 1)
    row = rows[0]
    writing.finish_translation(session, TextRef.of(row), "fr", "")
    writing.finish_translation(session, TextRef.of(rows[1]), rows[1].source, "New source")
    found = segments(read_texts(session, "used", 1), "fr", "zh", "en")
    assert [one.language for one in found[:3]] == ["en", "en", "fr"]
    assert found[0].source == row.text.get("en")
    document = ElementTree.fromstring(xliff(found))
    assert [one.attrib["source-language"] for one in document.iter(f"{XLIFF}file")] == ["en", "fr"]


def test_identifiers_are_read_back(session: Session) -> None:
    for row in read_texts(session, "all"):
        id = SegmentId.of(row, "zh")
        assert SegmentId.parse(str(id)) == id


def test_a_unit_of_xliff_2_may_have_several_segments(session: Session) -> None:
    row = summaries(session)[0]
    units = f"""<unit id="{SegmentId.of(row, "zh")}"><segment state="reviewed"><source>A. </source>
      <target>甲。</target></segment>
      <segment state="final"><source>B</source><target>乙<ph id="1"/></target></segment></unit>"""
    document = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"><file id="f">{units}</file></xliff>'
    book = read_bytes(document.encode("utf-16"), "a.xlf")
    plan = look(session, book).plan(session, Target(None, "en"))
    assert [[one.after for one in line.differences] for line in plan.rows] == [["甲。乙", "reviewed"]]


ID = SegmentId("site", "a" * 36, "name", 0, "zh", "0" * 16, "draft", "0" * 8)
SOUND = xliff([Segment(ID, "Site", "fr", "a", "b")])
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "document",
    [
        SOUND.replace("<xliff", BOMB + "<xliff").replace(">a<", ">&b;<"),
        SOUND.replace("<xliff", '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd"><xliff'),
        SOUND[:-20], SOUND.replace("</source>", "</sauce>"), "<xliff/>", "<xliff>", "<html><xliff/></html>", "",
        SOUND.replace(">a<", ">" + "x" * 40_000 + "<"), "<xliff>" + "<g>" * 5000,
    ],
)  # fmt: skip
def test_hostile_documents_are_refused_in_a_sentence(document: str) -> None:
    with pytest.raises(Unreadable):
        read_bytes(document.encode(), "a.xlf")


@settings(max_examples=many(300))
@given(some.integers(0, len(SOUND) - 1), some.integers(1, 30), some.binary(max_size=8))
def test_a_mutated_document_is_read_or_refused(at: int, length: int, instead: bytes) -> None:
    raw = SOUND.encode()
    with suppress(Unreadable):
        book = read_bytes(raw[:at] + instead + raw[at + length :], "a.xlf")
        assert book.sheets[0].width <= 4 or book.format != "xliff"


@pytest.mark.parametrize("name", ["texts.xlsx", "texts.xlf"])
def test_what_was_pasted_into_a_text_spoils_no_file(session: Session, tmp_path: Path, name: str) -> None:
    one = segments(read_texts(session, "used", 1), "fr", "zh", "en")[0]
    write_texts([replace(one, source="a\x0bb\x00\ufffe", where="c\x08", target="\x1f")], tmp_path / name, "en")
    (row,) = planned(session, tmp_path / name).rows
    assert "ab" in {str(cell) for cell in row.cells}
