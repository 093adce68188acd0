"""Speed, measured as ratios in one run. ``make bench`` prints the table and keeps it in ``out/bench.json``."""
