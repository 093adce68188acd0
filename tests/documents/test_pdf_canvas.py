"""What is asked of ReportLab beyond its promises: in one module, of one version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import reportlab

from tripplanner.documents.pdf import canvas

ROOT = Path(__file__).resolve().parents[2]
PDF = ROOT / "src" / "tripplanner" / "documents" / "pdf"


def test_the_version_of_reportlab_is_the_one_whose_inside_is_known() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    major, minor = map(int, canvas.VERSION.split("."))
    assert f"reportlab>={major}.{minor},<{major}.{minor + 1}" in wanted
    assert reportlab.Version.startswith(f"{canvas.VERSION}."), "look at documents/pdf/canvas.py before another version"


def test_what_the_canvas_reaches_for_is_there_and_listed() -> None:
    made = canvas.BareCanvas("fr")
    assert [name for name in canvas.PRIVATE if not hasattr(made, name)] == []
    assert [name for name in canvas.PRIVATE_OF_DOCUMENT if not hasattr(made._doc, name)] == []
    source = (PDF / "canvas.py").read_text(encoding="utf-8")
    assert set(re.findall(r"self\.(_\w+)", source)) <= set(canvas.PRIVATE)
    assert set(re.findall(r"self\._doc\.(\w+)", source)) == set(canvas.PRIVATE_OF_DOCUMENT)


def test_nothing_else_reaches_into_a_canvas() -> None:
    others = [path for path in PDF.glob("*.py") if path.name != "canvas.py"]
    found = [path.name for path in others if re.search(r"canvas\._|\._doc\b", path.read_text(encoding="utf-8"))]
    assert found == []
