"""Who may import whom (docs/architecture.md). A failure names the file, the line and the rule."""

from __future__ import annotations

import ast
import functools
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
FILES = sorted((SOURCE / "tripplanner").rglob("*.py"))

LEAVES = {
    "collecting", "dates", "discovery", "errors", "glyphs", "i18n", "log", "mailboxes", "names", "progress",
    "resources", "settings", "spelling", "text", "typography", "worldnames",
}  # fmt: skip
# From low to high; a module imports from its own line and from lower ones.
LAYERS = [LEAVES, {"model"}, {"store"}, {"planning"}, {"exchange"}, {"documents"}, {"cli", "ui", "__main__"}]
# They cost start-up time: imported inside the function that needs them.
LAZY = {
    "alembic",
    "docx",
    "reportlab",
    "icalendar",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pypdfium2",
    "psycopg",
    "pypinyin",
    "segno",
}
# Packages that are themselves imported lazily, and what they may import at the top.
LAZY_PACKAGES = {"tripplanner.documents.pdf": {"reportlab"}, "tripplanner.ui.documents": {"pypdfium2"}}

Import = tuple[ast.stmt, str, bool]  # the statement, the full module name, whether it runs when the file is loaded


@functools.cache
def imports(path: Path) -> list[Import]:
    return list(_imports(ast.parse(path.read_text(encoding="utf-8")), path, at_load=True))


def _imports(node: ast.AST, path: Path, at_load: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((child, alias.name, at_load) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{path}:{child.lineno}: imports name the whole package"
            yield from ((child, f"{child.module}.{alias.name}", at_load) for alias in child.names)
        else:
            later = isinstance(child, ast.FunctionDef | ast.Lambda) or _typing_only(child)
            yield from _imports(child, path, at_load and not later)


def _typing_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def layer(part: str) -> int | None:
    return next((rank for rank, parts in enumerate(LAYERS) if part in parts), None)


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE / "tripplanner").parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def lazy_home(module: str) -> str | None:
    return next((p for p in LAZY_PACKAGES if module == p or module.startswith(p + ".")), None)


def broken_rules(path: Path) -> Iterator[str]:
    part, module = part_of(path), module_of(path)
    for statement, name, at_load in imports(path):
        where = f"{path.relative_to(ROOT)}:{statement.lineno} imports {name}: "
        top, *rest = name.split(".")
        if top == "PySide6" and part != "ui":
            yield where + "PySide6 appears only under ui/"
        if at_load and top in LAZY - LAZY_PACKAGES.get(lazy_home(module) or "", set()):
            yield where + f"{top} is imported inside the function that needs it (start-up time)"
        if top != "tripplanner" or not rest:
            continue
        if at_load and lazy_home(name) and not lazy_home(module):
            yield where + f"{lazy_home(name)} is imported inside the function that needs it (start-up time)"
        here, there = layer(part), layer(rest[0])
        if here is not None and there is not None and there > here:
            yield where + f"{part} is below {rest[0]}: a module imports from lower layers only"
        if part == "cli" and rest[0] == "ui" and at_load:
            yield where + "only the command that opens the window imports ui/, inside its function"
        if part == "ui" and rest[0] == "cli":
            yield where + "the window does not go through the command line"


def test_imports_point_downwards() -> None:
    """One test for all files: what is wrong is named with its file and line."""
    assert [wrong for path in FILES for wrong in broken_rules(path)] == []


def test_every_module_has_a_layer() -> None:
    assert {part_of(path) for path in FILES if layer(part_of(path)) is None} <= {"__init__"}


@pytest.mark.parametrize(
    ("module", "line", "rule"),
    [
        ("model/x.py", "from tripplanner.store import workspace", "lower layers only"),
        ("planning/x.py", "def f():\n    import tripplanner.documents.registry", "lower layers only"),
        ("documents/kinds/x.py", "from tripplanner.documents.pdf import page", "inside the function"),
        ("store/x.py", "import alembic.command", "inside the function"),
        ("store/x.py", "def f():\n    from PySide6.QtCore import QObject", "only under ui/"),
        ("cli/x.py", "from tripplanner.ui import application", "inside its function"),
        ("ui/x.py", "from tripplanner.cli import main", "does not go through"),
    ],
)
def test_a_broken_rule_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, line: str, rule: str
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    monkeypatch.setitem(globals(), "SOURCE", tmp_path / "src")
    path = tmp_path / "src" / "tripplanner" / module
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    (broken,) = broken_rules(path)
    assert rule in broken


def test_every_import_is_declared_and_every_declared_package_is_imported() -> None:
    declared, used = requirements(), distributions(FILES)
    # shiboken6 comes with PySide6; tzdata is read by zoneinfo where the system has no zones.
    assert used - {"shiboken6"} <= declared
    assert declared - used <= {"tzdata"}


def test_what_tests_and_tools_import_is_declared() -> None:
    files = [path for folder in ("tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")]
    assert distributions(files) - {"shiboken6"} <= requirements("test", "lint", "bench")


def requirements(*extras: str) -> set[str]:
    """The names of the packages pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return {_normal(line) for lines in groups for line in lines}


def distributions(files: list[Path]) -> set[str]:
    """The names of the packages that files import, ours and the standard library left out."""
    tops = {name.split(".")[0] for path in files for _, name, _ in imports(path)}
    homes = packages_distributions()
    return {_normal(home) for top in tops - set(sys.stdlib_module_names) for home in homes.get(top, ())}


def _normal(requirement: str) -> str:
    """``psycopg[binary]>=3`` and ``Psycopg`` are *psycopg*."""
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")
