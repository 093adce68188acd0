"""Documents of the library read back: the matrix, the sheet of a case, cases in a structure like PANORAMA's."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents.letters.pages import laid_out
from tripplanner.documents.library.case_sheet import STEPS, fitted, letter, snapshot
from tripplanner.documents.library.head import read_head
from tripplanner.documents.library.matrix import MatrixContent
from tripplanner.documents.library.registry import Asked, kind, kinds, write
from tripplanner.documents.sheets.pages import laid_out as listed
from tripplanner.documents.sheets.pages import paper_of
from tripplanner.errors import TripPlannerError
from tripplanner.model.cases import CaseStudy
from tripplanner.model.programme import Item
from tripplanner.model.themes import AxisCode
from tripplanner.planning.learning import case_links, case_parts
from tripplanner.planning.learning.benchmark import View
from tripplanner.planning.visits import add_observation
from tripplanner.resources import resource
from tripplanner.text import EMPTY, Text

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BIG = Text.of("fr", fr="Une longue phrase qui ne dit rien de plus. " * 60, zh="这句话很长，没有更多内容。" * 60)


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


def _matrix(session: Session, *languages: str, **options: str) -> MatrixContent:
    asked = Asked(languages[0], *languages[1:], view=options.pop("view", None), options=options)  # type: ignore[arg-type]
    return kind("matrix").read(session, asked)


def _case(session: Session, code: str, *languages: str, extent: str = "full") -> Any:
    id = session.scalars(sa.select(CaseStudy.id).where(CaseStudy.code == code)).one()
    return kind("case").read(session, Asked(languages[0], *languages[1:], cases=(id,), options={"extent": extent}))  # type: ignore[arg-type]


def _written(key: str, content: Any, target: Path) -> bytes:
    return write(kind(key), content, target).read_bytes()


def _words_of(data: bytes) -> list[str]:
    """The paragraphs of a Word file, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
    paragraphs = ("".join(run.text or "" for run in one.iter(f"{WORD}t")) for one in root.iter(f"{WORD}p"))
    return [words for words in paragraphs if words]


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", "", text)


def _text_of(path: Path) -> str:
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return _plain(found.stdout)


