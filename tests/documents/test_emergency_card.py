"""The emergency card: wallet size, folded twice, the language of the place always on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
import pytest
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.content import Ref, StandardText
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.documents.wallet.content import WalletCards
from tripplanner.documents.wallet.document import laid_out
from tripplanner.text import Text

KIND = registry.kind("emergency_card")


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture(scope="module")
def everybody(session: Session) -> WalletCards:
    return KIND.read(session, 1, Request("zh", "fr"))


def one(cards: WalletCards, number: int = 0) -> WalletCards:
    return replace(cards, cards=cards.cards[number : number + 1])


def said(cards: WalletCards) -> list[str]:
    return [box.text for box in boxes(laid_out(cards)[0]) if box.kind == "text"]


@pytest.mark.parametrize("languages", [("fr", "zh"), ("zh", "fr"), ("fr",), ("en",), ("zh",)], ids="+".join)
def test_every_sheet_measures_well_and_each_face_keeps_its_words(session: Session, languages: tuple[str, ...]) -> None:
    cards = KIND.read(session, 1, Request(languages[0], languages[1] if len(languages) > 1 else None))
    pages, _ = laid_out(cards)
    check_pages(pages)
    assert len(cards.cards) > 15
    assert len(pages) == (len(cards.cards) + 1) // 2
    for page in pages:
        for x, y, block in page.placed[2:]:
            assert block.width == pytest.approx(172 * st.MM)
            assert block.height == pytest.approx(108 * st.MM)
            for box in boxes([page]):
                if box.row == block.row and box.kind == "text":
                    column, line = int((box.x - x) // (86 * st.MM)), int((box.y - y) // (54 * st.MM))
                    assert box.x + box.w <= x + (column + 1) * 86 * st.MM - 8
                    assert box.y + box.h <= y + (line + 1) * 54 * st.MM - 5


def test_it_says_whom_to_call_and_where_one_sleeps(everybody: WalletCards) -> None:
    words = said(one(everybody))
    assert {"112", "15", "114", "144", "欧洲通用紧急电话", "toutes urgences en Europe"} <= set(words)
    assert {"+33 6 39 98 00 01", "+33 6 39 98 00 04", "+86 10 12308", "领事保护"} <= set(words)
    assert {"安纳西，酒店", "郑远山 ZHENG Yuanshan"} <= set(words)
    assert any(line.startswith("代表团成员须自备医疗和遣返保险") for line in words)


def test_a_passer_by_reads_their_own_language_first(session: Session, everybody: WalletCards) -> None:
    assert KIND.read(session, 1, Request("en")).languages == ("en", "fr")
    assert KIND.read(session, 1, Request("fr")).languages == ("fr",)
    ours = [box for box in boxes(laid_out(one(everybody))[0]) if box.kind == "text"]
    french = next(box for box in ours if "Je fais partie" in box.text)
    chinese = next(box for box in ours if "请拨打这个电话" in box.text)
    assert french.y < chinese.y
    assert french.h > chinese.h


def test_a_card_in_two_languages_of_elsewhere_still_speaks_to_a_passer_by(session: Session) -> None:
    """The trip is in France: the sentence to show is in French, whatever the bearer reads."""
    cards = laid_out(KIND.read(session, 1, Request("en", "zh")))[0]
    ours = [box for box in boxes(cards) if box.kind == "text"]
    sentences = ("Je fais partie", "请拨打这个电话", "I am with a group")
    found = [sum(words in box.text for box in ours) for words in sentences]
    assert found == [18, 18, 18]


def test_the_bearers_language_comes_first_and_their_nights_are_theirs(everybody: WalletCards) -> None:
    languages = {card.bearer.role: card.languages for card in everybody.cards if card.bearer}
    assert languages["member"] == ("zh", "fr")
    assert languages["driver"] == ("fr", "zh")
    nights = {card.bearer.subgroups: sum(len(day.nights) for day in card.trip.days)
              for card in everybody.cards if card.bearer and card.bearer.subgroups}  # fmt: skip
    assert nights[("A",)] != nights[("B",)]


def test_a_copy_is_one_card_and_without_anybody_it_has_a_line_for_the_name(
    session: Session, everybody: WalletCards, tmp_path: Path
) -> None:
    bearer = everybody.cards[4].bearer
    assert bearer
    own = KIND.read(session, 1, Request("zh", "fr", bearer.person))
    assert [card.bearer for card in own.cards] == [bearer]
    blank = replace(own, cards=(replace(own.cards[0], bearer=None),))
    assert bearer.name.printed not in said(blank)
    file = pypdfium2.PdfDocument(registry.write(KIND, own, tmp_path / "card.pdf"))
    words = file[0].get_textpage().get_text_range()
    file.close()
    assert "+33 6 39 98 00 01" in words
    assert bearer.name.latin in words


def test_the_sample_names_its_hospitals_and_the_insurance_on_every_card(everybody: WalletCards) -> None:
    """Both have room: where two languages have none, those of the bearer stand alone."""
    for card in everybody.cards:
        words = said(replace(everybody, cards=(card,)))
        assert "…" not in words
        own = card.languages[0]
        for key in ("hospital", "insurance"):
            assert any(line.startswith(card.trip.texts[key].title.get(own)) for line in words), (key, own)


def test_the_hospital_is_that_of_the_offices_text_and_what_has_no_room_leaves_dots(everybody: WalletCards) -> None:
    card = everybody.cards[0]
    body = Text.of("fr", fr="CHU Grenoble Alpes, +33 4 00 00 00 00", zh="格勒诺布尔大学医院")
    hospital = StandardText(Ref("standard_text", "h"), "hospital", Text.of("fr", fr="Hôpital", zh="医院"), body)
    texts = MappingProxyType({**card.trip.texts, "hospital": hospital})
    words = said(replace(everybody, cards=(replace(card, trip=replace(card.trip, texts=texts)),)))
    assert any("CHU Grenoble Alpes" in line for line in words)
    assert "…" not in words
    many = replace(card.trip, members=tuple(replace(card.trip.members[0], phone=f"+33 6 00 00 00 {n}")
                                            for n in range(10, 40)))  # fmt: skip
    crowded = replace(everybody, cards=(replace(card, trip=many),))
    assert "…" in said(crowded)
    check_pages(laid_out(crowded)[0])
