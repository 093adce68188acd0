"""The lines at the left of a list: all, the filters that were kept, groups with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tripplanner.i18n import msg
from tripplanner.planning.browsing.asking import GroupCount, Overview
from tripplanner.ui.library.groups import Entry
from tripplanner.ui.library.kept import Saved

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part

ALL, SAVED = "", "saved"


def entries(part: Part, overview: Overview, saved: Sequence[Saved]) -> list[Entry]:
    """The lines for a list, with the numbers that were counted."""
    say = part.page.words.say
    found = [Entry(say(msg("All")), ALL, part.total)]
    if saved:
        found.append(Entry(say(msg("Saved filters")), heading=True))
        numbers = overview.saved
        found += [Entry(one.name, f"{SAVED}/{one.name}", numbers.get(one.name, -1), "tag") for one in saved]
    for grouping in part.browse.groupings:
        groups = [_entry(part, one) for one in overview.groups if one.section == grouping.key and one.number]
        if grouping.by_number:
            groups.sort(key=lambda entry: (-entry.count, entry.label))
        if groups:
            found += [Entry(say(grouping.title), heading=True), *groups]
    return found


def _entry(part: Part, group: GroupCount) -> Entry:
    return Entry(part.shelf.label(group), group.key, group.number, *part.shelf.sign(group))
