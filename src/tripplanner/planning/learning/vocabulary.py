"""The words of the benchmark: its five axes, what else cases are told apart by, the states of a case."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg

#: The five axes, by the name that a code has them under.
AXES: Mapping[str, Message] = {
    "biogeography": msg("Biogeography"),
    "ecological_stakes": msg("Ecological stakes"),
    "economic_stakes": msg("Economic stakes"),
    "stakeholders": msg("Stakeholders"),
    "governance": msg("Governance"),
}
#: Everything that a case is found by, in the order in which it is offered.
DIMENSIONS: Mapping[str, Message] = {
    **AXES,
    "themes": msg("Themes"),
    "scale": msg("Scale"),
    "region": msg("Region"),
    "countries": msg("Countries"),
    "state": msg("Validation"),
}
#: The value of a case that names none in a dimension.
NONE = "-"
#: A validated case that was edited since; no state that is stored.
CHANGED = "changed"
STATES: Mapping[str, Message] = {
    "draft": msg("draft"),
    "review": msg("in review"),
    "validated": msg("validated"),
    CHANGED: msg("changed since validation"),
}
