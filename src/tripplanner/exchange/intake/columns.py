"""Which column fills which field: guessed from headings and cells, decided by a template or the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.headings import PART, Vocabulary, language_of, normalised
from tripplanner.exchange.intake.kinds.kind import Reading, Refused
from tripplanner.exchange.intake.plan import MASK, Column
from tripplanner.exchange.intake.sheets import Cell, is_empty, said
from tripplanner.exchange.intake.subjects import Field, Subject, subject, subjects
from tripplanner.exchange.intake.tables import Table, carried
from tripplanner.i18n import msg

_LOOKED_AT, _SHOWN = 60, 3
_PEOPLE = "delegates"  # the subject with protected values
_PRIVATE = ("身份证", "社保", "securitesociale", "socialsecurity", "idcard", "identitycard", "carteidentite", "签发",
            "dateofissue", "placeofissue", "issuedon", "delivrele", "datededelivrance", "lieudedelivrance", "出生地",
            "placeofbirth", "lieudenaissance", "政治面貌", "religion", "婚姻状况",
            "签证", "visa")  # fmt: skip
_PRIVATE_ENDS = ("民族", "宗教", "宗教信仰", "婚否")
"""Of what nobody here has a field for, and no other field may take: numbers of identity cards and insurances, where
a passport was made, what law protects most."""
_CARRIED = msg("Where a cell is empty, the one above it holds.")
_SECRET = msg("Its values are protected: they are left out, only a protected field of delegates may take them.")


@cache
def vocabulary(key: str) -> Vocabulary:
    """The headings of a subject."""
    fields = subject(key).fields
    titles, also = {f.key: f.title for f in fields}, {f.key: f.also for f in fields}
    return Vocabulary({f.key: f.headings for f in fields}, titles, also)


def likeliest_subject(headings: Sequence[str]) -> str:
    """The subject whose fields these headings fit best; ``""`` when they fit none."""
    fits = {key: sum(vocabulary(key).best(heading) for heading in headings if heading) for key in subjects()}
    best = max(fits, key=lambda key: fits[key], default="")
    return best if fits.get(best, 0) >= 1 else ""


def guess_columns(table: Table, chosen: Subject, template: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """A column per column of the table, each with the field it most likely fills.

    ``template`` maps headings to keys of fields, ``""`` for ignored: what the sender's files meant before.
    """
    often = Counter(map(normalised, table.headings))  # *Vol* twice is of the arrival, then of the departure
    wishes = {name: key for heading, key in (template or {}).items() if often[name := normalised(heading)] == 1}
    decided: dict[int, Field | None] = {}
    for number, heading in enumerate(table.headings):
        key = table.sheet.fields[number] if number < len(table.sheet.fields) else wishes.get(normalised(heading))
        if key is not None and not (_secret(heading) and not _is_protected(chosen, key)):
            decided[number] = next((field for field in chosen.fields if field.key == key), None)
    taken = {field.key for field in decided.values() if field is not None and not field.several}
    guessed = _guessed(table, chosen, decided.keys(), taken)
    columns: list[Column] = []
    for number, heading in enumerate(table.headings):
        field, sure = (decided[number], 1.0) if number in decided else guessed.get(number, (None, 0.0))
        secret = _secret(heading)
        columns.append(_described(Column(number, heading, field, sure, secret=secret), table))
    return tuple(columns)


def with_field(columns: Sequence[Column], table: Table, number: int, field: Field | None) -> tuple[Column, ...]:
    """The columns after the person chose the field of one; a field that only one may fill leaves the other.

    :raises TripPlannerError: protected values would go elsewhere than into the vault.
    """
    _keep_secret(next(column for column in columns if column.number == number), field)
    return tuple(
        _described(replace(column, field=field, sure=1.0), table) if column.number == number
        else _described(replace(column, field=None), table) if _same_field(column.field, field) else column
        for column in columns
    )  # fmt: skip


def named_fields(
    columns: Sequence[Column], table: Table, chosen: Subject, wanted: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns with those of ``wanted`` (heading or letter → key of a field, ``""`` ignored) set."""
    columns = tuple(columns)
    for heading, key in wanted.items():
        column = _named(columns, heading)
        columns = with_field(columns, table, column.number, chosen.field(key) if key else None)
    return columns


def _is_protected(chosen: Subject, key: str) -> bool:
    return any(field.key == key and field.protected for field in chosen.fields) or not key


def _keep_secret(column: Column, field: Field | None) -> None:
    if column.secret and field is not None and not field.protected:
        raise TripPlannerError(
            msg("“{column}” holds protected values: no other field can take them.", column=column.name),
            msg("Nothing was changed."),
            msg("Choose a protected field, or ignore the column."),
        )


def _named(columns: Sequence[Column], heading: str) -> Column:
    same = [c for c in columns if normalised(c.heading) == normalised(heading) and c.heading]
    found = same or [c for c in columns if c.name.casefold() == heading.casefold()]
    if not found:
        raise TripPlannerError(
            msg("No column is called “{heading}”.", heading=heading),
            msg("Nothing was changed."),
            msg("The columns are: {names}.", names=tuple(c.name for c in columns)),
        )
    return found[0]


def _same_field(one: Field | None, other: Field | None) -> bool:
    return one is not None and other is not None and one.key == other.key and not one.several


