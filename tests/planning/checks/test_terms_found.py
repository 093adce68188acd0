"""The terms that are looked up in a text are those that looking for every one of them finds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import many
from tripplanner.planning.checks.terms import Glossary, Term, contains
from tripplanner.text import Text

# Letters that patterns take for the same as others, long and short words, brackets, and two scripts.
WORDS = st.lists(
    st.sampled_from(
        ["old", "OLDS", "old-growth", "forêt", "forêts", "FORÊT", "Straße", "STRASSE", "ſtem", "stems", "K2", "k2",
         "İl", "il", "ılot", "l’îlot", "(a)", "/", "·", "成熟林", "成熟", "林", "old成熟林", "x"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip
LANGUAGES = st.sampled_from(["fr", "zh"])


@settings(max_examples=many(300), deadline=None)
@given(st.lists(WORDS, max_size=8), WORDS, LANGUAGES)
@example(["forêts anciennes (old)", "林"], "成熟林 FORÊT ancienne", "fr")
def test_the_index_finds_what_looking_for_every_term_finds(terms: list[str], words: str, language: str) -> None:
    glossary = Glossary(Term(f"{n}", "", Text.of(language, **{language: term})) for n, term in enumerate(terms))
    expected = tuple(term for term in glossary.terms if contains(words, term.forms(language), language))
    assert glossary.within(words, language) == expected
