"""Forms to fill in: pages that measure well, equal bytes for an edition, XLSForms that pyxform takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert
from sqlalchemy.orm import Session

from databases import SampleSession
from documents.measure import check_pages
from tripplanner.documents import registry
from tripplanner.documents.forms.content import PrintedForm, read
from tripplanner.documents.forms.pages import DRAFT, laid_out
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.i18n import say
from tripplanner.model.commitments import Commitment
from tripplanner.planning.learning.feedback import giving
from tripplanner.text import Text

ODD = "=1+1 ${x} *a* / “b”: c"


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        opened.add(Commitment(trip_id=1, text=Text.of("fr", fr=ODD)))
        opened.flush()
        giving.give_out(opened, 1, "feedback")
        yield opened


def form(session: Session, language: str = "fr", second: str | None = None, **options: str) -> PrintedForm:
    return read(session, 1, Request(language, second, options=options))


@pytest.mark.parametrize(
    ("languages", "options"),
    [(("fr", None), {}), (("zh", None), {"per": "visit"}), (("fr", "zh"), {}), (("en", "zh"), {"kind": "follow_up"}),
     (("zh", "fr"), {"kind": "before"})],
    ids=lambda one: "+".join(filter(None, one.values() if isinstance(one, dict) else one)),
)  # fmt: skip
def test_every_page_measures_well(session: Session, languages: tuple[str, str | None], options: dict[str, str]) -> None:
    check_pages(laid_out(form(session, *languages, **options)))


def test_a_group_that_goes_on_says_so_as_its_language_does(session: Session) -> None:
    found = {code: [box.text for box in boxes(laid_out(form(session, code))) if (box.row or "").startswith("repeat")]
             for code in ("fr", "zh")}  # fmt: skip
    assert {words for words in found["fr"] if "suite" in words} == {", suite"}
    assert {words for words in found["zh"] if "续" in words} == {"（续）"}


def test_copies_have_a_name_and_a_code_and_count_their_own_pages(session: Session) -> None:
    content = form(session, "fr", "zh", who="each")
    two = replace(content, copies=content.copies[:2])
    pages = laid_out(two)
    texts = [box.text for box in boxes(pages)]
    half = len(pages) // 2
    assert [texts.count(f"1 / {half}"), texts.count(f"{half} / {half}")] == [2, 2]
    for copy in two.copies:
        assert copy.name in texts
        assert sum(copy.code in text for text in texts) == half + 2  # each foot, the top, its place
    ticks = [box for box in boxes(pages[:half]) if box.kind == "tick"]
    scales = [one for one in content.form.questions() if one.choices]
    assert len(ticks) == sum(len(one.choices) for one in scales)


def test_what_was_not_given_out_says_so_and_what_was_bears_its_edition(session: Session) -> None:
    given, draft = form(session), form(session, per="visit")
    assert (given.edition, draft.edition) == ("1", "")
    said = [{box.text for box in boxes(laid_out(one))} for one in (given, draft)]
    warning = say(DRAFT, "fr")
    assert [any(warning in text for text in texts) for texts in said] == [False, True]
    assert [any(f"{given.short}" in text for text in texts) for texts in said] == [True, False]


@pytest.mark.parametrize("key", ["form", "form_sheet", "xlsform"])
def test_the_same_edition_gives_the_same_bytes(session: Session, tmp_path: Path, key: str) -> None:
    kind = registry.kind(key)
    files = [registry.write(kind, form(session, "fr", "zh"), tmp_path / f"{n}{kind.suffix}") for n in range(2)]
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("kind", ["before", "after", "follow_up"])
def test_pyxform_takes_every_kind_whatever_it_asks_about(session: Session, tmp_path: Path, kind: str) -> None:
    target = registry.write(registry.kind("xlsform"), form(session, kind=kind), tmp_path / "form.xlsx")
    made = convert(str(target))
    assert made.warnings == []
    assert all(one.name in made.xform for one in form(session, kind=kind).form.questions())


@pytest.mark.parametrize("key", ["form_sheet", "xlsform"])
def test_a_form_opens_whatever_was_pasted_into_what_it_asks_about(session: Session, tmp_path: Path, key: str) -> None:
    content = form(session, who="each")
    pasted = "a\x0bb\ufffe"
    group = replace(content.form.groups[0], label=dict.fromkeys(content.form.languages, pasted))
    odd = replace(content.form, title=dict.fromkeys(content.form.languages, pasted), groups=(group,))
    target = registry.write(registry.kind(key), replace(content, form=odd, office=pasted), tmp_path / "form.xlsx")
    book = load_workbook(target)
    assert book.properties.creator == "a b"
    assert "a b " in {cell.value for page in book for row in page.iter_rows() for cell in row}


def test_pyxform_takes_a_question_that_is_spaces_alone(session: Session, tmp_path: Path) -> None:
    content = form(session)
    asked = content.form.groups[0].questions[0]
    blank = replace(asked, label=dict.fromkeys(content.form.languages, "  "), hint={})
    group = replace(content.form.groups[0], questions=(blank,))
    odd = replace(content, form=replace(content.form, groups=(group,)))
    target = registry.write(registry.kind("xlsform"), odd, tmp_path / "form.xlsx")
    assert "<label>…</label>" in convert(str(target)).xform or "<value>…</value>" in convert(str(target)).xform
