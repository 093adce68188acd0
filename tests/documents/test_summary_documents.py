"""Summaries on paper and for Word: their pages, their words, their charts, and who is not named in them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from measure import check_pages
from PIL import Image
from sqlalchemy.orm import Session

from planning.learning.noted import note_the_trip
from tripplanner.documents import registry
from tripplanner.documents.content import Ref
from tripplanner.documents.letters.word import docx_bytes
from tripplanner.documents.registry import Request
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.summaries.charts import change_rows, coverage_rows, rating_rows
from tripplanner.documents.summaries.content import Arrow, Bar, Column, Grid, SummaryContent
from tripplanner.documents.summaries.pages import laid_out, proof
from tripplanner.documents.summaries.word import letter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule, Shape, boxes
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.commitments import Commitment
from tripplanner.model.feedback import FeedbackAnswer, FeedbackForm
from tripplanner.model.observations import Observation
from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.learning.summary import blocks
from tripplanner.planning.learning.summary.sheet import read_sheet
from tripplanner.planning.photos import add_photo, caption_photo
from tripplanner.planning.pictures import Picture
from tripplanner.planning.visits import add_observation, edit_observation
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

EDIT = msg("Edit")
PAIRS = [("fr", None), ("en", None), ("zh", None), ("fr", "zh"), ("zh", "en")]
KINDS = ("summary", "outline")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def office(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample trip after its evenings of debriefing, with both summaries drafted and two paragraphs rewritten."""
    path = tmp_path_factory.mktemp("summaries") / "trips.db"
    shutil.copyfile(_sqlite_sample, path)
    with Workspace.open(path, actor="anna", station="desk") as found:
        found.do(EDIT, note_the_trip)
        found.do(EDIT, blocks.draft, 1, "learning", "fr")
        found.do(EDIT, blocks.draft, 1, "outline", "zh")
        rows = found.get(read_sheet, 1).blocks
        statement = next(one for one in rows if "Écopont" in one.text.get("fr") and one.section == "themes")
        found.do(EDIT, blocks.edit_block, statement.id, "fr", "Un passage vaut par ses abords\u00a0: commencer tôt.")
        found.do(EDIT, blocks.edit_block, rows[0].id, "fr", "Huit jours pour relier.")
        found.do(EDIT, blocks.edit_block, rows[0].id, "zh", "八天，为了连通。")
        said = found.get(_first_of, "Un passage ne")
        found.do(EDIT, edit_observation, said, "en", "A crossing needs its surroundings.")
        found.do(EDIT, blocks.refresh, 1)
        yield found


def _first_of(session: Session, words: str) -> int:
    return next(one.id for one in session.scalars(sa.select(Observation)) if words in one.text.get("fr"))


def content(office: Workspace, kind: str, *languages: str | None, standing: str = "final") -> SummaryContent:
    request = Request(str(languages[0]), languages[1], options={"standing": standing})
    return office.get(registry.read, registry.kind(kind), 1, request)


def on_paper(made: SummaryContent) -> str:
    """The words of the pages in their order, without what stands in the margins."""
    found = boxes(laid_out(made))
    return squeezed("".join(box.text for box in found if box.kind == "text" and "margin" not in (box.row or "")))


