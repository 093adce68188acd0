"""Letters as documents: every kind that is one, on paper and for Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import sqlalchemy as sa
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from measure import check_pages
from PIL import Image
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.content import Photo, Ref
from tripplanner.documents.lettering import write_letter
from tripplanner.documents.letters.content import Letter
from tripplanner.documents.letters.pages import laid_out
from tripplanner.documents.letters.word import docx_bytes
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.documents.voices import TranslationList
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.model.offices import Office, StandardText
from tripplanner.model.people import Person
from tripplanner.model.programme import Day, Item, ItemHost
from tripplanner.model.trips import Delegate, Trip
from tripplanner.names import PersonName
from tripplanner.planning.receivers import list_hosts
from tripplanner.text import Text

LETTERS = [kind for kind in registry.kinds().values() if kind.write is write_letter]
PAIRS = [("fr", None), ("en", None), ("zh", None), ("fr", "zh")]
CANARY = "CANARY"


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def spoilt(sample_session: SampleSession) -> Iterator[Session]:
    """A session of its own, for what is written."""
    with sample_session() as opened:
        yield opened


def paper(letter: Letter) -> str:
    return squeezed("".join(box.text for box in boxes(laid_out(letter)) if box.kind == "text"))


def squeezed(words: str) -> str:
    return "".join(words.split())


def document_of(letter: Letter) -> Any:
    return docx.Document(io.BytesIO(docx_bytes(letter)))


def written(document: Any) -> list[str]:
    """Every paragraph, those of tables included, in reading order."""
    return [words for p in document.element.body.iter(qn("w:p")) if (words := p.text.strip())]


@pytest.mark.parametrize("languages", PAIRS, ids=lambda pair: "+".join(filter(None, pair)))
@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
def test_every_page_measures_well(session: Session, kind: Any, languages: tuple[str, str | None]) -> None:
    check_pages(laid_out(kind.read(session, 1, Request(*languages))))


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
def test_word_says_what_the_paper_says(session: Session, kind: Any) -> None:
    letter: Letter = kind.read(session, 1, Request("fr", "zh"))
    said = paper(letter)
    words = written(document_of(letter))
    assert len(words) > 20
    missing = [line for line in words if any(squeezed(part) not in said for part in line.split("\u2002"))]
    assert missing == []
    whole = squeezed("".join(words))
    flowing = [box.text for box in boxes(laid_out(letter)) if box.kind == "text" and "margin" not in (box.row or "")]
    assert [text for text in flowing if squeezed(text) not in whole and text.strip() != "–"] == []


def test_the_same_letter_is_the_same_file_in_the_form_that_was_asked_for(session: Session, tmp_path: Path) -> None:
    kind = registry.kind("invitation")
    letter = kind.read(session, 1, Request("fr", "zh"))
    twice = [registry.write(kind, letter, tmp_path / f"{n}.docx").read_bytes() for n in range(2)]
    assert twice[0] == twice[1]
    assert kind.suffix_for(Request("fr", options={"format": "docx"})) == ".docx"
    assert registry.write(kind, letter, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_word_opens_whatever_the_office_and_the_trip_are_called(session: Session) -> None:
    letter = registry.kind("invitation").read(session, 1, Request("fr"))
    pasted = Text.of("fr", fr="a\x0bb\x00\ufffe" + " long" * 90)
    office = replace(letter.trip.office, name=pasted, short_name=pasted.get("fr"))
    document = document_of(replace(letter, trip=replace(letter.trip, office=office, title=pasted, short_title=pasted)))
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot.startswith("a b long long")
    assert len(foot) < 250
    assert document.core_properties.author.startswith("a")


def test_word_finds_styles_fonts_of_both_scripts_and_languages(session: Session) -> None:
    letter = registry.kind("invitation").read(session, 1, Request("fr", "zh"))
    document = document_of(letter)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[1:] == ["Annexe 1\u00a0: personnes invitées", "Annexe 2\u00a0: programme en bref"]
    xml = document.element.xml
    assert {'w:val="fr-FR"', 'w:val="zh-CN"'} <= {part for part in xml.split() if part.startswith("w:val=")}
    for name in ("Normal", "Heading 1", "Heading 2", "Cell"):
        assert 'w:eastAsia="Noto Sans SC"' in document.styles[name].element.xml, name
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert "BROUILLON v1" in document.sections[0].header.paragraphs[0].text
    assert document.core_properties.author == "Bureau des voyages d’étude (exemple)"


def test_names_are_those_of_the_roster(session: Session) -> None:
    names = [PersonName.of(one.person).printed
             for one in session.scalars(sa.select(Delegate).order_by(Delegate.rank, Delegate.id))]  # fmt: skip
    invitation = registry.kind("invitation").read(session, 1, Request("en"))
    [roster] = [table for table in document_of(invitation).tables if table.rows[0].cells[0].text == "No."]
    assert [row.cells[1].text for row in roster.rows][1:] == names
    certificates = registry.kind("certificate").read(session, 1, Request("fr", "zh"))
    certified = [p.text for p in document_of(certificates).paragraphs if p.style.name == "Title"]
    assert certified == names
    assert len(laid_out(certificates)) == len(names)


def with_logo(letter: Letter) -> Letter:
    """The same on the paper of an office whose logo is as high as letters have room for."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 120), "teal").save(picture, "PNG")
    office = replace(letter.trip.office, logo=Photo(Ref("file", "logo"), picture.getvalue(), "image/png", 300, 120))
    return replace(letter, trip=replace(letter.trip, office=office))


