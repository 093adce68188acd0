"""Rows of a spreadsheet become items in one step that can be undone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tripplanner.i18n import msg
from tripplanner.planning import quickadd
from tripplanner.planning.archived import Archived
from tripplanner.planning.programme import item_row
from tripplanner.planning.quickadd import Known, read_rows, rows_of
from tripplanner.planning.trips import edit_trip_fields, find_trip
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace

LABEL = msg("Quick add")
KNOWN = Known(date(2027, 6, 14), date(2027, 6, 20), date(2027, 6, 14))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("mar\t9h\taccueil\r\nmar\t10h\tatelier\r\n", ("mar 9h accueil", "mar 10h atelier")),
        ('9h\t"petit\ndéjeuner"\n', ("9h petit déjeuner",)),
        ('9h\t"un ""grand"" café"\n10h\tthé', ('9h un "grand" café', "10h thé")),
        ('"Mardi" 9h café\n10h thé', ('"Mardi" 9h café', "10h thé")),
        ('9h "ouvert\n10h fermé', ('9h "ouvert', "10h fermé")),
        ("\t\t\n \n\r\n", ()),
        ("", ()),
    ],
)
def test_rows_are_lines_of_words(text: str, rows: tuple[str, ...]) -> None:
    assert rows_of(text) == rows


def test_a_row_is_on_the_day_it_names_or_on_that_of_the_row_above() -> None:
    read = read_rows(("9h un", "mer 10h deux", "11h trois", "ven 9h quatre"), KNOWN)
    assert [draft.start for draft in read.drafts] == [
        datetime(2027, 6, 14, 9), datetime(2027, 6, 16, 10), datetime(2027, 6, 16, 11), datetime(2027, 6, 18, 9),
    ]  # fmt: skip


def test_rows_that_say_nothing_are_counted_and_still_name_the_day() -> None:
    read = read_rows(("mer", "9h café", "--", "10h"), KNOWN)
    assert ([draft.start for draft in read.drafts], read.skipped) == ([datetime(2027, 6, 16, 9)], 3)


def test_all_rows_are_one_step(sample_workspace: Workspace) -> None:
    trip = sample_workspace.get(find_trip, "P01")
    known = sample_workspace.get(quickadd.read_known, trip, "fr", date(2027, 6, 15))
    before = sample_workspace.get(canonical_export)
    drafts = read_rows(rows_of("mer\t9:00\t10:30\tatelier\n\t14:00\t\tLac d’Annecy"), known).drafts
    made = sample_workspace.do(LABEL, quickadd.add_several, trip, drafts, "fr")
    found = [sample_workspace.get(item_row, item) for item in made]
    assert [(one.start, one.end) if one is not None and one.site_id is None else "site" for one in found] == [
        (datetime(2027, 6, 16, 9), datetime(2027, 6, 16, 10, 30)), "site",
    ]  # fmt: skip
    sample_workspace.undo()
    assert sample_workspace.get(canonical_export) == before


def test_an_archived_trip_takes_none_of_them(sample_workspace: Workspace) -> None:
    trip = sample_workspace.get(find_trip, "P01")
    sample_workspace.do(LABEL, edit_trip_fields, trip, None, stage="archived")
    before = sample_workspace.get(canonical_export)
    with pytest.raises(Archived):
        sample_workspace.do(LABEL, quickadd.add_several, trip, read_rows(("9h un", "10h deux"), KNOWN).drafts)
    assert sample_workspace.get(canonical_export) == before