def _guessed(table: Table, chosen: Subject, decided: object, taken: set[str]) -> dict[int, tuple[Field, float]]:
    """The best pairs of column and field first; each field once unless several columns may fill it."""
    by_key = {field.key: field for field in chosen.fields}
    pairs = _pairs(table, chosen, decided)
    found: dict[int, tuple[Field, float]] = {}
    for weight, number, _order, key in pairs:
        if number not in found and key not in taken:
            found[number] = by_key[key], -weight
            if not by_key[key].several:
                taken.add(key)
    for weight, number, _order, key in pairs:
        if number not in found and (rest := by_key[key].rest):
            found[number] = by_key[rest], -weight
    return found | _by_language(table, by_key, pairs, found)


def _by_language(
    table: Table,
    by_key: Mapping[str, Field],
    pairs: Sequence[tuple[float, int, int, str]],
    found: Mapping[int, tuple[Field, float]],
) -> dict[int, tuple[Field, float]]:
    """Several columns of one text, 职务 beside *Position*, each as the language of its heading."""
    wanted: dict[str, dict[int, float]] = {}
    for weight, number, _order, key in pairs:
        if f"{key}.en" in by_key and (number not in found or found[number][0].key == key):
            wanted.setdefault(key, {})[number] = -weight
    taken, parted = {field.key for field, _ in found.values()}, dict[int, tuple[Field, float]]()
    for key, numbers in wanted.items():
        for number, sure in numbers.items() if len(numbers) > 1 else ():
            one = by_key.get(f"{key}.{language_of([table.headings[number]])}")
            if one is not None and one.key not in taken:
                parted[number] = one, sure
                taken.add(one.key)
    return parted


def _pairs(table: Table, chosen: Subject, decided: object) -> list[tuple[float, int, int, str]]:
    """How well each column that nobody decided fits each field it may fill, the best first."""
    pairs: list[tuple[float, int, int, str]] = []
    places = {field.key: place for place, field in enumerate(chosen.fields)}
    for number, heading in enumerate(table.headings):
        if number in decided:  # type: ignore[operator]
            continue
        for key, sure in _wishes(table, number, chosen).items():
            field = chosen.fields[places[key]]
            if (_secret(heading) and not field.protected) or not field.kind.in_tables:
                continue
            fit = _fit(table, number, field)
            if fit or sure >= PART:  # where neither the heading says it nor any cell, it is another thing
                pairs.append((-sure * (0.4 + 0.6 * fit), number, places[key], key))
    return sorted(pairs)


def _wishes(table: Table, number: int, chosen: Subject) -> dict[str, float]:
    """The fields a column may fill by its heading, that of its group and those left of it, each with how sure it is."""
    known, heading = vocabulary(chosen.key), table.headings[number]
    group = table.groups[number] if table.groups else ""
    found = dict(known.grouped(group, heading.removeprefix(group).strip()) if group else known.fields(heading))
    for key in known.also(heading):
        follows = chosen.field(key).follows
        if not follows or follows == _led_by(table, number, chosen):
            found[key] = max(found.get(key, 0.0), PART)
    return {key: sure for key, sure in found.items() if sure >= PART or not _is_private(heading)}


def _led_by(table: Table, number: int, chosen: Subject) -> str:
    """Which of the fields that others follow is nearest left of a column: of arrival and departure the one it is of."""
    known, leading = vocabulary(chosen.key), {field.follows for field in chosen.fields if field.follows}
    for heading in reversed(table.headings[:number]):
        if led := [key for key, sure in known.fields(heading).items() if key in leading and sure >= PART]:
            return led[0]
    return ""


def _fit(table: Table, number: int, field: Field) -> float:
    """How many of the column’s first cells the field can take: 0–1."""
    cells = _cells(table, number)
    reading = field.kind.survey(cells, Reading(epoch_1904=table.sheet.epoch_1904))
    return sum(_taken(field, cell, reading) for cell in cells) / len(cells) if cells else 1.0


def _taken(field: Field, cell: Cell, reading: Reading) -> bool:
    try:
        field.kind.take(cell, reading)
    except Refused:
        return False
    return True


def _cells(table: Table, number: int) -> list[Cell]:
    return [cell for line in table.lines[:_LOOKED_AT] if not is_empty(cell := line.cell(number))]


def _secret(heading: str) -> bool:
    """Whether a heading is that of protected values, whatever the file is said to hold."""
    if _is_private(heading):
        return True
    likely = vocabulary(_PEOPLE).fields(heading)
    return any(sure >= PART and subject(_PEOPLE).field(key).protected for key, sure in likely.items())


def _is_private(heading: str) -> bool:
    plain = normalised(heading)
    return plain.endswith(_PRIVATE_ENDS) or any(word in plain for word in _PRIVATE)


def _described(column: Column, table: Table) -> Column:
    """The column with samples of its cells and what is remarkable about them."""
    cells = _cells(table, column.number)
    samples = tuple(dict.fromkeys(said(cell) for cell in cells))[:_SHOWN]
    if column.masked:
        samples = (MASK,) if samples else ()
    if column.field is None:
        return replace(column, samples=samples, remark=_SECRET if column.secret and samples else None)
    reading = column.field.kind.survey(cells, Reading(epoch_1904=table.sheet.epoch_1904))
    carries = column.field.carried and carried(table, [column.number]) != table
    return replace(column, samples=samples, remark=reading.doubt or (_CARRIED if carries else None))