def test_a_signature_stands_on_the_page_of_what_is_signed(session: Session) -> None:
    """A logo and a second language: a page is set tighter before the signature leaves it."""
    certificates = laid_out(with_logo(registry.kind("certificate").read(session, 1, Request("fr", "zh"))))
    assert len(certificates) == 14
    thanks = laid_out(registry.kind("thanks").read(session, 1, Request("fr", "zh")))
    assert [len(page.placed) for page in thanks if len(page.placed) < 7] == [4]  # one has more rows than a page
    assert len(thanks) == 15


def test_no_page_of_word_parts_the_day_from_who_signs(session: Session) -> None:
    document = document_of(registry.kind("certificate").read(session, 1, Request("fr", "zh")))
    signed = [table.rows[0] for table in document.tables if "Responsable des voyages" in table.rows[0].cells[-1].text]
    assert len(signed) == 14
    moments = [row.cells[0].text.splitlines() for row in signed]
    assert all(len(both) == 2 and "年" in both[1] for both in moments)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in signed)


def test_a_certificate_says_what_was_followed_online(session: Session) -> None:
    """Officials leave a day before the closing workshop; their sub-group follows it from elsewhere."""
    leaving, staying = session.scalars(sa.select(Delegate).order_by(Delegate.rank)).all()[:2]
    read = registry.kind("certificate").read
    for someone, expected in ((leaving, "Atelierfinal(enligne)"), (staying, "Atelierfinal")):
        said = paper(read(session, 1, Request("fr", person=someone.person.uuid)))
        assert expected in said
        assert ("(enligne)" in said) == (someone is leaving)


@pytest.mark.parametrize("key", ["thanks", "runsheet"])
def test_letters_and_lists_say_which_translations_they_lack(spoilt: Session, tmp_path: Path, key: str) -> None:
    item = spoilt.scalars(sa.select(Item).where(Item.code == "D6-05")).one()
    item.title = Text.of("fr", fr="Visite", zh="参观").with_words("fr", "Tout autre chose")
    spoilt.flush()
    kind, told = registry.kind(key), list[TranslationList]()
    content = kind.read(spoilt, 1, Request("fr", "zh"))
    registry.write(kind, content, tmp_path / f"a{kind.suffix}", unfinished=told.append)
    registry.write(kind, content, tmp_path / f"a{kind.formats[0]}", unfinished=told.append)
    first, again = told
    stale = [(one.ref.uuid, one.field, one.language) for one in first.found.values() if one.state == "stale"]
    assert stale == [(item.uuid, "title", "zh")]
    assert first.count_unreviewed("zh") > 0
    assert first.found.keys() == again.found.keys()


