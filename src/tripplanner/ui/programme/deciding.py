"""Doing what the checks panel asks: a fix, a dismissal, a level. Each is one step of the trip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning import decisions
from tripplanner.planning.checks import Finding, Fix, rules
from tripplanner.ui.context import Context
from tripplanner.ui.programme.checks_panel import ChecksPanel
from tripplanner.ui.programme.findings import Findings


class Decider(QObject):
    """Between the panel and the database; ``shown`` gives the findings on screen."""

    def __init__(self, context: Context, panel: ChecksPanel, shown: Callable[[], Findings], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._panel, self._shown = context, panel, shown
        panel.remedies.fix_asked.connect(self.apply)
        panel.remedies.dismiss_asked.connect(self.dismiss)
        panel.remedies.restore_asked.connect(self.restore)
        panel.remedies.level_asked.connect(self.set_level)

    def apply_first(self) -> None:
        """Alt+Enter: the first fix of the chosen finding, or a word that there is none."""
        if self._panel.current() is None:
            self._context.shell.say(msg("Choose a finding first: F8 goes to the next one."))
        elif not self._panel.remedies.apply():
            self._context.shell.say(msg("Nothing settles this finding without making another."))

    def apply(self, fix: Fix) -> None:
        """Apply a fix."""
        self._do(fix.label, fix.verb, *fix.args, **fix.kwargs)

    def dismiss(self, finding: Finding, reason: str) -> None:
        """Nothing is to be done about a finding."""
        label = msg("Dismiss the finding “{rule}”", rule=_title(finding.rule))
        actor = self._context.workspace.actor
        self._do_for_trip(label, decisions.dismiss_finding, finding.rule, finding.about, reason, actor)

    def restore(self, finding: Finding) -> None:
        """A dismissed finding counts again."""
        label = msg("Count the finding “{rule}” again", rule=_title(finding.rule))
        self._do_for_trip(label, decisions.restore_finding, finding.about)

    def set_level(self, rule: str, level: str | None) -> None:
        """Another level of a rule in this trip."""
        label = msg("Change the level of “{rule}”", rule=_title(rule))
        self._do_for_trip(label, decisions.set_check_level, rule, level)

    def _do_for_trip(self, label: Message, verb: Callable[..., Any], *args: Any) -> None:
        checking = self._shown().checking
        if checking is not None:
            self._do(label, verb, checking.trip.id, *args)

    def _do(self, label: Message, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        checking = self._shown().checking
        if checking is None:
            return
        try:
            self._context.workspace.do(label, verb, *args, scope=checking.trip.uuid, **kwargs)
        except TripPlannerError as error:
            self._context.shell.trouble(error)


def _title(rule: str) -> Message | str:
    known = rules().get(rule)
    return known.title if known is not None else rule
