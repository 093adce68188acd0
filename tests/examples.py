"""How many examples a property is tried with: a third in the suite, all with ``TRIPPLANNER_RIGS=full``."""

import os

FULL = os.environ.get("TRIPPLANNER_RIGS") == "full"


def many(examples: int, least: int = 10) -> int:
    """The number of examples of this run; ``least`` in the suite, where a third would be fewer."""
    return examples if FULL else max(least, examples // 3)
