"""A line becomes an item of a real trip, in one step that can be undone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tripplanner.i18n import msg
from tripplanner.planning import quickadd
from tripplanner.planning.programme import ItemRow, item_row
from tripplanner.planning.trips import find_trip
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace

LABEL = msg("Quick add")
DAY = date(2027, 6, 15)


def _added(workspace: Workspace, line: str) -> ItemRow:
    trip = workspace.get(find_trip, "P01")
    draft = quickadd.parse(line, workspace.get(quickadd.read_known, trip, "fr", DAY))
    item = workspace.do(LABEL, quickadd.add, trip, draft, "fr")
    found = workspace.get(item_row, item)
    assert found is not None
    return found


def test_a_site_brings_its_hosts_its_place_and_its_names(sample_workspace: Workspace) -> None:
    found = _added(sample_workspace, "jeu 14h Lac d’Annecy")
    assert (found.start, found.type, found.status) == (datetime(2027, 6, 17, 14), "visit", "idea")
    assert found.site_id is not None
    assert found.title == found.site_name
    assert found.hosts


def test_a_title_is_in_the_language_it_is_written_in(sample_workspace: Workspace) -> None:
    assert _added(sample_workspace, "9h petit point").title.source == "fr"
    assert _added(sample_workspace, "9点 座谈").title.source == "zh"
    assert _added(sample_workspace, "9h petit point").title.get("fr") == "Petit point"


def test_without_a_time_it_waits_to_be_placed(sample_workspace: Workspace) -> None:
    found = _added(sample_workspace, "atelier cartes 2 heures")
    assert (found.start, found.duration_min, found.type) == (None, 120, "meeting")


def test_a_transfer_has_its_two_ends(sample_workspace: Workspace) -> None:
    found = _added(sample_workspace, "mer 8h +car Annecy → Chamonix 1h45")
    assert (found.type, found.start, found.end) == (
        "transfer", datetime(2027, 6, 16, 8), datetime(2027, 6, 16, 9, 45),
    )  # fmt: skip
    assert found.from_place_id
    assert found.to_place_id
    assert found.title


def test_what_has_no_field_is_kept_in_the_internal_notes(sample_workspace: Workspace) -> None:
    found = _added(sample_workspace, "9h accueil @Inconnue #neige")

    def notes(session: object) -> str:
        from tripplanner.model.programme import Item

        return session.get_one(Item, found.id).internal_notes  # type: ignore[attr-defined,no-any-return]

    assert sample_workspace.get(notes) == "@Inconnue; #neige"


@pytest.mark.parametrize("line", ["jeu 14h Lac d’Annecy 2h", "mer 8h +car Annecy → Chamonix", "", "accueil @Inconnue"])
def test_one_step_undoes_it(sample_workspace: Workspace, line: str) -> None:
    before = sample_workspace.get(canonical_export)
    _added(sample_workspace, line)
    after = sample_workspace.get(canonical_export)
    assert before != after
    sample_workspace.undo()
    assert sample_workspace.get(canonical_export) == before
    sample_workspace.redo()
    assert sample_workspace.get(canonical_export) == after
