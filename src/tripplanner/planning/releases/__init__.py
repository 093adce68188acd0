"""Frozen versions of a trip: making them, reading them, comparing them, taking one over as the draft again."""

from tripplanner.planning.releases.comparing import Comparison, ItemChange, compare
from tripplanner.planning.releases.facts import Facts, facts_of
from tripplanner.planning.releases.freezing import freeze
from tripplanner.planning.releases.making import Blocked, approve, blockers, release, snapshot
from tripplanner.planning.releases.readiness import Difference, Readiness, Seen, between, difference, readiness, seen
from tripplanner.planning.releases.sequences import counts
from tripplanner.planning.releases.taking_over import TakenOver, take_over
from tripplanner.planning.releases.thawing import thawed
from tripplanner.planning.releases.versions import Version, content_of, latest, list_versions, record_of, version_of

__all__ = [
    "Blocked", "Comparison", "Difference", "Facts", "ItemChange", "Readiness", "Seen", "TakenOver", "Version",
    "approve", "between", "blockers", "compare", "content_of", "counts", "difference", "facts_of", "freeze", "latest",
    "list_versions", "readiness", "record_of", "release", "seen", "snapshot", "take_over", "thawed", "version_of",
]  # fmt: skip
