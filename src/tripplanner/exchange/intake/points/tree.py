"""XML as a stream of small trees, read without trust: no document type, no entity, bounds on depth and number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tripplanner.exchange.intake.limits import MOST_CELL, MOST_ROWS, Meter, Unreadable
from tripplanner.i18n import Message, msg

_MOST_DEPTH = 64
_MOST_NODES = 3_000  # of one record
_MOST_LEFT = 1_500_000  # elements that are in no record
_MOST_SAID, _LONGEST = 40, 80  # of what is said of them; characters of each
_OF_FORMAT = frozenset(("version", "schemaLocation", "lang", "space", "base"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_WIDE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "big5", "shift_jis", "euc-kr", "euc-jp"))


@dataclass(slots=True)
class Node:
    """An element of a record: its name without namespace, its attributes, its words, the elements in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    words: str = ""
    nodes: list[Node] = field(default_factory=list["Node"])

    def first(self, tag: str) -> Node | None:
        return next((node for node in self.nodes if node.tag == tag), None)

    def text(self, tag: str) -> str:
        """The words of the first element of this name."""
        node = self.first(tag)
        return node.words.strip() if node is not None else ""

    def leaves(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
        """Every element that holds words, with the names that lead to it."""
        for node in self.nodes:
            if node.words.strip():
                yield (*path, node.tag), node
            yield from node.leaves((*path, node.tag))

    def told(self, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Everything that the element says, its words and its attributes, under the names that lead to it."""
        yield from ((" ".join((*path, key)), value) for key, value in _attributes(self.attributes) if value.strip())
        if self.words.strip():
            yield " ".join(path), self.words.strip()
        for node in self.nodes:
            yield from node.told((*path, node.tag))


def _attributes(found: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Attributes by their names without namespace, but for those that describe the format."""
    for name, value in found.items():
        key = name.rpartition(" ")[2]
        if key not in _OF_FORMAT:
            yield key, value


@dataclass(slots=True)
class Records:
    """Collects the elements called ``record`` of a file whose first element is called ``root``.

    ``folders``: for each record the names of the folders it lies in. ``drawn`` are elements of which nothing is told
    but how many there are: how a map is drawn, the points of lines.
    """

    root: str
    record: str
    meter: Meter
    drawn: frozenset[str] = frozenset()
    found: list[Node] = field(default_factory=list[Node])
    folders: list[str] = field(default_factory=list[str])
    others: dict[str, int] = field(default_factory=dict[str, int])
    _rest: list[str] = field(default_factory=list[str])
    _beside: str = ""
    _silent: int = 0
    _open: list[Node] = field(default_factory=list[Node])
    _path: list[str] = field(default_factory=list[str])
    _names: list[str] = field(default_factory=list[str])
    _count: int = 0
    _left: int = 0
    _line: Callable[[], int] = lambda: 0

    def read(self, data: bytes) -> Records:
        """Reads the whole file; raises :class:`Unreadable`."""
        data, encoding = _known(data)
        parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.buffer_text = True
        self._line = lambda: parser.CurrentLineNumber
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        try:
            for at in range(0, len(data), 65_536):
                parser.Parse(data[at : at + 65_536], False)
                self.meter.tick()
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unreadable(
                self.meter.name, msg("line {line} is no XML ({reason}).", line=parser.CurrentLineNumber,
                                     reason=str(error).partition(":")[0]),
                msg("Export it again from the program it comes from."),
            ) from None  # fmt: skip
        return self

    def _doctype(self, *_declared: object) -> None:
        raise Unreadable(
            self.meter.name, msg("it declares a document type, which no map needs: it is not read."),
            msg("Export it again from the program it comes from."),
        )  # fmt: skip

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self._path and tag != self.root:
            raise Unreadable(self.meter.name, msg("it is no {format} file.", format=self.root.upper()))
        self._path.append(tag)
        if len(self._path) > _MOST_DEPTH:
            raise Unreadable(self.meter.name, msg("line {line}: elements are nested too deeply.", line=self._line()))
        if tag == "Folder" and not self._open:
            self._names.append("")
        if self._open:
            self._add(Node(tag, attributes, self._line()))
        elif tag == self.record:
            self._begin(Node(tag, attributes, self._line()))
        else:
            self._pass(tag, attributes)

    def _pass(self, tag: str, attributes: dict[str, str]) -> None:
        self._left += 1
        self._beside = ""
        if self._silent or tag in self.drawn:
            self._silent += 1
        else:
            for key, value in _attributes(attributes):
                if value != "tripplanner":  # who wrote it, where we did
                    self._tell((*self._path, key), value)
        self.others[tag] = self.others.get(tag, 0) + 1 if tag in self.others or len(self.others) < 100 else 0
        if self._left > _MOST_LEFT:
            raise Unreadable(self.meter.name, msg("it has too many elements."), msg("Split it into several files."))

    def _begin(self, node: Node) -> None:
        if len(self.found) >= MOST_ROWS:
            raise Unreadable(self.meter.name, msg("it has more than {count} points.", count=MOST_ROWS),
                             msg("Split it into several files."))  # fmt: skip
        self.found.append(node)
        self.folders.append(" / ".join(filter(None, self._names)))
        self._open.append(node)
        self._count = 0

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > _MOST_NODES:
            raise Unreadable(self.meter.name, msg("line {line}: a point has too many parts.", line=self._line()))
        self._open[-1].nodes.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        tag = self._path.pop()
        if self._open:
            self._open.pop()
        else:
            self._passed(tag)

    def _passed(self, tag: str) -> None:
        """An element ends that is in no record."""
        if not self._silent and not (tag == "name" and self._path[-1:] == ["Folder"]):
            self._tell((*self._path, tag), self._beside)
        self._beside = ""
        self._silent = max(self._silent - 1, 0)
        if tag == "Folder" and self._names:
            self._names.pop()

    def _tell(self, path: tuple[str, ...], words: str) -> None:
        words = " ".join(words.split())
        if words and len(self._rest) < _MOST_SAID:
            short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            self._rest.append(f"{' '.join(path[1:])}: {short}")

    def remarks(self) -> tuple[Message, ...]:
        """What the file holds beside its records, of which nothing is taken."""
        drawn = [f"{tag} × {count}" for tag, count in self.others.items() if tag in self.drawn and count]
        rest = [*self._rest, *["…"] * (len(self._rest) == _MOST_SAID), *drawn]
        if not rest:
            return ()
        return (msg("Of what the file holds beside its points nothing is taken: {words}.", words=tuple(rest)),)

    def _words(self, words: str) -> None:
        if self._open:
            node = self._open[-1]
            if len(node.words) + len(words) > MOST_CELL and node.tag != "coordinates":
                what = msg("line {line}: “{tag}” has more than {count} characters.", line=self._line(),
                           tag=node.tag[:60], count=MOST_CELL)  # fmt: skip
                raise Unreadable(self.meter.name, what)
            if len(node.words) < MOST_CELL:
                node.words += words
            return
        if len(self._beside) < _LONGEST:
            self._beside += words[:_LONGEST]
        if self._names and self._path[-2:] == ["Folder", "name"]:
            self._names[-1] = (self._names[-1] + words)[:200]


def begins(data: bytes, root: str) -> bool:
    """Whether the first element of XML has this name."""
    head = data[:4000]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    match = re.search(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return match is not None and match[2] == root.encode()


def _known(data: bytes) -> tuple[bytes, str | None]:
    """The bytes in an encoding the parser knows; it does not know those of several bytes a letter."""
    match = _DECLARED.match(data[:400])
    name = match[1].decode("ascii").lower() if match else ""
    if name in _WIDE:
        try:
            return data.decode("gb18030" if name.startswith("gb") else name).encode("utf-8"), "utf-8"
        except (UnicodeError, LookupError):
            return data, None
    return data, None
