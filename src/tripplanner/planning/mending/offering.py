"""Tries candidates and offers those that settle a finding without making another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import islice

from tripplanner import discovery
from tripplanner.planning.checks.checking import Checking
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import LEVELS, Finding, Fix
from tripplanner.planning.mending.changes import Candidate
from tripplanner.progress import NO_PROGRESS, Progress

Mend = Callable[[CheckedTrip, Finding], Iterable[Candidate | None]]
MOST = 3  # fixes offered for one finding
TRIED = 24  # candidates tried for it


@cache
def mends() -> Mapping[str, Mend]:
    """By the key of a rule what could settle its findings: the ``MENDS`` of the modules of this folder."""
    found: list[Mapping[str, Mend]] = discovery.found("tripplanner.planning.mending", "MENDS")
    return {key: mend for mends in found for key, mend in mends.items()}


def fixes(checking: Checking, finding: Finding, most: int = MOST, progress: Progress = NO_PROGRESS) -> tuple[Fix, ...]:
    """Up to ``most`` fixes of a finding of this checking, the best first; none where nothing settles it.

    Raises :class:`Cancelled` between two tries when ``progress`` was cancelled.
    """
    mend = mends().get(finding.rule)
    if mend is None or finding.dismissed:
        return ()
    offered: dict[str, Fix] = {}
    for candidate in islice((one for one in mend(checking.trip, finding) if one), TRIED):
        if len(offered) == most:
            break
        progress.check()
        if _settles(checking, finding, checking.after(candidate.after)):
            offered.setdefault(str(candidate.fix.label.to_json()), candidate.fix)
    return tuple(offered.values())


def _settles(before: Checking, finding: Finding, after: Checking) -> bool:
    """Is there less of what the finding is about, and nowhere more?"""
    gone, come = after.against(before)
    old, new = _weights(gone), _weights(come)
    return new.get(finding.about, 0) < old.get(finding.about, 0) and all(
        weight <= old.get(about, 0) for about, weight in new.items()
    )


def _weights(findings: Iterable[Finding]) -> dict[str, int]:
    """By what findings are about: three for each that blocks, two for one that warns, one for one that informs."""
    found: dict[str, int] = defaultdict(int)
    for finding in findings:
        found[finding.about] += len(LEVELS) - LEVELS.index(finding.level)
    return found
