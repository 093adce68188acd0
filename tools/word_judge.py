"""LibreOffice reads our Word files: opened and saved as plain text, they must say what we wrote, in our order."""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from start import Trial
from tripplanner.documents.registry import kinds

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_BULLET = re.compile(r"^\s*•", re.MULTILINE)
_LANGUAGES = (("fr", ""), ("zh", ""), ("fr", "zh"))


def word_files(trial: Trial, code: str) -> Iterator[Path]:
    """Every kind of document that Word opens, in French, in Chinese and in both."""
    words = {key: ["document", key, code] for key, kind in kinds().items() if ".docx" in kind.formats}
    words |= {"matrix": ["benchmark"], "case": ["case", "C01"], "snapshot": ["case", "C14", "--snapshot"]}
    for name, command in words.items():
        for first, second in _LANGUAGES:
            target = trial.documents / f"{name}_{first}{second}.docx"
            more = ["--second", second] if second else []
            trial.run(*command, "--language", first, *more, "-o", str(target))
            yield target


def judge_words(trial: Trial, code: str) -> Iterator[tuple[str, list[str]]]:
    """What LibreOffice reads in each file against what stands in it."""
    files = list(word_files(trial, code))
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
        subprocess.run([*command, *map(str, files)], capture_output=True, check=True)
        for file in files:
            read = Path(folder, f"{file.stem}.txt")
            said = read.read_text(encoding="utf-8-sig") if read.exists() else ""
            same = _squeezed(_BULLET.sub("", said)) == _squeezed(_written(file))
            yield f"LibreOffice reads {file.name} as it is", [] if same else [_first_difference(_written(file), said)]


def _written(file: Path) -> str:
    with zipfile.ZipFile(file) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    return "".join(run.text or "" for run in body.iter(_TEXT))


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _first_difference(ours: str, theirs: str) -> str:
    ours, theirs = _squeezed(ours), _squeezed(_BULLET.sub("", theirs))
    at = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if len(set(pair)) > 1), len(theirs))
    return f"“{ours[max(0, at - 20) : at + 20]}” is read as “{theirs[max(0, at - 20) : at + 20]}”"
