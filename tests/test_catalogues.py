"""Every sentence of the program exists in every language, and is written as its readers write."""

from __future__ import annotations

import argparse
import ast
import functools
import inspect
import re
import string
from pathlib import Path

import pytest

import messages

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = sorted(path.name for path in (ROOT / "i18n").iterdir())
CATALOGUES = [(language, domain) for language in LANGUAGES for domain in messages.KEYWORDS]
MARKS = {name for keywords in messages.KEYWORDS.values() for name in keywords}
HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"


said_in_code = functools.cache(messages.said_in_code)
Entry = tuple[messages.Id, tuple[str, ...]]


@functools.cache
def entries(language: str, domain: str) -> list[Entry]:
    """Each message of the code with its translations in one catalogue."""
    path = ROOT / "i18n" / language / "LC_MESSAGES" / f"{domain}.po"
    catalogue = messages.read(path, language)
    return [(id, messages.words(language, id, catalogue)) for id in sorted(said_in_code()[domain], key=str)]


def texts(language: str) -> list[str]:
    return [text for domain in messages.KEYWORDS for _, said in entries(language, domain) for text in said]


def test_there_are_french_english_and_chinese() -> None:
    assert set(LANGUAGES) >= {"fr", "en", "zh"}


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_every_message_is_translated(language: str, domain: str) -> None:
    assert [id for id, said in entries(language, domain) if not all(said)] == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_the_catalogue_is_as_make_messages_writes_it(language: str, domain: str) -> None:
    path = ROOT / "i18n" / language / "LC_MESSAGES" / f"{domain}.po"
    ids = said_in_code()[domain]
    assert messages.render(language, ids, messages.read(path, language)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_a_translation_has_the_fields_of_its_source(language: str, domain: str) -> None:
    wrong = [
        (id, text) for id, said in entries(language, domain) for text in said if text and not fields_agree(id, text)
    ]
    assert wrong == []


def fields_agree(id: messages.Id, text: str) -> bool:
    """The same ``{fields}``; a form of a plural may leave out the number it is for (“one trip”)."""
    if isinstance(id, str):
        return fields(text) == fields(id)
    wanted = fields(id[0]) | fields(id[1])
    return wanted - {"n"} <= fields(text) <= wanted


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_messages_are_written_out_where_they_are_marked() -> None:
    """A computed id would never reach a catalogue."""
    files = (path for path in sorted((ROOT / "src").rglob("*.py")) if path.name != "i18n.py")
    assert [wrong for path in files for wrong in computed(path)] == []


def computed(path: Path) -> list[str]:
    """The marked messages of a file whose words are not written out."""
    return [
        f"{path.name}:{call.lineno}: {ast.unparse(call)[:60]}"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
        for argument in call.args[: 2 if call.func.id.endswith("n") else 1]
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]


def test_messages_within_f_strings_are_in_the_catalogues() -> None:
    """What collects messages does not look into f-strings: what stands only there would stay English."""
    known = {id if isinstance(id, str) else id[0] for ids in said_in_code().values() for id in ids}
    files = (path for path in sorted((ROOT / "src").rglob("*.py")) if re.search(r'f".*\bmsg', path.read_text("utf-8")))
    assert [wrong for path in files for wrong in unseen(path, known)] == []


def unseen(path: Path, known: set[str]) -> list[str]:
    """The marked messages of a file that are in no catalogue."""
    return [
        f"{path.name}:{call.lineno}: {ast.unparse(call)[:60]}"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in known
    ]


def test_a_computed_message_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text('msg("Trip")\nmsg(title)\nmsgn("{n} trip", many, 2)', encoding="utf-8")
    assert computed(path) == ["x.py:2: msg(title)", "x.py:3: msgn('{n} trip', many, 2)"]


def found(pattern: str, language: str) -> list[str]:
    """The texts that break a rule; what argparse says in English is not ours to change."""
    borrowed = inspect.getsource(argparse) if language == "en" else ""
    return [text for text in texts(language) if re.search(pattern, text) and text not in borrowed]


FRENCH = {
    "an apostrophe is ’": r"\w'\w",
    "a narrow no-break space before ; ! ?": r"[^\u202f!?][;!?](?![=\w])",
    "a no-break space before :": r"(?<=[^\u00a0]):(?!\S)",
    "narrow no-break spaces inside « »": r"«(?!\u202f)|(?<!\u202f)»",
    "three points are one character": r"\.\.\.",
}
ENGLISH = {
    "an apostrophe is ’": r"\w'\w",
    "quotation marks are typographic": r'"',
    "three points are one character": r"\.\.\.",
}
CHINESE = {
    "full-width punctuation after Han": HAN + r"[,;:!?()\"]|" + HAN + r"\.(?:\s|$)",
    "full-width punctuation before Han": r"(?:[,;!?()\"]|(?<=.):)" + HAN,
    # A middle dot or a bar between two remarks keeps its spaces.
    "no space beside Han": HAN + r" [^\s·|]|[^\s·|] " + HAN,
    "no space beside full-width punctuation": r" [，。；：！？（）、]|[，。；：！？（）、] ",
}


@pytest.mark.parametrize("rule", FRENCH)
def test_french_is_written_as_the_french_write(rule: str) -> None:
    assert found(FRENCH[rule], "fr") == []


@pytest.mark.parametrize("rule", ENGLISH)
def test_english_is_written_as_the_british_write(rule: str) -> None:
    assert found(ENGLISH[rule], "en") == []


@pytest.mark.parametrize("rule", CHINESE)
def test_chinese_is_written_as_the_chinese_write(rule: str) -> None:
    assert found(CHINESE[rule], "zh") == []


@pytest.mark.parametrize(
    ("rules", "rule", "wrong", "right"),
    [
        (FRENCH, "an apostrophe is ’", "l'étape", "l’étape"),
        (FRENCH, "a narrow no-break space before ; ! ?", "Supprimer ?", "Supprimer\u202f?"),
        (FRENCH, "a no-break space before :", "Lieu :", "Lieu\u00a0: 10:30"),
        (FRENCH, "narrow no-break spaces inside « »", "« Mer »", "«\u202fMer\u202f»"),
        (CHINESE, "full-width punctuation after Han", "打开,", "打开，"),
        (CHINESE, "no space beside Han", "打开 PDF", "打开PDF"),
        (CHINESE, "full-width punctuation before Han", "(草稿）", "（草稿）"),
        (CHINESE, "no space beside full-width punctuation", "打开， PDF", "打开，PDF"),
        (ENGLISH, "an apostrophe is ’", "it's", "it’s"),
    ],
)
def test_the_rules_see_what_they_are_for(rules: dict[str, str], rule: str, wrong: str, right: str) -> None:
    assert re.search(rules[rule], wrong)
    assert not re.search(rules[rule], right)
