"""All kinds of record, those of the library first."""

from __future__ import annotations

from tripplanner.planning.records.library_kinds import LIBRARY
from tripplanner.planning.records.rows import Kind
from tripplanner.planning.records.trip_kinds import PROGRAMME

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*LIBRARY, *PROGRAMME)}
