"""A person is found in texts however their name was written there; others are not."""

from __future__ import annotations

import unicodedata

import pytest

from tripplanner.store.erasing.spelt import plain
from tripplanner.store.erasing.wording import Needles

FRENCH = {
    "family_name": "Benoît-Lefèvre", "given_name": "Éloïse", "name_order": "given_first",
    "email": "Eloise.BL@exemple.fr", "phone": "+33 6 12 34 56 78",
}  # fmt: skip
CHINESE = {
    "family_name": "Ouyang", "given_name": "Jingyi", "native_family": "欧阳", "native_given": "静宜",
    "native_script": "Hans", "phone": "13900007777",
}  # fmt: skip
UNROMANISED = {"native_family": "欧阳", "native_given": "静宜"}
RUSSIAN = {"family_name": "Karenina", "given_name": "Anna", "native_family": "Каренина", "native_given": "Анна"}
SPANISH = {"family_name": "García", "second_family_name": "Márquez", "given_name": "Ximena"}
SHORT = {"family_name": "Li", "given_name": "Na", "native_family": "李", "native_given": "娜"}
SIMPLIFIED = {"family_name": "Liu", "given_name": "Xiaojie", "native_family": "刘", "native_given": "晓杰"}
TRADITIONAL = {"family_name": "Chung", "given_name": "Lai-wan", "native_family": "鍾", "native_given": "麗雲"}
KNOWN = [
    (FRENCH, (
        "Éloïse BENOÎT-LEFÈVRE", "Benoît-Lefèvre, Éloïse", "Éloïse\u00a0Benoît-Lefèvre", "Éloïse\nBenoît-Lefèvre",
        unicodedata.normalize("NFD", "Éloïse Benoît-Lefèvre"), "ELOISE BENOIT LEFEVRE", "Benoit‑Lefevre_Eloise",
        "Mme Benoît-Lefèvre", "É. Benoît-Lefèvre", "eloise.bl@exemple.fr", "06.12.34.56.78", "0033 6 12 34 56 78",
    )),
    (CHINESE, ("欧阳静宜", "欧阳　静宜",
        "Ouyang Jing-Yi", "Ōu yáng Jìng yí", "欧阳女士", "ouyangjingyi", "+86 139-0000-7777")),
    (UNROMANISED, ("OUYANG Jingyi", "Jingyi Ouyang")),
    (RUSSIAN, ("КАРЕНИНА Анна", "Каренина, Анна", "г-жа Каренина")),
    (SPANISH, ("Ximena García", "Garcia Marquez, Ximena")),
    (SHORT, ("LI Na", "李 娜", "Mme Li", "李女士")),
    (SIMPLIFIED, ("劉曉傑", "劉 曉傑", "刘晓杰", "劉處長", "刘副处长", "劉曉傑 LIU Xiaojie")),
    (TRADITIONAL, ("钟丽云", "鐘麗雲", "鍾麗雲", "钟主任")),
]  # fmt: skip
OTHERS = [
    (FRENCH, ("Benoît arrive", "Lefèvre", "Heloise Benoit-Lefevrette", "06 12 34 56 79")),
    (CHINESE, ("欧阳修", "Ouyang Xiu")),
    (SHORT, ("Lina", "桃李", "Marli Napoli", "ali na")),
]


@pytest.mark.parametrize(("person", "form"), [(person, form) for person, forms in KNOWN for form in forms])
def test_a_name_is_taken_out_however_it_is_written(person: dict[str, str], form: str) -> None:
    needles = Needles(person)
    assert needles.taken_out(f"Dîner avec {form}, 19 h") == "Dîner avec …, 19 h"
    assert needles.taken_out(f"与{form}共进午餐") == "与…共进午餐"


@pytest.mark.parametrize(("person", "words"), [(person, words) for person, found in OTHERS for words in found])
def test_somebody_else_is_left(person: dict[str, str], words: str) -> None:
    assert Needles(person).taken_out(words) == words


def test_both_scripts_side_by_side_are_one_mention() -> None:
    assert Needles(SHORT).taken_out("Accueil par 李娜 LI Na à 9 h") == "Accueil par … à 9 h"


def test_a_family_name_alone_says_nothing_where_somebody_else_has_it() -> None:
    assert Needles(FRENCH, namesakes={"benoitlefevre"}).taken_out("Mme Benoît-Lefèvre") == "Mme Benoît-Lefèvre"


def test_a_namesake_in_the_other_script_is_one() -> None:
    assert Needles(SIMPLIFIED, namesakes={plain("劉"), plain("Liu")}).taken_out("劉處長") == "劉處長"


def test_a_number_that_others_have_too_is_no_sign() -> None:
    assert Needles(FRENCH, shared={FRENCH["phone"]}).taken_out("06 12 34 56 78") == "06 12 34 56 78"
