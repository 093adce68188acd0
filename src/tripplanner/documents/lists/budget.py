"""Budget and spending: what each thing was to cost and what it cost, by category, a table for each currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tripplanner.documents.content import CostLine, ItemContent, TripContent
from tripplanner.documents.lists.words import joined, lines, on, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import Message, printed
from tripplanner.planning.money import amount, written

TITLE = printed("Budget and spending")
_COLUMNS = (
    Column(printed("What"), 3.6),
    Column(printed("Paid by"), 1.7),
    Column(printed("Estimated"), 1.2, "right"),
    Column(printed("Actual"), 1.2, "right"),
    Column(printed("Difference"), 1.2, "right"),
)
_CATEGORIES: Mapping[str, Message] = {
    "transport": printed("Transport"),
    "lodging": printed("Lodging"),
    "meals": printed("Meals"),
    "interpreting": printed("Interpreting"),
    "visits": printed("Visits and entrances"),
    "gifts": printed("Gifts"),
    "insurance": printed("Insurance"),
    "other": printed("Other"),
}
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class _Money:
    """A currency, and the language in which its amounts are written: once, for figures need no translation."""

    currency: str
    language: str

    def say(self, minor: int) -> str:
        """The amount in figures."""
        return written(minor, self.currency, self.language)

    def cell(self, minor: int | None, *, bold: bool) -> Cell:
        """The same as a cell; an empty one where nothing is known."""
        if minor is None:
            return Cell()
        return Cell((Line(self.say(minor), bold),), amount=amount(minor, self.currency))


@dataclass
class _Entry:
    """One thing: its estimate and what it cost, in the smallest unit; ``None`` where nothing is noted."""

    cost: CostLine
    estimated: int | None = None
    actual: int | None = None

    def add(self, cost: CostLine) -> None:
        """Another amount noted for the same thing."""
        if cost.actual:
            self.actual = (self.actual or 0) + cost.amount_minor
        else:
            self.estimated = (self.estimated or 0) + cost.amount_minor

    @property
    def difference(self) -> int | None:
        """How much more it cost; unknown until both are."""
        return None if self.estimated is None or self.actual is None else self.actual - self.estimated

    @property
    def expected(self) -> int:
        """What it cost, as long as that is unknown what it is to cost."""
        return self.actual if self.actual is not None else self.estimated or 0


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """A table for each currency; nothing is added over two of them."""
    items = {item.ref.uuid: item for item in trip.items}
    currencies = dict.fromkeys(cost.currency for cost in trip.costs)
    sections = tuple(_section(trip.costs, _Money(currency, languages[0]), items) for currency in currencies)
    nothing = printed("No cost is noted yet.")
    return Sheet(TITLE, trip, languages, sections or (Section(_COLUMNS, ()),), nothing)


def _section(costs: Iterable[CostLine], money: _Money, items: Mapping[str, ItemContent]) -> Section:
    entries = _entries(cost for cost in costs if cost.currency == money.currency)
    by_category: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_category.setdefault(entry.cost.category, []).append(entry)
    rows = [row for category, own in by_category.items() for row in _category(category, own, money, items)]
    if len(by_category) > 1:
        rows.append(_total(printed("Total"), entries, money))
    expected = money.say(sum(entry.expected for entry in entries))
    notes = [printed("Expected in all, what is paid and what is still estimated: {amount}",
                     amount=f"{expected}\u00a0{money.currency}")]  # fmt: skip
    if any(entry.difference is not None for entry in entries) and any(entry.difference is None for entry in entries):
        notes.append(printed("A difference counts only that of which both amounts are known."))
    return Section(_COLUMNS, tuple(rows), (money.currency,), tuple(notes))


def _entries(costs: Iterable[CostLine]) -> list[_Entry]:
    """The estimate and the actual amount of one thing (category, label, item) belong together."""
    found: dict[tuple[object, ...], _Entry] = {}
    for cost in costs:
        key = (cost.category, cost.label.best().casefold() or cost.ref, cost.item)
        found.setdefault(key, _Entry(cost)).add(cost)
    return list(found.values())


def _category(
    category: str, entries: Sequence[_Entry], money: _Money, items: Mapping[str, ItemContent]
) -> Iterator[Row]:
    for entry in entries:
        yield _row(entry, money, items)
    word: Words = _CATEGORIES.get(category.strip().casefold(), category) or printed("Without a category")
    yield _total(word, entries, money)


def _row(entry: _Entry, money: _Money, items: Mapping[str, ItemContent]) -> Row:
    cost = entry.cost
    item = items.get(cost.item.uuid) if cost.item else None
    label: Words = cost.label or (item.title if item else printed("without a name"))
    about = joined((on(item.start.date()), item.title if cost.label else "")) if item else ""
    name = lines(Line(label, source=Source(cost.ref.table, cost.ref.uuid, "label")), *quiet(about))
    return name, said(cost.payer), *_amounts(entry.estimated, entry.actual, entry.difference, money, bold=False)


def _total(title: Words, entries: Sequence[_Entry], money: _Money) -> Row:
    sums = (_sum(one.estimated for one in entries), _sum(one.actual for one in entries),
            _sum(one.difference for one in entries))  # fmt: skip
    return said(title, bold=True), Cell(), *_amounts(*sums, money, bold=True)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def _amounts(
    estimated: int | None, actual: int | None, difference: int | None, money: _Money, *, bold: bool
) -> tuple[Cell, Cell, Cell]:
    return money.cell(estimated, bold=bold), money.cell(actual, bold=bold), money.cell(difference, bold=bold)
