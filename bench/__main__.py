"""Runs every case of ``bench/cases`` (or those named), prints the table, keeps ``out/bench.json``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
from dataclasses import asdict

from bench import cases
from bench.measure import ROOT, Figure


def main(names: list[str]) -> int:
    """0 when every target is reached, 1 when one is missed."""
    figures: list[Figure] = []
    for module in pkgutil.iter_modules(cases.__path__):
        if names and module.name not in names:
            continue
        print(f"… {module.name}", file=sys.stderr, flush=True)
        figures += importlib.import_module(f"bench.cases.{module.name}").figures()
    show(figures)
    keep(figures)
    return 0 if all(figure.reached for figure in figures) else 1


def show(figures: list[Figure]) -> None:
    """The table, one line a figure, shortfalls marked."""
    wide = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        mark = "ok" if figure.reached else "MISSED"
        medians = "" if figure.ours is None else f"   ({figure.ours:.3f} s against {figure.peer:.3f} s)"
        print(f"{figure.name:<{wide}}  {figure.value:8.2f} {figure.unit:<2} ≤ {figure.target:g}  {mark}{medians}")


def keep(figures: list[Figure]) -> None:
    """The figures with the machine they were measured on."""
    target = ROOT / "out" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    raw = {"machine": machine, "figures": [asdict(figure) | {"reached": figure.reached} for figure in figures]}
    target.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"kept in {target.relative_to(ROOT)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("cases", nargs="*", help="cases to run; all when none is named")
    parser.add_argument("--seeds", nargs="+", type=int, default=[], help="seeds of the instances made for the bench")
    arguments = parser.parse_args()
    if arguments.seeds:
        os.environ["TRIPPLANNER_BENCH_SEEDS"] = " ".join(map(str, arguments.seeds))
    sys.exit(main(arguments.cases))