def test_a_letter_to_one_person_names_nobody_else(session: Session) -> None:
    someone, other = session.scalars(sa.select(Delegate).order_by(Delegate.rank)).all()[1:3]
    for key in ("invitation", "certificate"):
        said = paper(registry.kind(key).read(session, 1, Request("fr", "zh", person=someone.person.uuid)))
        assert squeezed(PersonName.of(someone.person).printed) in said
        assert squeezed(PersonName.of(other.person).latin) not in said
    with pytest.raises(NotFound, match="delegates only"):
        registry.kind("certificate").read(session, 1, Request("fr", person="no-such"))


def test_a_letter_to_a_host_says_what_was_seen_there(session: Session) -> None:
    host = next(host for host in list_hosts(session, 1) if host.code == "O14")
    letter = registry.kind("thanks").read(session, 1, Request("fr", organisation=host.uuid))
    said = paper(letter)
    mine = session.scalars(sa.select(Item).where(Item.code == "D6-05")).one()
    theirs = session.scalars(sa.select(Item).where(Item.code == "D2-03")).one()
    assert squeezed(mine.title.get("fr")) in said
    assert squeezed(theirs.title.get("fr")) not in said
    with pytest.raises(TripPlannerError, match="written for hosts"):
        registry.kind("thanks").read(session, 1, Request("fr", person="x"))


@pytest.mark.parametrize("key", ["brief", "thanks"])
def test_a_host_with_nothing_left_to_receive_has_no_letter(spoilt: Session, key: str) -> None:
    link = spoilt.scalars(sa.select(ItemHost).join(Item).where(Item.code == "D3-02")).one()
    link.item.status = "cancelled"
    spoilt.flush()
    with pytest.raises(NotFound, match="what it was to receive is cancelled"):
        registry.kind(key).read(spoilt, 1, Request("fr", organisation=link.organisation.uuid))


def test_a_brief_tells_a_host_what_concerns_it(session: Session) -> None:
    host = next(host for host in list_hosts(session, 1) if host.code == "O14")
    said = paper(registry.kind("brief").read(session, 1, Request("fr", organisation=host.uuid)))
    titles = {code: squeezed(item.title.get("fr")) for code in ("D6-05", "D5-06", "D2-03")
              for item in session.scalars(sa.select(Item).where(Item.code == code))}  # fmt: skip
    assert [code for code, title in titles.items() if title in said] == ["D6-05", "D5-06"]  # and what was seen the eve
    eve = session.scalars(sa.select(Item).where(Item.code == "D5-06")).one()
    assert squeezed(eve.purpose.get("fr")) not in said
    for words in (
        "Chefdedélégation",
        "BOfficiels",
        "chinois",
        "interprétationconsécutive",
        "+33639980001",
        "français,chinois,anglais;",
    ):
        assert words in said, words


def test_the_words_of_the_office_come_before_ours_and_what_is_unknown_is_said(spoilt: Session) -> None:
    body = Text.of(
        "fr", fr="Bienvenue, {delegation} !\n\nVoir {programe} et {signatory}.", zh="欢迎{delegation}。\n\n请看。"
    )
    spoilt.add(StandardText(key="letter.invitation", title=Text.of("fr", fr="Venez"), body=body))
    spoilt.scalars(sa.select(Office)).one().signatory = Text()
    spoilt.flush()
    said = paper(registry.kind("invitation").read(spoilt, 1, Request("fr", "zh")))
    assert "Bienvenue,Grouped’étudesurlaconnectivité(exemple)!" in said
    assert "欢迎连通性专题交流团（示例）。" in said
    assert "{programe}" in said
    assert "aucunelettreneconnaîtlechamp{programe}dutextetype«Invitation:objetettexte»" in said
    assert "邀请函：主题与正文" in said
    assert "rienn’estenregistrépourlechamp{signatory}" in said
    assert "中文待译" in said  # of the title, which the office wrote in French alone
    assert "alepaisird’inviter" not in said