def test_the_matrix_has_every_case_and_the_same_words_on_paper_in_word_and_in_cells(
    session: Session, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    view = View(chosen={"governance": frozenset({"contract-charter"})})
    content = _matrix(session, "fr", "zh", view=view, paper="a3")  # type: ignore[arg-type]
    assert [row.code for row in content.rows] == ["C01", "C14", "C15"]
    _written("matrix", content, tmp_path / "m.pdf")
    word = _words_of(_written("matrix", content, tmp_path / "m.docx"))
    page = load_workbook(io.BytesIO(_written("matrix", content, tmp_path / "m.xlsx"))).active
    printed, in_word = _text_of(tmp_path / "m.pdf"), _plain("".join(word))
    for row in content.rows:
        for language in ("fr", "zh"):
            assert _plain(row.title.get(language)) in printed
            assert _plain(row.title.get(language)) in in_word
            for name in ("governance", "stakeholders", "themes"):
                for text in row.values[name]:
                    assert _plain(text.get(language)) in in_word
                    assert _plain(text.get(language)) in printed
    cells = [[cell.value for cell in row] for row in page.iter_rows() if row[0].value in ("C01", "C14", "C15")]
    assert [(row[0], int(row[-2]), int(row[-1])) for row in cells] == [
        (row.code, row.blocks, row.results) for row in content.rows
    ]
    assert page.auto_filter.ref is not None
    assert "Gouvernance : Contrat ou charte" in [words.replace("\u00a0", " ") for words in word]


def test_the_whole_matrix_lies_across_with_its_head_on_each_page_and_nothing_outside(session: Session) -> None:
    from tripplanner.documents.library.matrix import pages_sheet

    sheet = pages_sheet(_matrix(session, "fr", paper="a3"))
    pages, spec = listed(sheet), paper_of(sheet)
    assert spec.width > spec.height
    assert (len(pages) > 1, {(page.width, page.height) for page in pages}) == (True, {(spec.width, spec.height)})
    for page in pages:
        for placed in page.placed:
            assert placed.x >= 0
            assert placed.x + placed.block.width <= spec.width + 0.1
    assert len(sheet.sections[0].rows) == 23


def test_the_sheet_of_a_case_says_all_of_it_in_both_languages(session: Session, tmp_path: Path) -> None:
    content = _case(session, "C14", "fr", "zh")
    _written("case", content, tmp_path / "c.pdf")
    printed, case = _text_of(tmp_path / "c.pdf"), content.case
    word = _plain("".join(_words_of(_written("case", content, tmp_path / "c.docx"))))
    said = [case.title, case.context, case.challenge, case.governance, case.transferability, *case.actions]
    said += [one.text for one in case.results] + list(case.lessons)
    said += [text for block in case.blocks for text in (block.title, *block.factors, *block.lessons)]
    for text in said:
        for language in ("fr", "zh"):
            assert _plain(text.get(language)) in word, text.get(language)
    assert all(_plain(one.get("zh")) in printed for one in case.lessons)


def test_a_snapshot_is_one_page_whatever_a_case_says(session: Session) -> None:
    case = session.scalars(sa.select(CaseStudy).where(CaseStudy.code == "C01")).one()
    for languages in (("fr",), ("zh",), ("fr", "zh")):
        content = _case(session, "C01", *languages, extent="snapshot")
        assert len(laid_out(fitted(content))) == 1
    case.challenge = case.transferability = BIG
    case.actions = case.lessons = (BIG,) * 12
    session.flush()
    content = _case(session, "C01", "fr", "zh", extent="snapshot")
    assert len(laid_out(snapshot(content, STEPS[0]))) > 2
    assert len(laid_out(fitted(content))) == 1
    assert len(laid_out(letter(content))) > 5


def test_a_sheet_shows_evidence_and_names_nobody_who_did_not_agree(session: Session, tmp_path: Path) -> None:
    visit = session.scalars(sa.select(Item).where(Item.site_id.is_not(None)).order_by(Item.id)).first()
    case = session.scalars(sa.select(CaseStudy.id).where(CaseStudy.code == "C14")).one()
    assert visit is not None
    heard = add_observation(session, visit.trip_id, "fr", "Éteindre coûte moins.", item_id=visit.id, kind="learnt")
    case_links.make_block(session, heard, case)
    case_parts.set_result(session, case, None, "fr", "Moins de lumière", evidence="Mesures", dated="2024-05")
    content = _case(session, "C14", "fr")
    word = _words_of(_written("case", content, tmp_path / "c.docx"))
    assert {"Éteindre coûte moins.", "Moins de lumière", "Mesures", "mai 2024"} <= set(word)
    assert "appris · juin 2027" in word
    assert content.evidence[0].voice == ""


def test_a_case_without_axes_title_or_anything_is_written(session: Session, tmp_path: Path) -> None:
    empty = CaseStudy(code="C99")
    session.add(empty)
    session.flush()
    content = _case(session, "C99", "zh", "en", extent="snapshot")
    assert _written("case", content, tmp_path / "c.pdf")[:4] == b"%PDF"
    assert len(laid_out(letter(content))) == 1
    assert {row.code for row in _matrix(session, "fr").rows} >= {"C99"}
    assert read_head(session, EMPTY, ()).edition.moment == session.scalar(sa.select(sa.func.max(CaseStudy.updated_at)))


def test_solutions_hold_every_case_with_its_blocks_places_and_languages(session: Session, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    content = kind("solutions").read(session, Asked("fr", "zh"))
    found = json.loads(_written("solutions", content, tmp_path / "s.json"))
    raw = json.loads(resource("sample", "library", "cases.json").read_text(encoding="utf-8"))["cases"]
    assert (found["format"], found["version"], len(found["solutions"])) == ("tripplanner solutions", 1, 23)
    for one, own in zip(found["solutions"], raw, strict=True):
        assert (one["code"], one["title"], one["location"]["countries"]) == (own["key"], own["title"], own["countries"])
        assert [b["title"] for b in one["building_blocks"]] == [b["title"] for b in own["blocks"]]
        assert [b["enabling_factors"] for b in one["building_blocks"]] == [
            b.get("enabling_factors", []) for b in own["blocks"]
        ]
        assert [i["text"] for i in one["impacts"]] == own["results"]
        assert [s["code"] for s in one["location"]["sites"]] == own.get("sites", [])
        assert [e["code"] for e in one["ecosystems"]["classification"]] == [
            axis.partition("/")[2] for axis in own["axes"] if axis.startswith("biogeography/")
        ]
    assert found["solutions"][0]["location"]["sites"][0]["latitude"] == 46.122
    book = load_workbook(io.BytesIO(_written("solutions", content, tmp_path / "s.xlsx")))
    assert sum(row[0].value is not None and str(row[0].value).startswith("C") and row[0].value[1:].isdigit()
               for row in book.worksheets[1].iter_rows()) == 57  # fmt: skip


def test_the_same_content_is_the_same_bytes_and_a_wrong_ending_writes_nothing(session: Session, tmp_path: Path) -> None:
    content = _case(session, "C02", "en")
    assert _written("case", content, tmp_path / "a.docx") == _written("case", content, tmp_path / "b.docx")
    with pytest.raises(TripPlannerError):
        write(kind("case"), content, tmp_path / "c.odt")
    assert not (tmp_path / "c.odt").exists()
    assert list(kinds()) == ["matrix", "case", "solutions"]


def test_a_label_that_is_missing_in_a_language_is_said_to_be_missing_there(session: Session, tmp_path: Path) -> None:
    code = session.scalars(sa.select(AxisCode).where(AxisCode.code == "contract-charter")).one()
    code.label = Text.of("fr", fr="Contrat")
    session.flush()
    word = _words_of(_written("case", _case(session, "C14", "fr", "zh"), tmp_path / "c.docx"))
    assert "Pilotage par une aire protégée, Contrat" in word
    assert "中文译文待补" in word or any("中文" in words for words in word)
