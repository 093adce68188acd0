"""What the checks say of a translation, and what their fixes make of it."""

from __future__ import annotations

from collections import Counter

import pytest

from databases import SampleSession
from tripplanner.i18n import say
from tripplanner.planning.checks.terms import Glossary, Term
from tripplanner.planning.texts.checking import Pair, Remark, remarks, text_checks
from tripplanner.planning.texts.known_names import KnownNames, known_names
from tripplanner.planning.texts.reading import read_again, read_texts
from tripplanner.planning.texts.suggesting import glossary, hits, remember
from tripplanner.planning.texts.writing import TextRef, finish_translation
from tripplanner.text import Text

CORRIDOR = Term(
    "u1", "G1", Text.of(fr="corridor écologique", en="ecological corridor", zh="生态廊道"), {"zh": ("生态走廊",)}, True
)
MATURE = Term(
    "u2", "G2", Text.of(fr="forêt mature", en="mature forest", zh="成熟林"), {}, True,
    Text.of(fr="成熟林 est une classe d’âge en sylviculture chinoise."),
)  # fmt: skip
TERMS = Glossary((CORRIDOR, MATURE))
PLACES = Text.of(fr="Parc du Vercors", en="Vercors Park", zh="韦科尔公园"), Text.of(fr="Die", zh="迪城")
NAMES = KnownNames(name.to_json() for name in PLACES)


def said(source: str, target: str, pair: str = "fr zh") -> list[Remark]:
    of, to = pair.split()
    return list(remarks(Pair(source, target, of, to, TERMS, NAMES)))


def what(found: list[Remark]) -> list[tuple[str, str]]:
    return [(one.check, say(one.what, "en")) for one in found]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("17 030 ha depuis 1987", "自1987年起，面积17030公顷", "fr zh"),
        ("17\u202f030 ha", "1.703万公顷", "fr zh"),
        ("4,3 millions d’euros", "430万欧元", "fr zh"),
        ("About EUR 2.6–2.7 million", "约260万—270万欧元", "en zh"),
        ("Un pont de 1.250 m", "1250米的桥", "fr zh"),
        ("2,461,927 euros", "2 461 927 euros", "en fr"),
        ("Boisées depuis le XIXe siècle", "自19世纪以来有林", "fr zh"),
        ("since the 1970s", "自20世纪70年代起", "en zh"),
        ("in the early 2000s", "21世纪初", "en zh"),
        ("three sites, two parks", "3 sites, 2 parcs", "en fr"),
        ("3 sites et 12 personnes", "三处、十二人", "fr zh"),
        ("environ 60 animaux", "about sixty animals", "fr en"),
        ("Départ à 14 h 30", "下午2:30出发", "fr zh"),
        ("Le 13 juin 2027", "2027年6月13日", "fr zh"),
        ("13–20 June", "6月13—20日", "en zh"),
        ("d’avril à octobre", "4—10月", "fr zh"),
        ("lundi et mardi", "周一和周二", "fr zh"),
        ("It may rain.", "Il peut pleuvoir.", "en fr"),
        ("Voir https://a.example/42?b=7 (page 3).", "见 https://a.example/42?b=7（第3页）。", "fr zh"),
        ("Réserve naturelle (IUCN)", "自然保护区（IUCN）", "fr zh"),
        ("IUCN category Ia", "catégorie Ia de l’UICN", "en fr"),
        ("M.", "Mr", "fr en"),
        ("Rendez-vous au Parc du Vercors", "在韦科尔公园集合", "fr zh"),
        ("Il va mourir (die)", "他快死了", "fr zh"),
        ("Les corridors écologiques relient.", "生态廊道相互连接。", "fr zh"),
        ("Parc naturel régional du Vercors", "Parc naturel régional du Vercors", "fr zh-Latn"),
        ("", "空", "fr zh"),
        ("Le marais", "", "fr zh"),
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(source: str, target: str, pair: str) -> None:
    assert [one for one in said(source, target, pair) if one.level == "warn"] == []


