"""From the database to frozen content: who may read what is decided here, and the number of queries is fixed.

:func:`read_trip` asks a constant number of questions whatever the size of the trip; each subject has its module.
"""

from __future__ import annotations

from tripplanner.documents.reading.audience import Policy, policy_for
from tripplanner.documents.reading.trip import read_trip

__all__ = ["Policy", "policy_for", "read_trip"]
