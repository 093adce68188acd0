"""How many findings the rules have about a trip, by what they mean for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tripplanner.i18n import Message, msgn
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace

TO_TRANSLATE = ("language.translation_missing", "language.translation_stale")


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings of one trip: that block, that warn, and texts whose translation is missing or stale."""

    blocking: int = 0
    warning: int = 0
    texts: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Counts:
        """Count findings; those about languages stand apart, since other people settle them."""
        kept = [finding for finding in findings if finding.dismissed is None]
        texts = [f for f in kept if f.rule in TO_TRANSLATE]
        rest = [f for f in kept if not f.rule.startswith("language.")]
        blocks, warns = (sum(f.level == level for f in rest) for level in ("blocks", "warns"))
        return cls(blocks, warns, len(texts))

    def chips(self) -> list[tuple[Message, str, str]]:
        """What a card and the list of things to do say: (words, tone, icon)."""
        said = [
            (self.blocking, msgn("{n} blocking", "{n} blocking", self.blocking), "error", "circle-x"),
            (self.warning, msgn("{n} to look at", "{n} to look at", self.warning), "warn", "triangle-alert"),
            (self.texts, msgn("{n} remark on texts", "{n} remarks on texts", self.texts), "stale", "languages"),
        ]
        return [(words, tone, icon) for number, words, tone, icon in said if number]


def count_all(workspace: Workspace, trips: Sequence[int], progress: Progress) -> dict[int, Counts]:
    """The counts of these trips. Any thread."""
    found: dict[int, Counts] = {}
    for done, trip in enumerate(trips):
        progress.step(done, len(trips))
        found[trip] = Counts.of(workspace.get(check_trip, trip, vault=workspace.vault))
    return found