def spoil(session: Session) -> None:
    """What none of the audiences of letters may read, in every place that could tell it."""
    text = Text.of("fr", fr=CANARY)
    session.scalars(sa.select(Trip)).one().note = text
    for item in session.scalars(sa.select(Item)):
        item.internal_notes = CANARY
    for day in session.scalars(sa.select(Day)):
        day.bring = day.note = text
    for person in session.scalars(sa.select(Person)):
        person.email, person.notes = f"{CANARY}@example.org", CANARY
    for delegate in session.scalars(sa.select(Delegate)):
        delegate.person.phone = CANARY
    session.flush()


def test_what_is_private_is_in_no_letter(spoilt: Session, tmp_path: Path) -> None:
    spoil(spoilt)
    for kind in LETTERS:
        letter = kind.read(spoilt, 1, Request("fr", "zh"))
        assert CANARY not in repr(letter.blocks)
        assert CANARY not in "".join(written(document_of(letter)))
        made = pypdfium2.PdfDocument(registry.write(kind, letter, tmp_path / "a.pdf"))
        assert CANARY not in "".join(page.get_textpage().get_text_range() for page in made)
        made.close()


def test_the_itinerary_for_word_has_a_table_for_each_day(session: Session, tmp_path: Path) -> None:
    kind = registry.kind("itinerary")
    content = kind.read(session, 1, Request("fr", "zh", options={"purpose": "approval"}))
    document = docx.Document(str(registry.write(kind, content, tmp_path / "itinerary.docx")))
    days = [table for table in document.tables if table.rows[0].cells[0].text[2:3] == ":"]
    items = [[item for item in day.items if item.title] for day in content.trip.days]
    assert len(days) == len(items) == 8
    for table, found in zip(days, items, strict=True):
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        for (when, french, chinese), item in zip(cells, found, strict=False):
            assert when.startswith(f"{item.start:%H:%M}")
            assert squeezed(item.title.get("fr")) in squeezed(french)
            assert squeezed(item.title.get("zh")) in squeezed(chinese) or item.title.state("zh") == "missing"
    assert "Pour l’organisateur" in "".join(written(document))
    for table in days:  # the heading of a day stays with two of its rows
        assert [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)
                for row in table.rows[:2]] == [True, False]  # fmt: skip
        above = table._tbl.getprevious()
        styles = [document.styles["Gap"], document.styles["Strong Line"], document.styles["Heading 2"]]
        assert all(style.paragraph_format.keep_with_next for style in styles)
        assert Paragraph(above, document).style.name == "Gap"


def test_no_page_of_letters_for_word_holds_nothing_but_a_gap(session: Session) -> None:
    document = document_of(registry.kind("brief").read(session, 1, Request("fr")))
    turned = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert len(turned) > 3
    assert all(p._p.getprevious().tag.endswith("}tbl") or p._p.getprevious().text for p in turned)


def test_a_host_gets_its_own_itinerary_for_word_too(spoilt: Session, tmp_path: Path) -> None:
    spoil(spoilt)
    kind = registry.kind("itinerary")
    host = next(host for host in list_hosts(spoilt, 1) if host.code == "O14")
    content = kind.read(spoilt, 1, Request("fr", organisation=host.uuid))
    said = "".join(written(docx.Document(str(registry.write(kind, content, tmp_path / "a.docx")))))
    assert CANARY not in said
    assert "Exemplaire" in said
    assert spoilt.scalars(sa.select(Item).where(Item.code == "D2-03")).one().title.get("fr") not in said


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
def test_a_trip_with_nobody_in_it_has_no_letter(spoilt: Session, kind: Any) -> None:
    trip = Trip(
        first_day=date(2027, 1, 1), last_day=date(2027, 1, 2), zone="Europe/Paris", title=Text.of("fr", fr="Vide")
    )
    spoilt.add(trip)
    spoilt.flush()
    with pytest.raises(NotFound, match="nobody to write to"):
        kind.read(spoilt, trip.id, Request("fr"))
