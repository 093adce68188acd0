"""What the documents say exists: files that are linked, make targets and commands that are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\s{3})make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    from tripplanner.cli.command import commands

    named = set(re.findall(r"(?:`|^)tripplanner ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    formats = {"library", "programme"}  # of files: “tripplanner library”
    assert named - formats <= {command.name for command in commands()}


def test_the_keys_of_the_manual_are_those_of_the_actions() -> None:
    from tripplanner.ui.actions import TABLE

    page = (ROOT / "docs" / "programme.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+[^`]+|F[0-9]+))`", page))
    assert len(named) > 20
    assert named <= {key for action in TABLE for key in action.keys}


def test_the_lines_of_the_manual_are_understood() -> None:
    from tripplanner.planning.quickadd import parse

    page = (ROOT / "docs" / "programme.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) == 9
    assert [line for line, _said in rows if len(parse(line).chips) < 2] == []
