"""``make messages``: catalogues follow the code, and a second run has nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import messages

CODE = """
from tripplanner.i18n import msg, msgn, printed
A = msg("Open")
B = msgn("{n} trip", "{n} trips", 2)
C = printed("Lunch")
D = msg("Two words, "
        "two lines")
"""

FRENCH = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"POT-Creation-Date: 2020-01-01 00:00\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Open"
msgstr "Ouvert"

#, python-brace-format
msgid "Gone"
msgstr "Parti"

msgid "{n} trip"
msgid_plural "{n} trips"
msgstr[0] "{n} voyage"
msgstr[1] "{n} voyages"
msgid ""
"Two words, "
"two lines"
msgstr "Deux mots, deux lignes"
msgid "Open"
msgstr "Ouvrir"
msgid "Open"
msgstr ""
"""

EXPECTED = """msgid ""
msgstr ""
"Project-Id-Version: tripplanner\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Open"
msgstr "Ouvrir"

msgid "Two words, two lines"
msgstr "Deux mots, deux lignes"

msgid "{n} trip"
msgid_plural "{n} trips"
msgstr[0] "{n} voyage"
msgstr[1] "{n} voyages"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "code.py").write_text(CODE, encoding="utf-8")
    for language in ("fr", "en", "zh"):
        folder = tmp_path / "i18n" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for domain in ("ui", "documents"):
            (folder / f"{domain}.po").write_text("", encoding="utf-8")
    (tmp_path / "i18n" / "fr" / "LC_MESSAGES" / "ui.po").write_text(FRENCH, encoding="utf-8")
    return tmp_path


def update(checkout: Path) -> messages.Report:
    return messages.update(checkout / "i18n", checkout / "src")


def test_a_catalogue_is_sorted_freed_of_the_old_and_the_later_translation_wins(checkout: Path) -> None:
    update(checkout)
    assert (checkout / "i18n/fr/LC_MESSAGES/ui.po").read_text(encoding="utf-8") == EXPECTED


def test_a_second_run_changes_nothing(checkout: Path) -> None:
    first, second = update(checkout), update(checkout)
    assert len(first.changed) == 6
    assert second.changed == []
    assert second.missing == first.missing


def test_what_is_not_translated_is_listed(checkout: Path) -> None:
    listed = {(path.parents[1].name, path.stem, id) for path, id in update(checkout).missing}
    assert listed == {
        ("fr", "documents", "Lunch"),
        ("zh", "documents", "Lunch"),
        ("zh", "ui", "Open"),
        ("zh", "ui", "{n} trip"),
        ("zh", "ui", "Two words, two lines"),
    }


def test_the_source_language_says_the_source(checkout: Path) -> None:
    update(checkout)
    text = (checkout / "i18n/en/LC_MESSAGES/ui.po").read_text(encoding="utf-8")
    assert 'msgid "Open"\nmsgstr "Open"' in text
    assert 'msgstr[0] "{n} trip"\nmsgstr[1] "{n} trips"' in text