def in_word(made: SummaryContent) -> str:
    """The words of the document's body, straight from its XML."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(letter(made)))) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    return squeezed("".join(run.text or "" for run in body.iter(f"{_W}t")))


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("languages", PAIRS, ids=lambda pair: "+".join(filter(None, pair)))
@pytest.mark.parametrize("kind", KINDS)
def test_word_says_what_the_paper_says_in_the_same_order(
    office: Workspace, kind: str, languages: tuple[str, str | None]
) -> None:
    made = content(office, kind, *languages)
    check_pages(laid_out(made))
    assert in_word(made) == on_paper(made)


def test_a_draft_lists_what_is_not_translated_and_says_what_to_look_at_again(office: Workspace) -> None:
    draft = content(office, "summary", "fr", "zh", standing="draft")
    made = proof(draft)
    check_pages(made.pages)
    unfinished = {(one.ref.table, one.language, one.state) for one in made.translations.found.values()}
    assert ("summary_block", "zh", "stale") in unfinished
    assert ("observation", "fr", "missing") in unfinished
    said = on_paper(draft)
    assert squeezed("Ce sur quoi repose ce texte a changé depuis qu’il a été écrit.") in said
    assert squeezed("Traductions à terminer") in said
    assert squeezed("Ce sur quoi repose") not in on_paper(replace(draft, final=True))
    office.do(EDIT, add_observation, 1, "fr", "Rien de tel chez nous.")
    office.do(EDIT, blocks.refresh, 1)
    assert squeezed("Sans thème未归入主题") in on_paper(content(office, "summary", "fr", "zh"))
    office.undo()
    office.undo()


def test_what_was_rewritten_is_printed_with_its_evidence_and_voices_and_no_names(office: Workspace) -> None:
    said = on_paper(content(office, "summary", "fr", "zh"))
    assert squeezed("Un passage vaut par ses abords : commencer tôt.") in said
    assert squeezed("Huit jours pour relier.八天，为了连通。") in said
    assert squeezed("Écopont de Viry (A40), 14 juin · 4 observations · 4 voix · groupes A, B · cas C01") in said
    assert squeezed("« Sept ans d’études, huit mois de chantier : la concertation est l’ouvrage. »") in said
    assert squeezed("“七年研究，八个月施工：前期协商才是工程的主体。”") in said
    owners = {PersonName.of(one.person).latin for one in office.get(_owners)}
    names = {squeezed(PersonName.of(person).latin) for person in office.get(_voices)} - set(map(squeezed, owners))
    assert names
    assert [name for name in names if name in said] == []


def _voices(session: Session) -> list[Person]:
    return list(session.scalars(sa.select(Person).join(Observation, Observation.person_id == Person.id)).unique())


def _owners(session: Session) -> list[Commitment]:
    return [one for one in session.scalars(sa.select(Commitment)) if one.person]


def test_forms_that_came_back_are_counted_among_the_figures(office: Workspace) -> None:
    assert [number for number, _ in content(office, "summary", "fr", None).figures] == [15, 17, 7, 3]
    office.do(EDIT, _answered)
    assert [number for number, _ in content(office, "summary", "fr", None).figures] == [15, 17, 7, 2, 3]
    office.undo()


def _answered(session: Session) -> None:
    form = FeedbackForm(trip_id=1, edition="1")
    form.answers = [FeedbackAnswer(key="a", respondent="R1"), FeedbackAnswer(key="b", respondent="R2")]
    session.add(form)


def test_a_release_holds_no_summary(office: Workspace) -> None:
    with pytest.raises(TripPlannerError):
        office.get(registry.read, registry.kind("summary"), 1, Request("fr", release=1))


def test_equal_content_is_equal_bytes(office: Workspace, tmp_path: Path) -> None:
    kind = registry.kind("outline")
    for ending in (".pdf", ".docx"):
        made = content(office, "outline", "zh", None)
        one, other = (registry.write(kind, made, tmp_path / f"{n}{ending}").read_bytes() for n in range(2))
        assert one == other


def test_a_delegate_without_a_post_is_a_name_alone(office: Workspace) -> None:
    made = content(office, "outline", "fr", "zh")
    bare = tuple(replace(part, people=tuple(replace(one, post=Text()) for one in part.people)) for part in made.parts)
    names = [one.name.latin for part in bare for one in part.people]
    said = squeezed(on_paper(replace(made, parts=bare)))
    assert names
    assert [name for name in names if squeezed(name) not in said] == []


def test_photos_of_what_was_seen_are_printed_with_their_captions(office: Workspace, tmp_path: Path) -> None:
    held = io.BytesIO()
    Image.new("RGB", (640, 400), "#2f6f4f").save(held, "JPEG")
    found = Picture(held.getvalue(), "image/jpeg", 640, 400)
    photo = office.do(EDIT, add_photo, "observation", office.get(_first_of, "Sept ans"), "pont.jpg", found)
    office.do(EDIT, caption_photo, photo, "fr", "L’écopont vu du nord")
    office.do(EDIT, blocks.refresh, 1, "outline")
    made = content(office, "outline", "fr", "zh")
    check_pages(laid_out(made))
    assert "1photographieestjointe" in on_paper(made)
    assert on_paper(made).endswith("L’écopontvudunord")
    assert in_word(made) == on_paper(made)
    data = registry.write(registry.kind("outline"), made, tmp_path / "outline.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert len([name for name in parts.namelist() if name.startswith("word/media/")]) == 1
    office.undo()
    office.undo()
    office.undo()


# --- charts ----------------------------------------------------------------------------------------------


def _setter(office: Workspace) -> Setter:
    return Setter(content(office, "summary", "fr", None), typesetter(), st.A4)


def _marks(block: Block) -> Iterator[Mark]:
    yield from block.marks
    for _, _, child in block.children:
        yield from _marks(child)


def _name(words: str) -> Text:
    return Text.of("fr", fr=words)


def test_ratings_are_bars_from_zero_and_few_of_them_none(office: Workspace) -> None:
    bars = (Bar(Ref("item", "a"), _name("A"), 5, 2.5), Bar(Ref("item", "b"), _name("B"), 4, None))
    [(_, row)] = rating_rows(_setter(office), bars)
    [bar] = [mark for mark in _marks(row) if isinstance(mark, Rect) and mark.kind == "bar"]
    grid = [mark.x for mark in _marks(row) if isinstance(mark, Rule) and mark.kind == "grid"]
    assert (bar.x, bar.w) == (grid[0], (grid[-1] - grid[0]) / 2)


def test_a_change_is_a_hollow_and_a_full_disc_with_an_arrow_between(office: Workspace) -> None:
    arrows = (
        Arrow(Ref("objective", "a"), _name("A"), 4.0, 2.0, 6, 6),
        Arrow(Ref("objective", "b"), _name("B"), None, None, 1, 2),
    )
    (_, moved), (_, few) = change_rows(_setter(office), arrows)
    shapes = [mark for mark in _marks(moved) if isinstance(mark, Shape)]
    head, before, after = shapes
    assert (before.fill, after.fill) == (st.WHITE, st.FIR)
    assert after.x < head.x < before.x
    assert min(op[1][0] for op in head.ops if op[1]) == head.ops[0][1][0]  # it points to the left, to what came after
    assert not [mark for mark in _marks(few) if isinstance(mark, Shape)]


def test_a_chart_stays_on_one_page_with_its_title_and_its_key(office: Workspace) -> None:
    outline = content(office, "outline", "fr", "zh")
    at = next(n for n, section in enumerate(outline.parts) if section.people)
    section, pages = outline.parts[at], set[int]()
    for count in (1, 7, 14, 24):  # the chart wanders over the end of a page
        longer = replace(section, people=(section.people * 2)[:count])
        told = replace(outline, parts=(*outline.parts[:at], longer, *outline.parts[at + 1 :]))
        named = [((box.row or "").partition(" ")[0], box) for box in boxes(laid_out(told))]
        title = [box.page for _, box in named if "Auto-évaluation avant" in box.text]
        found = {*title, *(box.page for name, box in named if name in ("change", "key", "few"))}
        assert len(found) == 1
        pages |= found
    assert len(pages) > 1


def test_coverage_is_told_by_fill_hatch_and_outline_and_by_words(office: Workspace) -> None:
    columns = tuple(Column(Ref("item", str(n)), _name(f"V{n}"), None) for n in range(4))
    grid = Grid(((Ref("theme", "t"), _name("Thème")),), columns, (("crossed", "single", "planned", ""),))
    [(_, row)] = coverage_rows(_setter(office), grid, 0, 4)
    cells = [(mark.fill, mark.stroke, mark.hatch > 0) for mark in _marks(row) if isinstance(mark, Rect)]
    assert cells == [
        (st.FIR, None, False),
        (st.WHITE, st.FIR, True),
        (None, st.FIR, False),
        (None, st.NOTE_LINE, False),
    ]


def test_many_visits_long_names_and_long_words_stay_within_the_page(office: Workspace) -> None:
    made = content(office, "summary", "fr", "zh")
    long = Text.of("fr", fr="Réserve naturelle de " + "Saint-Maurice-en-" * 6 + "Val", zh="自然保护区" * 12)
    columns = tuple(Column(Ref("item", f"v{n}"), long, None) for n in range(40))
    rows = tuple((Ref("theme", f"t{n}"), long) for n in range(9))
    grid = Grid(rows, columns, tuple(("single", "crossed", "planned", "") * 10 for _ in rows))
    arrows = tuple(Arrow(Ref("objective", f"o{n}"), long, 1 + n / 4, 5 - n / 4, 30, 30) for n in range(0, 17, 2))
    bars = tuple(Bar(Ref("item", f"b{n}"), long, 5, 5.0) for n in range(12))
    parts = tuple(
        replace(one, grid=grid if one.grid else None, changes=arrows if one.changes else ()) for one in made.parts
    )
    words = replace(parts[0].parts[0].statements[0], text=Text.of("fr", fr="mot " * 1500, zh="字" * 2000))
    first = replace(parts[0], ratings=bars, parts=(replace(parts[0].parts[0], statements=(words,)),))
    check_pages(laid_out(replace(made, parts=(first, *parts[1:]))))
