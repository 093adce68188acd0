"""vCards 4.0 and 3.0 of contacts and delegates: names in both scripts, how to sort them, what we alone know aside."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.exchange.intake.naming import has_han
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.exchange.outgoing.records import Record, Shipment, Writer

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_ALONE = ("romanisation", "preferred_latin", "name_order", "nationality", "availability", "last_contacted")
"""Fields that no property of the format holds: they go under names of our own."""


def write(shipment: Shipment) -> bytes:
    """A card per record, in the version asked for (4.0 if none is)."""
    three = shipment.version.startswith("3")
    return b"".join(folded(line) for record in shipment.records for line in _card(record, three))


def _card(record: Record, three: bool) -> Iterator[str]:
    words = record.words
    yield "BEGIN:VCARD"
    yield f"VERSION:{'3.0' if three else '4.0'}"
    yield "PRODID:-//tripplanner//tripplanner//EN"
    yield f"UID:{record.uuid if three else 'urn:uuid:' + record.uuid}"
    yield f"FN:{escaped(record.label or words.get('organisation', '') or '?')}"
    yield from _names(record, three)
    if "organisation" in words:
        yield f"ORG:{escaped(words['organisation'])}"
    for language in LANGUAGES:
        if words.get(f"post.{language}"):
            yield f"TITLE;LANGUAGE={language}{'' if three else ';ALTID=1'}:{escaped(words[f'post.{language}'])}"
    for key, name in (("email", "EMAIL"), ("phone", "TEL"), ("notes", "NOTE")):
        if key in words:
            yield f"{name}:{escaped(words[key])}"
    yield from _person(record, three)
    yield "END:VCARD"


def _names(record: Record, three: bool) -> Iterator[str]:
    """The parts of a name: those in characters and those in Latin letters as one name written twice."""
    words = record.words
    latin = ";".join((",".join(filter(None, (_part(record, "family_name"), _part(record, "second_family_name")))),
                      _part(record, "given_name"), "", "", ""))  # fmt: skip
    native = ";".join((_part(record, "native_family"), _part(record, "native_given"), "", "", ""))
    is_han = has_han(words.get("native_family", "") + words.get("native_given", ""))
    has_latin = bool(latin.strip(";"))
    if not is_han:
        yield from _own(record, "native_family", "native_given")
    if three:
        yield from _three(record, latin, native, is_han, has_latin)
        return
    sort = f';SORT-AS="{_sorted(record)}"' if has_latin else ""
    if has_latin or not is_han:
        yield f"N{';ALTID=1' if is_han else ''}{sort}:{latin}"
    if is_han:
        yield f"N{';ALTID=1' if has_latin else ''};LANGUAGE=zh{sort}:{native}"


def _three(record: Record, latin: str, native: str, is_han: bool, has_latin: bool) -> Iterator[str]:
    """3.0 has one name: characters, which telephones show, with the Latin letters as how they sound."""
    yield f"N:{native if is_han else latin}"
    if is_han and has_latin:
        yield f"X-PHONETIC-LAST-NAME:{_part(record, 'family_name')}"
        yield f"X-PHONETIC-FIRST-NAME:{_part(record, 'given_name')}"
        yield from _own(record, "second_family_name")
    if has_latin:
        yield f"SORT-STRING:{escaped(' '.join(filter(None, _sort_words(record))))}"


def _person(record: Record, three: bool) -> Iterator[str]:
    languages: list[str] = list(record.values.get("languages", ()))
    if three:
        yield from _own(record, "gender", "languages")
    else:
        if gender := record.values.get("gender"):
            yield f"GENDER:{str(gender).upper()}"
        for number, language in enumerate(languages[:100], 1):
            yield f"LANG;PREF={number}:{escaped(language)}"
    yield from _own(record, *_ALONE)
    for language in LANGUAGES:
        if form := record.words.get(f"address.{language}"):
            yield f"X-TRIPPLANNER-ADDRESS;LANGUAGE={language}:{escaped(form)}"


def _own(record: Record, *keys: str) -> Iterator[str]:
    """Fields under names of our own, which other programs pass over."""
    for key in keys:
        if key in record.words:
            value = record.values[key]
            words = value if isinstance(value, str) else record.words[key]
            yield f"X-TRIPPLANNER-{key.upper().replace('_', '-')}:{escaped(words)}"


def _part(record: Record, key: str) -> str:
    return escaped(record.words.get(key, ""))


def _sort_words(record: Record) -> list[str]:
    return [record.words.get("family_name", ""), record.words.get("given_name", "")]


def _sorted(record: Record) -> str:
    """The letters a list is sorted by, as a parameter: without what ends one."""
    return ",".join(" ".join(word.translate(str.maketrans('",;:', "    ")).split()) for word in _sort_words(record))


def escaped(text: str) -> str:
    """A value: text of people cannot end it, or begin a line of its own."""
    return even(text).replace("\x85", " ").replace("\u2028", "\n").replace("\u2029", "\n").translate(_ESCAPES)


def folded(line: str) -> bytes:
    """A line of at most 75 octets each, broken between characters."""
    data, parts, room = line.encode(), list[bytes](), _OCTETS
    while len(data) > room:
        end = room
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[:end])
        data, room = data[end:], _OCTETS - 1  # the space that marks a continuation counts
    return b"\r\n ".join([*parts, data]) + b"\r\n"


WRITER = Writer("vcard", (".vcf", ".vcard"), ("contacts", "delegates"), write, versions=("4", "3"))
