"""What a trip still needs, counted: findings by what they mean for it, translations, messages, hosts to ask again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tripplanner.i18n import Message, msgn
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.planning.outbox import count_states
from tripplanner.planning.requests import list_requests
from tripplanner.planning.texts.counting import TextCount, count_texts
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings of one trip that block and that warn, how its translations stand, by language, how many messages are in
    each state, and how many hosts have not answered for long.
    """

    blocking: int = 0
    warning: int = 0
    texts: Mapping[str, TextCount] = field(default_factory=dict[str, TextCount])
    messages: Mapping[str, int] = field(default_factory=dict[str, int])
    overdue: int = 0

    @classmethod
    def of(
        cls, findings: Iterable[Finding], texts: Mapping[str, TextCount], messages: Mapping[str, int], overdue: int
    ) -> Counts:
        """Count findings; those about languages stand apart, since other people settle them."""
        kept = [finding for finding in findings if finding.dismissed is None]
        rest = [f for f in kept if not f.rule.startswith("language.")]
        blocks, warns = (sum(f.level == level for f in rest) for level in ("blocks", "warns"))
        return cls(blocks, warns, texts, messages, overdue)

    def chips(self) -> list[tuple[Message, str, str]]:
        """What a card and the list of things to do say: (words, tone, icon)."""
        said = [
            (self.blocking, msgn("{n} blocking", "{n} blocking", self.blocking), "error", "circle-x"),
            (self.warning, msgn("{n} to look at", "{n} to look at", self.warning), "warn", "triangle-alert"),
        ]
        return [(words, tone, icon) for number, words, tone, icon in said if number]

    def mail(self) -> list[tuple[Message, str, str, str]]:
        """The same of what leaves by mail, with the list of the outbox in which it is."""
        review = self.messages.get("review", 0)
        stuck = self.messages.get("failed", 0) + self.messages.get("doubtful", 0)
        said = [
            (stuck, msgn("{n} message did not leave", "{n} messages did not leave", stuck), "error", "mail", "failed"),
            (review, msgn("{n} message to review", "{n} messages to review", review), "info", "mail", "review"),
            (self.overdue, msgn("{n} host without an answer", "{n} hosts without an answer", self.overdue), "warn",
             "handshake", "hosts"),
        ]  # fmt: skip
        return [(words, tone, icon, which) for number, words, tone, icon, which in said if number]


def count_all(workspace: Workspace, trips: Sequence[int], progress: Progress) -> dict[int, Counts]:
    """The counts of these trips. Any thread."""
    today = date.today()  # noqa: DTZ011 - the person's own day
    found: dict[int, Counts] = {}
    texts = workspace.get(count_texts, trips)
    for done, trip in enumerate(trips):
        progress.step(done, len(trips))
        overdue = sum(one.overdue(today) for one in workspace.get(list_requests, trip))
        findings = workspace.get(check_trip, trip, vault=workspace.vault)
        found[trip] = Counts.of(findings, texts.get(trip, {}), workspace.get(count_states, trip), overdue)
    return found