@pytest.mark.parametrize(
    ("source", "target", "pair", "check", "words", "mended"),
    [
        ("42 espèces", "许多物种", "fr zh", "numbers", "Number missing: 42", None),
        ("Des espèces", "42种", "fr zh", "numbers", "Number added: 42", None),
        ("42 espèces", "24种", "fr zh", "numbers", "Another number", "42种"),
        ("Ici 42 espèces", "这里,24种", "fr zh", "numbers", "Another number", "这里,42种"),
        ("depuis le XIXe siècle", "自20世纪以来", "fr zh", "numbers", "Another number", "自19世纪以来"),
        ("4,3 millions", "430亿", "fr zh", "numbers", "Another number", None),
        ("Le 13 juin", "7月13日", "fr zh", "dates", "Date missing: juin", None),
        ("mardi matin", "周三上午", "fr zh", "dates", "Date missing: mar.", None),
        ("voir www.a.example", "见www.b.example", "fr zh", "addresses", "Address missing: www.a.example",
         "见www.a.example"),
        ("Bienvenue à {trip} !", "欢迎参加{voyage}！", "fr zh", "placeholders", "Placeholder missing: {trip}",
         "欢迎参加{trip}！"),
        ("écrire à a@b.example", "请写信", "fr zh", "addresses", "Address missing: a@b.example", None),
        ("Au Parc du Vercors", "在公园", "fr zh", "names", "Name: Parc du Vercors", None),
        ("Avec la LPO", "与鸟类保护联盟", "fr zh", "names", "Acronym missing: LPO", None),
        ("Le corridor écologique", "生态走廊", "fr zh", "terms", "Forbidden: 生态走廊", "生态廊道"),
        ("Le corridor écologique", "通道", "fr zh", "terms", "Term not used: 生态廊道", None),
        ("Une forêt mature", "成熟林", "fr zh", "terms", "成熟林: it can be misread", None),
        ("Le marais, la forêt", "沼泽,森林", "fr zh", "punctuation", "Punctuation and spaces", "沼泽，森林"),
        ("The park: who pays?", "Le parc : qui paie ?", "en fr", "punctuation", "Punctuation and spaces",
         "Le parc\u00a0: qui paie\u202f?"),
        ("Dit « libre »", '称为"自由"', "fr zh", "punctuation", "Punctuation and spaces", "称为“自由”"),
        ("Le marais est restauré.", "湿地已修复", "fr zh", "punctuation", "Sign at the end", "湿地已修复。"),
        ("Le marais du Bourget", "布尔歇沼泽。", "fr zh", "punctuation", "Sign at the end", "布尔歇沼泽"),
        ("Un mot (aparté)", "一词（旁白", "fr zh", "punctuation", "Brackets", None),
        ("Le marais est un milieu humide remarquable où vivent de nombreuses espèces", "沼泽", "fr zh", "length",
         "Much shorter than the source", None),
        ("Ce marais est restauré", "Ce marais est restauré", "fr zh", "copied", "Not translated", None),
        ("Le marais est restauré depuis", "沼泽 est restauré depuis", "fr zh", "copied", "Left untranslated", None),
        ("该湿地已经修复", "The 湿地 restored", "zh en", "copied", "Left untranslated", None),
    ],
)  # fmt: skip
def test_what_is_to_see_to(source: str, target: str, pair: str, check: str, words: str, mended: str | None) -> None:
    found = said(source, target, pair)
    assert (check, words) in what(found)
    remark = next(one for one in found if (one.check, say(one.what, "en")) == (check, words))
    assert (remark.mend.words if remark.mend else None) == mended


def test_a_fix_settles_what_it_was_for() -> None:
    source, words = "Le 13 juin : 42 espèces du corridor écologique.", "6月13日:24种,生态走廊"
    for _ in range(8):
        mend = next((one.mend for one in said(source, words) if one.mend), None)
        if mend is None:
            break
        words = mend.words
    assert (words, said(source, words)) == ("6月13日：42种，生态廊道。", [])


def test_every_check_says_something_here() -> None:
    assert [check.key for check in text_checks()] == [
        "terms", "numbers", "dates", "addresses", "placeholders", "names", "copied", "punctuation", "length",
    ]  # fmt: skip


def test_the_sample_is_mostly_right(sample_session: SampleSession) -> None:
    """A check that cries wolf is not read: of the sample's 3,750 translations few are remarked on."""
    found: Counter[str] = Counter()
    with sample_session() as session:
        terms, names = glossary(session), known_names(session)
        for row in read_texts(session, "all"):
            text = row.text
            for language in ("fr", "zh"):
                pair = Pair(text.get(text.source), text.get(language), text.source, language, terms, names)
                found.update(one.check for one in remarks(pair) if one.level == "warn")
    assert sum(found.values()) <= 10, found


def test_the_same_and_similar_texts_are_found_elsewhere(sample_session: SampleSession) -> None:
    with sample_session() as session:
        memory = remember(session, "en", "zh")
        rows = read_texts(session, "all")
        assert len(memory) == len(rows)
        row = next(one for one in rows if one.text.get("en") == "Walking shoes; rain jacket; water bottle")
        similar = memory.like(session, row.text.get("en"), row.key)
        assert [one.source for one in similar] == ["Walking shoes; rain jacket; formal dress for the dinner"]
        assert 70 <= similar[0].alike < 100
        exact = memory.like(session, "walking shoes;  rain jacket; water bottle")
        assert (exact[0].alike, exact[0].words, exact[0].state) == (100, row.text.get("zh"), "draft")
        assert memory.like(session, "Rien de tel nulle part, vraiment") == ()
        assert len(remember(session, "en", "en")) == 0
        finish_translation(session, TextRef.of(row), "zh", "行装")
        memory.put(read_again(session, row.field.table, [row.uuid]))
        assert len(memory) == len(rows)
        assert memory.like(session, row.text.get("en"))[0].words == "行装"


def test_terms_of_the_source_in_their_order() -> None:
    found = hits(TERMS, "Une forêt mature et des corridors écologiques", "生态廊道", "fr", "zh")
    assert [(one.source, one.target, one.used) for one in found] == [
        ("forêt mature", "成熟林", False),
        ("corridor écologique", "生态廊道", True),
    ]
