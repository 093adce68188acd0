"""What would settle a finding: candidates per rule, tried on the frozen trip before anybody sees them.

A module of this folder that has ``MENDS`` (rule key -> candidates) joins by being there. A fix is offered only when
it settles its finding and makes no other: it is applied to the frozen trip and the rules are asked again. No fix
moves what is locked; none deletes, cancels, unschedules, dismisses or lowers a level.
"""

from tripplanner.planning.mending.offering import fixes, mends

__all__ = ["fixes", "mends"]
