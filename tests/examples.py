"""How many examples a property is tried with: a third in the suite, all with ``TRIPPLANNER_RIGS=full``."""

import os

FULL = os.environ.get("TRIPPLANNER_RIGS") == "full"


def many(examples: int) -> int:
    """The number of examples of this run."""
    return examples if FULL else max(10, examples // 3)
