"""What a question finds, in which order, on both databases; and that nothing typed can break it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from databases import SampleSession
from examples import many
from tripplanner.i18n import msg
from tripplanner.model.partners import Contact, Organisation, OrganisationAlias
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.programme import Item, Question
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.planning.searching import Hit, marks, parse, search
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Edit")


def fill(session: Session) -> None:
    from datetime import date

    office = Organisation(
        name=Text.of("fr", fr="Office français de la biodiversité", zh="法国生物多样性局"), acronym="OFB"
    )
    office.aliases = [OrganisationAlias(name="Agence des Cascades")]
    li = Person(family_name="Li", given_name="Na", native_family="李", native_given="娜", native_script="Hans")
    li.sensitive = [SensitiveValue(kind="passport", value="secretcanary")]
    shan = Person(native_family="单", native_given="雄信", native_script="Hans")
    trips = [Trip(title=Text.of("fr", fr=f"Voyage {n}"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 15))
             for n in (1, 2)]  # fmt: skip
    session.add_all([
        Site(name=Text.of("fr", fr="Mer de Glace", zh="冰海冰川")),
        Site(name=Text.of("fr", fr="Chalet de la Mer de Glace")),
        Site(name=Text.of("fr", fr="Glace de mer", en="Sea ice")),
        Site(name=Text.of("fr", fr="Écloserie de Rives"), summary=Text.of("fr", fr="On y voit la mer de glace.")),
        Site(name=Text.of("fr", fr="Musée"), facts=(Text.of("zh", zh="请提前预约参观。"),)),
        Contact(organisation=office, person=li, post=Text.of("fr", fr="Directrice")),
        Contact(organisation=office, person=shan, post=Text.of("fr", fr="Garde")),
        *trips,
        *(Item(trip=trip, title=Text.of("fr", fr="Visite du barrage"),
               questions=[Question(text=Text.of("fr", fr="Et l’étiage ?"))]) for trip in trips),
    ])  # fmt: skip


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.do(LABEL, fill)
    return workspace


def titles(workspace: Workspace, question: str, **options: Any) -> list[str]:
    return [hit.title for hit in workspace.get(search, question, "fr", **options)]


FOUND = [
    ("mer de glace", ["Mer de Glace", "Chalet de la Mer de Glace", "Glace de mer", "Écloserie de Rives"]),
    ("MER DE GLA", ["Mer de Glace", "Chalet de la Mer de Glace", "Glace de mer", "Écloserie de Rives"]),
    ("ecloserie", ["Écloserie de Rives"]),
    ("lina", ["李娜 LI Na"]),
    ("li na", ["李娜 LI Na"]),
    ("na li", ["李娜 LI Na"]),
    ("Lǐ Nà", ["李娜 LI Na"]),
    ("李娜", ["李娜 LI Na"]),
    ("ln", ["李娜 LI Na"]),
    ("shanxiong", ["单雄信"]),
    ("bing", ["Mer de Glace"]),
    ("binghaibing", ["Mer de Glace"]),
    ("bhbc", ["Mer de Glace"]),
    ("hbc", ["Mer de Glace"]),
    ("冰川", ["Mer de Glace"]),
    ("海川", []),
    ("参观", ["Musée"]),
    ("canguan", ["Musée"]),
    ("sea ice", ["Glace de mer"]),
    ("ofb", ["Office français de la biodiversité"]),
    ("cascades", ["Office français de la biodiversité"]),
    ("directrice", ["李娜 LI Na"]),
    ("secretcanary", []),
    ("@li", ["李娜 LI Na"]),
    ("@mer", []),
    (">mer", []),
    ("#mer", []),
    ("", []),
    ("   ", []),
    ("@", []),
]


def test_what_is_found_and_in_which_order(filled: Workspace) -> None:
    assert [(question, titles(filled, question)) for question, _ in FOUND] == FOUND


def test_the_open_trip_comes_first(filled: Workspace) -> None:
    hits = filled.get(search, "barrage", "fr")
    ids = [hit.trip_id for hit in hits]
    assert len(set(ids)) == 2
    for trip in ids:
        assert next(hit.trip_id for hit in filled.get(search, "barrage", "fr", trip_id=trip)) == trip
        asked = filled.get(search, "etiage", "fr", trip_id=trip)
        assert [(hit.kind, hit.table, hit.snippet, hit.current) for hit in asked] == [
            ("items", "question", "Et l’étiage ?", hit.current) for hit in asked
        ]


def test_a_text_says_where_it_answers(filled: Workspace) -> None:
    (hit,) = filled.get(search, "canguan", "fr")
    assert (hit.field, hit.snippet, hit.rank) == ("facts", "请提前预约参观。", 3)
    assert [hit.snippet[start:end] for start, end in hit.snippet_marks] == ["参观"]
    (hit,) = filled.get(search, "bing", "fr")
    assert (hit.second, [hit.second[start:end] for start, end in hit.second_marks]) == ("冰海冰川", ["冰", "冰"])


def test_only_the_kinds_asked_for(filled: Workspace) -> None:
    assert {hit.kind for hit in filled.get(search, "o", "fr")} == {"organisations", "sites"}
    assert {hit.kind for hit in filled.get(search, "o", "fr", kinds=("organisations", "items"))} == {"organisations"}
    assert titles(filled, "mer", limit=1) == ["Mer de Glace"]


@pytest.mark.parametrize("question", [":15/6", ":15.06.2027", ":2027-06-15", ":mardi", ":6月15日", ":june 15"])
def test_days_by_date(sample_session: SampleSession, question: str) -> None:
    with sample_session() as session:
        assert [str(hit.when)[:10] for hit in search(session, question, "fr")] == ["2027-06-15"]


def test_edits_undone_and_redone_are_found_as_they_are(filled: Workspace) -> None:
    def rename(session: Session) -> None:
        next(site for site in session.query(Site) if "Chalet" in site.name.get("fr")).name = Text.of("fr", fr="Refuge")

    filled.do(LABEL, rename)
    assert (titles(filled, "chalet"), titles(filled, "refuge")) == ([], ["Refuge"])
    filled.undo()
    assert (titles(filled, "chalet"), titles(filled, "refuge")) == (["Chalet de la Mer de Glace"], [])
    filled.redo()
    filled.undo()
    filled.undo()
    assert [titles(filled, question) for question, _ in FOUND] == [[] for _ in FOUND]


@settings(max_examples=many(60), deadline=None)
@given(
    question=st.text(st.characters(), max_size=30) | st.text("\"*-^()NEARORAND:{}+'\\&|!<>@#·⟦⟧§% \x00", max_size=40)
)
def test_nothing_typed_can_break_it(sample_session: SampleSession, question: str) -> None:
    with sample_session() as session:
        hits = search(session, question, "zh", 5)
        assert all(isinstance(hit, Hit) for hit in hits)


ODD = ['"', '" OR name:x', "NEAR(a b)", "*", "a*", "-", "😀", "x" * 10_000, "\ud800", "a\ud800b", "' | 'a", "\\",
       "\x00", "{name}:a", "ﬁ", "İstanbul", "𠮷"]  # fmt: skip


def test_odd_questions_on_both_databases(sample_workspace: Workspace) -> None:
    for question in ODD:
        for hit in sample_workspace.get(search, question, "fr"):
            assert hit.title


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("Écloserie de l’Œuvre", "ecl oeu", ["Écl", "Œu"]),
        ("冰海冰川", "bhbc", ["冰海冰川"]),
        ("Mer de Glace · 冰海", "binghai", ["冰海"]),
        ("李娜 LI Na", "lina", ["李娜", "LI", "Na"]),
        ("e\u0301cole", "eco", ["e\u0301co"]),
        ("Zürich", "zurich", ["Zürich"]),
        ("amer", "mer", []),
    ],
)
def test_marks_show_what_fits(text: str, question: str, marked: list[str]) -> None:
    found = [text[start:end] for start, end in marks(text, parse(question))]
    assert found == marked
