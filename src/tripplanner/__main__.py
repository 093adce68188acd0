"""``python -m tripplanner``."""

import sys

from tripplanner.cli import main

sys.exit(main())
