"""How many findings the rules have about a trip, by what they mean for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tripplanner.i18n import Message, msgn
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.planning.texts.counting import TextCount, count_texts
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings of one trip that block and that warn, and how its translations stand, by language."""

    blocking: int = 0
    warning: int = 0
    texts: Mapping[str, TextCount] = field(default_factory=dict[str, TextCount])

    @classmethod
    def of(cls, findings: Iterable[Finding], texts: Mapping[str, TextCount]) -> Counts:
        """Count findings; those about languages stand apart, since other people settle them."""
        kept = [finding for finding in findings if finding.dismissed is None]
        rest = [f for f in kept if not f.rule.startswith("language.")]
        blocks, warns = (sum(f.level == level for f in rest) for level in ("blocks", "warns"))
        return cls(blocks, warns, texts)

    def chips(self) -> list[tuple[Message, str, str]]:
        """What a card and the list of things to do say: (words, tone, icon)."""
        said = [
            (self.blocking, msgn("{n} blocking", "{n} blocking", self.blocking), "error", "circle-x"),
            (self.warning, msgn("{n} to look at", "{n} to look at", self.warning), "warn", "triangle-alert"),
        ]
        return [(words, tone, icon) for number, words, tone, icon in said if number]


def count_all(workspace: Workspace, trips: Sequence[int], progress: Progress) -> dict[int, Counts]:
    """The counts of these trips. Any thread."""
    found: dict[int, Counts] = {}
    texts = workspace.get(count_texts, trips)
    for done, trip in enumerate(trips):
        progress.step(done, len(trips))
        found[trip] = Counts.of(workspace.get(check_trip, trip, vault=workspace.vault), texts.get(trip, {}))
    return found
