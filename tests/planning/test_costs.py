"""Costs: amounts as people type them, noted, changed and taken off as one step each."""

from __future__ import annotations

from typing import Any

import pytest

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.costs import CostRow, costs, remove_cost, set_cost, totals
from tripplanner.planning.money import typed_amount, written
from tripplanner.store.workspace import Workspace
from tripplanner.text import EMPTY, Text

NOTE = msg("note a cost")


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1234.50", "EUR", 123450),
        ("1234,5", "EUR", 123450),
        ("1\u202f234,50", "EUR", 123450),
        ("1 234", "EUR", 123400),
        ("1,234.50", "CNY", 123450),
        ("1.234,50", "EUR", 123450),
        ("1’234.50", "CHF", 123450),
        ("1,234", "CNY", 123400),
        ("10,555", "EUR", 1055500),
        ("0,50", "EUR", 50),
        ("0.500", "KWD", 500),
        ("12,345,678", "EUR", 1234567800),
        ("−20", "EUR", -2000),
        ("１２３４．５", "CNY", 123450),
        ("1500", "JPY", 1500),
    ],
)
def test_an_amount_is_read_as_it_is_meant(typed: str, currency: str, minor: int) -> None:
    assert typed_amount(typed, currency) == minor


@pytest.mark.parametrize("typed", ["", "abc", "12,34,5", "1.2.3", "0,005", "1e5", "12 €", "--3", "9" * 30])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(TripPlannerError, match="is not an amount"):
        typed_amount(typed, "EUR")


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
@pytest.mark.parametrize("minor", [0, 5, 123450, -99, 100000000])
def test_what_is_written_is_read_back(minor: int, language: str) -> None:
    assert typed_amount(written(minor, "EUR", language), "EUR") == minor


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "12\u202f345\u202f678,90"), ("en", "12,345,678.90"), ("zh", "12,345,678.90")],
)
def test_money_has_its_thousands_apart_in_every_language(language: str, expected: str) -> None:
    assert written(1234567890, "EUR", language) == expected


def test_costs_are_noted_changed_and_taken_off(sample_workspace: Workspace) -> None:
    office = sample_workspace
    bus: dict[str, Any] = {
        "label": Text.of("fr", fr="Autocar"),
        "category": "transport",
        "amount_minor": 240000,
        "currency": "EUR",
    }
    first = office.do(NOTE, set_cost, 1, None, **bus)
    meal = office.do(NOTE, set_cost, 1, None, category="meals", amount_minor=3000, currency="CHF", actual=True)
    office.do(NOTE, set_cost, 1, first, payer="NatureXpairs", actual=True)
    rows = office.get(costs, 1)
    assert rows == [
        CostRow(first, Text.of("fr", fr="Autocar"), "transport", 240000, "EUR", "NatureXpairs", True, None, EMPTY),
        CostRow(meal, EMPTY, "meals", 3000, "CHF", "", True, None, EMPTY),
    ]
    assert totals(rows) == {("EUR", True): 240000, ("CHF", True): 3000}
    office.do(NOTE, remove_cost, first)
    assert [row.id for row in office.get(costs, 1)] == [meal]
    office.undo()
    assert office.get(costs, 1) == rows
