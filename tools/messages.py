"""Brings the catalogues up to date with the code: ``make messages``.

Extracts every ``msg``/``msgn`` (domain ui) and ``printed``/``printedn`` (domain
documents), then rewrites ``i18n/*/LC_MESSAGES/*.po``: sorted, one entry per
message (of two, the later one in the file wins), without those the code no
longer says, the source language filled with the source. Nothing that changes by
itself (dates, line numbers) is written: a second run changes nothing. Lists
what is not translated and then exits 1.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import normalize, read_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"ui": {"msg": (1,), "msgn": (1, 2)}, "documents": {"printed": (1,), "printedn": (1, 2)}}
SOURCE_LANGUAGE = "en"
PLURALS = {"zh": "nplurals=1; plural=0;", "fr": "nplurals=2; plural=(n > 1);"}
OTHER_PLURAL = "nplurals=2; plural=(n != 1);"

Id = str | tuple[str, str]


@dataclass(slots=True)
class Report:
    """What a run found: catalogues that were rewritten, and messages without a translation."""

    changed: list[Path] = field(default_factory=list)
    missing: list[tuple[Path, str]] = field(default_factory=list)


def said_in_code(source: Path = ROOT / "src") -> dict[str, set[Id]]:
    """Every message of the code by domain: the singular, or singular and plural. It takes seconds."""
    marks = {mark: (domain, len(places)) for domain, marks in KEYWORDS.items() for mark, places in marks.items()}
    said: dict[str, set[Id]] = {domain: set() for domain in KEYWORDS}
    for path in sorted(source.rglob("*.py")):
        code = path.read_bytes()
        if not any(f"{mark}(".encode() in code for mark in marks):
            continue  # reading it token by token would take its time and find nothing
        for _line, mark, words, _comments in extract_python(io.BytesIO(code), marks, (), {}):
            domain, count = marks[mark]
            said[domain].update(_ids(words, count))
    return said


def _ids(words: str | tuple[str | None, ...], count: int) -> Iterator[Id]:
    """The first ``count`` arguments of a call as an id; none where one of them is no text of its own."""
    first = (words,) if isinstance(words, str) else tuple(words or ())[:count]
    if len(first) == count and all(first):
        yield first[0] if count == 1 else first


def read(path: Path, language: str) -> Catalog:
    """A catalogue as last written or appended to: of two translations of one message the later wins."""
    entries: dict[str, str] = {}
    for entry in _entries(path.read_text(encoding="utf-8")):
        key, _, translation = entry.partition("\nmsgstr")
        key = "".join(line.partition('"')[2][:-1] for line in key.splitlines())  # however it was wrapped
        if key not in entries or '"' in translation.replace('""', ""):
            entries.pop(key, None)
            entries[key] = entry
    return read_po(io.BytesIO("\n\n".join(entries.values()).encode()), locale=language, ignore_obsolete=True)


def _entries(text: str) -> list[str]:
    """The entries of a .po text, comments dropped; a blank line between them is not relied on."""
    entries: list[list[str]] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("msgid "):
            entries.append([])
        if line and not line.startswith("#"):
            entries[-1].append(line)
    return ["\n".join(lines) for lines in entries]


def render(language: str, ids: set[Id], catalogue: Catalog) -> str:
    """The text of a .po file: ``ids`` with what ``catalogue`` says of them."""
    header = (
        'msgid ""', 'msgstr ""', '"Project-Id-Version: tripplanner\\n"', f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"', '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"', f'"Plural-Forms: {PLURALS.get(language, OTHER_PLURAL)}\\n"',
    )  # fmt: skip
    blocks = ["\n".join(header)]
    for id in sorted(ids, key=lambda id: (id,) if isinstance(id, str) else id):
        blocks.append(_render_entry(id, words(language, id, catalogue)))
    return "\n\n".join(blocks) + "\n"


def words(language: str, id: Id, catalogue: Catalog) -> tuple[str, ...]:
    """The translations of one message, one per plural form; empty strings where there are none."""
    sources = (id,) if isinstance(id, str) else id
    if language == SOURCE_LANGUAGE:
        return sources
    forms = 1 if isinstance(id, str) else int(PLURALS.get(language, OTHER_PLURAL)[9])
    found = catalogue.get(sources[0])
    said = () if found is None or found.fuzzy else found.string
    given = (said,) if isinstance(said, str) else tuple(said)
    return given if len(given) == forms and all(given) else ("",) * forms


def _render_entry(id: Id, translated: tuple[str, ...]) -> str:
    if isinstance(id, str):
        return f"msgid {normalize(id, width=100)}\nmsgstr {normalize(translated[0], width=100)}"
    lines = [f"msgid {normalize(id[0], width=100)}", f"msgid_plural {normalize(id[1], width=100)}"]
    lines += [f"msgstr[{form}] {normalize(text, width=100)}" for form, text in enumerate(translated)]
    return "\n".join(lines)


def update(folder: Path = ROOT / "i18n", source: Path = ROOT / "src") -> Report:
    """Rewrite the catalogues of every language below ``folder`` that differ from what they should hold."""
    report = Report()
    for domain, ids in said_in_code(source).items():
        for path in sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
            _update_one(path, ids, report)
    return report


def _update_one(path: Path, ids: set[Id], report: Report) -> None:
    language = path.parents[1].name
    catalogue = read(path, language)
    text = render(language, ids, catalogue)
    if text != path.read_text(encoding="utf-8"):
        path.write_text(text, encoding="utf-8", newline="\n")
        report.changed.append(path)
    for id in sorted(ids, key=str):
        if not all(words(language, id, catalogue)):
            report.missing.append((path, id if isinstance(id, str) else id[0]))


def main() -> int:
    report = update()
    for path in report.changed:
        print(f"updated {path.relative_to(ROOT)}")
    for path, id in report.missing:
        print(f"not translated in {path.relative_to(ROOT)}: {id}")
    if not report.missing:
        print("every message is translated")
    return 1 if report.missing else 0


if __name__ == "__main__":
    sys.exit(main())
