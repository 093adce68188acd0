"""Spaces, apostrophes and signs of each language; polishing twice changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from examples import many
from tripplanner.typography import polished


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qui paie ? Qui entretient ?", "Qui paie\u202f? Qui entretient\u202f?"),
        ("Attention! Danger; fin", "Attention\u202f! Danger\u202f; fin"),
        ("Parc du Vercors : loup", "Parc du Vercors\u00a0: loup"),
        ("Parc du Vercors: loup", "Parc du Vercors\u00a0: loup"),
        ("l'écopont d'Annecy", "l’écopont d’Annecy"),
        ("« Forêt mature » et «loup»", "«\u202fForêt mature\u202f» et «\u202floup\u202f»"),
        ("de 08:30 à 10:15", "de 08:30 à 10:15"),
        ("carte au 1:25 000", "carte au 1:25 000"),
        ("voir https://example.org/a?b=c&d;e:f !", "voir https://example.org/a?b=c&d;e:f\u202f!"),
        ("(voir www.example.org/a,b)!", "(voir www.example.org/a,b)\u202f!"),
        ("voir https://example.org/l'eau; puis", "voir https://example.org/l'eau\u202f; puis"),
        ("écrire à a.b@example.org ; merci", "écrire à a.b@example.org\u202f; merci"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("déjà\u202f; fait\u00a0: oui", "déjà\u202f; fait\u00a0: oui"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    assert polished(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("跨越 A40 高速公路", "跨越A40高速公路"),
        ("轻松步行:安纳西", "轻松步行：安纳西"),
        ("保护区,森林;河流", "保护区，森林；河流"),
        ("索拉尔(瑞士)", "索拉尔（瑞士）"),
        ("阿斯特(Asters)公司", "阿斯特（Asters）公司"),
        ("到达.", "到达。"),
        ("时间 08:30–10:00", "时间08:30–10:00"),
        ("6月13日 星期日", "6月13日 星期日"),
        ("办公室 · NatureXpairs", "办公室 · NatureXpairs"),
        ("1.7 万公顷", "1.7万公顷"),
        ("见 https://example.org/a?b=c", "见 https://example.org/a?b=c"),
        ("谁出资?", "谁出资？"),
        ("公园 (见 https://a.example/b,c)", "公园（见 https://a.example/b,c）"),
        ("联系(a.b@example.org)我们", "联系（a.b@example.org）我们"),
    ],
)
def test_chinese(typed: str, printed: str) -> None:
    assert polished(typed, "zh") == printed


def test_english_gets_its_apostrophe_and_nothing_else() -> None:
    assert polished("the host's note: who pays?", "en") == "the host’s note: who pays?"


def test_a_language_without_rules_is_left_alone() -> None:
    assert polished("¿quién paga?", "es") == "¿quién paga?"


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
@pytest.mark.parametrize("address", ["https://a.example/l'eau?b=c;d:e!f", "www.a.example/x?y:z", "l'eau@b.example.org"])
def test_addresses_are_left_alone_in_every_language(language: str, address: str) -> None:
    for sentence in ("{}", "voir {} ici", "见{}。", "(见 {})", "“{}” !", "{} ; {}"):
        assert sentence.count("{}") * [address] == re.findall(
            re.escape(address), polished(sentence.replace("{}", address), language)
        )


@pytest.mark.parametrize("written", ["生物,多样性 (森林)", "the host: who pays?", "10:30, 1:25 000; a!b"])
def test_french_spaces_stay_in_french(written: str) -> None:
    assert not set("\u202f\u00a0") & set(polished(written, "zh") + polished(written, "en"))


SIGNS = some.sampled_from(
    [
        *"ab1é ;:!?«»“”'\"()[],./…—·\t\u00a0\u202f\u2009生物，。（）：",
        "https://a.b/c?d",
        "www.a.b",
        "08:30",
        "\n",
        "a@b.cd",
    ]
) | some.characters(max_codepoint=0x2FFFF)


@settings(max_examples=many(500), deadline=None)
@given(some.lists(SIGNS, max_size=14).map("".join), some.sampled_from(["fr", "en", "zh"]))
def test_polishing_twice_changes_nothing(text: str, language: str) -> None:
    once = polished(text, language)
    assert polished(once, language) == once
