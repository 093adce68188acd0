"""A text knows which of its translations are missing, stale, drafts or reviewed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.text import EMPTY, Text, normalised, source_hash, texts_from_json, texts_to_json

MARSH = Text.of("fr", ["zh"], fr="Le marais est restauré.", en="The marsh is restored.", zh="湿地已修复。")

words = st.text(min_size=1, max_size=40)
texts = st.builds(
    lambda source, by_language, drafts: Text.of(source, drafts, **{source: "x", **by_language}),
    st.sampled_from(["fr", "en", "zh", "es"]),
    st.dictionaries(st.sampled_from(["fr", "en", "zh", "es"]), words),
    st.sets(st.sampled_from(["fr", "en", "zh", "es"])),
)


def test_states_of_a_fresh_text() -> None:
    assert {lang: MARSH.state(lang) for lang in ("fr", "en", "zh", "es")} == {
        "fr": "source",
        "en": "reviewed",
        "zh": "draft",
        "es": "missing",
    }


def test_a_changed_source_makes_every_translation_stale() -> None:
    changed = MARSH.with_words("fr", "Le marais a été restauré en 2019.")
    assert [changed.state(lang) for lang in ("fr", "en", "zh")] == ["source", "stale", "stale"]


def test_changing_the_source_back_makes_them_fresh_again() -> None:
    assert MARSH.with_words("fr", "Autre.").with_words("fr", MARSH.get("fr")).state("en") == "reviewed"


def test_only_a_human_act_freshens_a_stale_translation() -> None:
    changed = MARSH.with_words("fr", "Le marais a été restauré.")
    assert changed.without_effect("zh").state("zh") == "draft"
    assert changed.without_effect("zh").state("en") == "stale"
    assert changed.reviewed("zh").state("zh") == "reviewed"
    assert changed.with_words("en", "The marsh has been restored.").state("en") == "reviewed"
    assert changed.with_words("en", "The marsh has been restored.", draft=True).state("en") == "draft"


def test_a_stale_translation_remembers_what_it_was_made_from_as_long_as_it_is_stale() -> None:
    once = MARSH.with_words("fr", "Le marais a été restauré.")
    twice = once.with_words("fr", "").with_words("fr", "Le marais renaît.")
    assert dict(twice.earlier) == {"en": "Le marais est restauré.", "zh": "Le marais est restauré."}
    assert Text.from_json(twice.to_json()).earlier == twice.earlier
    assert dict(twice.without_effect("zh").earlier) == {"en": "Le marais est restauré."}
    assert dict(twice.reviewed("zh").with_words("en", "The marsh lives.").earlier) == {}
    assert twice.with_words("fr", MARSH.get("fr")).to_json() == MARSH.to_json()


def test_words_that_are_not_those_a_translation_was_made_from_are_not_believed() -> None:
    unknown = Text({"fr": "Neuf", "zh": "新"}, "fr", {"zh": source_hash("Vieux")})
    assert (unknown.state("zh"), dict(unknown.earlier)) == ("stale", {})
    assert dict(Text(unknown.words, "fr", unknown.made_from, earlier={"zh": "Autre"}).earlier) == {}
    assert dict(Text(unknown.words, "fr", unknown.made_from, earlier={"zh": "Vieux"}).earlier) == {"zh": "Vieux"}


def test_other_words_that_say_the_same_change_no_state() -> None:
    stale = MARSH.with_words("fr", "Le marais a été restauré.")
    for language in ("en", "zh"):
        assert stale.reworded(language, "other").state(language) == "stale"
        assert stale.reworded(language, "other").earlier == stale.earlier
        assert MARSH.reworded(language, "other").state(language) == MARSH.state(language)
    assert MARSH.reworded("es", "otra").state("es") == "draft"


def test_a_draft_waits_for_a_reader() -> None:
    assert MARSH.as_draft("en").state("en") == "draft"
    assert MARSH.as_draft("en").reviewed("en") == MARSH


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("L'eau : c'est « beau » !", "L’eau\u00a0: c’est «\u202fbeau\u202f»\u202f!"),
        ("deux  espaces", "deux espaces"),
        ("湿地,修复", "湿地，修复"),
        ("e\u0301cologie", "écologie"),
    ],
)
def test_typography_makes_nothing_stale(before: str, after: str) -> None:
    text = Text.of("fr", fr=before, en="x")
    assert text.with_words("fr", after).state("en") == "reviewed"


def test_first_words_set_the_source_language() -> None:
    text = EMPTY.with_words("fr", "Bonjour")
    assert (text.source, text.state("fr"), text.with_words("zh", "你好").state("zh")) == ("fr", "source", "reviewed")


def test_empty_words_remove_a_translation() -> None:
    assert MARSH.with_words("zh", "").state("zh") == "missing"
    assert "zh" not in MARSH.with_words("zh", "").drafts


def test_a_missing_language_is_never_replaced_but_a_title_finds_something() -> None:
    assert MARSH.get("es") == ""
    assert MARSH.best("es", "zh") == "湿地已修复。"
    assert EMPTY.best("fr") == ""


@given(texts)
def test_json_gives_back_the_same_text(text: Text) -> None:
    again = Text.from_json(text.to_json())
    assert again == text
    assert hash(again) == hash(text)


@given(texts, st.lists(st.tuples(st.sampled_from(["fr", "en", "zh"]), words), max_size=5))
def test_whatever_is_typed_the_earlier_words_are_those_of_the_stale(text: Text, typed: list[tuple[str, str]]) -> None:
    for language, said in typed:
        text = text.with_words(language, said)
    assert all(text.state(language) == "stale" for language in text.earlier)
    assert all(source_hash(said) == text.made_from[language] for language, said in text.earlier.items())
    assert Text.from_json(text.to_json()) == text


@given(st.lists(texts, max_size=4))
def test_json_of_several_texts(several: list[Text]) -> None:
    assert texts_from_json(texts_to_json(several)) == tuple(several)


@given(words)
def test_normalising_twice_changes_nothing(sentence: str) -> None:
    assert normalised(normalised(sentence)) == normalised(sentence)
    assert source_hash(normalised(sentence)) == source_hash(sentence)


def test_words_are_written_as_their_language_is() -> None:
    text = EMPTY.with_words("fr", "L'eau : à qui ?").with_words("zh", "水,属于谁?")
    text = text.with_words("en", "Whose? See a.b/c,d")
    assert dict(text.words) == {
        "fr": "L’eau\u00a0: à qui\u202f?", "zh": "水，属于谁？", "en": "Whose? See a.b/c,d",
    }  # fmt: skip
    assert text.reworded("zh", "谁的水?").get("zh") == "谁的水？"
    assert text.with_words("fr", text.get("fr")) == text


def test_whoever_says_something_else_in_a_translation_makes_it_the_source() -> None:
    text = Text.of("en", en="Lunch", fr="Déjeuner", zh="午餐")
    assert text.rewritten("fr", "Déjeuner ").state("zh") == text.state("zh")
    new = text.rewritten("fr", "Pique-nique au col")
    assert (new.source, new.state("fr"), new.state("zh"), new.state("en")) == ("fr", "source", "stale", "stale")
    assert new.earlier == {"en": "Déjeuner", "zh": "Déjeuner"}
    assert new.rewritten("fr", "Pique-nique").state("zh") == "stale"
    assert new.with_words("zh", "山口野餐").state("zh") == "reviewed"
    assert text.rewritten("es", "Almuerzo").source == "en"
