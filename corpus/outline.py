"""Outline: zoned paragraphs become the cleaned text and its clause tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.clause import Clause
from corpus.header import tidy
from corpus.layout import LINE_BREAK, Paragraph
from corpus.markers import ABOVE_ARTICLE_RANK, HAN_RANK, Marker
from corpus.notice import Boilerplate, Piece
from corpus.zones import Zone, Zoned

_HEADING_LONGEST = 40
_BREAK = re.compile(rf"[{LINE_BREAK}]")
_FIRST_SENTENCE = re.compile(r"[^。！？；\n]*")
_ARTICLE_TITLE = re.compile(r"^[【\[（(]([^】\]）)]{2,20})[】\]）)]")


@dataclass(slots=True)
class _Node:
    """A clause that is still being read; offsets are into the cleaned text."""

    path: tuple[str, ...]
    rank: int
    value: int
    marker: str
    start: int
    end: int
    own_end: int
    parent: _Node | None
    heading: str = ""
    children: list[_Node] = field(default_factory=list)


class _TextBuilder:
    """Collects paragraphs into the cleaned text, one newline apart, and remembers where each piece came from."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._length = 0
        self.pieces: list[Piece] = []
        self._last_raw = 0

    def _take(self, start: int, end: int) -> None:
        self.pieces.append(Piece(self._length, start, end - start))
        self._length += end - start
        self._last_raw = end

    def add(self, paragraph: Paragraph) -> tuple[int, int]:
        """Append a paragraph behind a newline of the source; return its span in the cleaned text."""
        if self._length:
            newline = _BREAK.search(self._raw, self._last_raw, paragraph.start)
            if newline is None:
                raise AssertionError(f"paragraphs without a line break between {self._last_raw} and {paragraph.start}")
            self._take(newline.start(), newline.end())
        begin = self._length
        for start, end in paragraph.spans:
            self._take(start, end)
        return begin, self._length

    def text(self) -> str:
        """Return the cleaned text."""
        return "".join(self._raw[p.raw_start : p.raw_start + p.length] for p in self.pieces)


def heading_of(text: str, marker: str, *, alone: bool) -> str:
    """Return the heading that opens a clause's first paragraph, "" when its first sentence is no heading.

    A heading stands alone in its line, or is a first sentence of at most 40 characters with more behind it.
    An article (第X条) has a heading only in brackets.
    """
    words = text[len(marker) :].strip()
    if "条" in marker:
        titled = _ARTICLE_TITLE.match(words)
        return titled[1] if titled else ""
    first = _FIRST_SENTENCE.match(words)
    sentence = first[0].strip() if first else ""
    rest = words[len(sentence) :].lstrip("。！？； ")
    if len(sentence) > _HEADING_LONGEST or words[len(sentence) : len(sentence) + 1] == "；":
        return ""
    if rest or (alone and not words.endswith(("。", "；", "："))):
        return sentence.rstrip("：:")
    return ""


class _TreeBuilder:
    """Places each paragraph of the body in the clause that it belongs to."""

    def __init__(self) -> None:
        self.roots: list[_Node] = []
        self._open: list[_Node] = []
        self._annex: _Node | None = None
        self._last_article = 0
        self._han_above = False

    def section(self, zone: Zone, start: int, end: int) -> None:
        """Add a paragraph to the section of this zone, opening it unless it is the one just read."""
        last = self.roots[-1] if self.roots else None
        if last is None or last.path != (str(zone),):
            last = _Node((str(zone),), -1, 0, "", start, end, end, None)
            self.roots.append(last)
        last.end = last.own_end = end
        self._open = []

    def enter(self, name: str, start: int, marker: str = "") -> None:
        """Open the annex called `name` unless it is open."""
        if self._annex is None or self._annex.path != (name,):
            self._annex = _Node((name,), -1, 0, marker, start, start, start, None)
            self.roots.append(self._annex)
            self._open = [self._annex]
            self._last_article = 0
            self._han_above = False

    def annex(self, name: str, text: str, start: int, end: int) -> None:
        """Add an unnumbered paragraph to the annex called `name`, as its heading when it is its first line."""
        label, _, title = text.replace(":", "：").partition("：")
        named = re.sub(r"\s", "", label) == name
        self.enter(name, start, label if title else text if named else "")
        head = self._annex
        heading = title if named else text
        if head and not head.heading and not head.children and len(heading) <= 80 and "。" not in heading:
            head.heading = tidy(heading)
        self.words(start, end)

    def words(self, start: int, end: int) -> None:
        """Add an unnumbered paragraph to the clause just read, to the closing when a section was just read."""
        if not self._open:
            self.section(Zone.CLOSING, start, end)
            return
        self._open[-1].own_end = end
        for node in self._open:
            node.end = end

    def is_reference(self, marker: Marker) -> bool:
        """Whether 第X条 at the start of a line refers to an article instead of opening the next one."""
        if marker.style.name != "article" or marker.spaced or self._last_article == 0:
            return False
        return marker.value not in (self._last_article, self._last_article + 1)

    def clause(self, marker: Marker, text: str, start: int, end: int) -> None:
        """Open a clause under the nearest clause of a higher style."""
        rank = self._rank(marker)
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        parent = self._open[-1] if self._open else None
        path = (*(parent.path if parent else ()), marker.step)
        node = _Node(path, rank, marker.value, marker.printed.rstrip(), start, end, end, parent)
        node.heading = heading_of(text, marker.printed, alone=True)
        (parent.children if parent else self.roots).append(node)
        self._open.append(node)
        for above in self._open:
            above.end = end
        if marker.style.name == "article":
            self._last_article = marker.value

    def _rank(self, marker: Marker) -> int:
        """Return how deep a clause stands; 一、 stands above the articles where it is the heading of the first."""
        last = self._open[-1] if self._open else None
        if marker.style.name == "article" and self._last_article == 0 and last and last.rank == HAN_RANK:
            words = last.end - last.start - len(last.marker)
            self._han_above = bool(last.heading) and words <= len(last.heading) + 2
            last.rank = ABOVE_ARTICLE_RANK if self._han_above else last.rank
        above = self._han_above and marker.style.rank == HAN_RANK
        return ABOVE_ARTICLE_RANK if above else marker.style.rank


@dataclass(frozen=True, slots=True)
class Outline:
    """The cleaned text with its clause tree in reading order, and what became of the rest of `raw`."""

    text: str
    pieces: tuple[Piece, ...]
    boilerplate: tuple[Boilerplate, ...]
    clauses: tuple[Clause, ...]


def _walk(nodes: Sequence[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _clauses(notice_id: str, text: str, roots: Sequence[_Node]) -> tuple[Clause, ...]:
    ids: dict[int, str] = {}
    seen: dict[tuple[str, ...], int] = {}
    clauses = []
    for node in _walk(roots):
        seen[node.path] = seen.get(node.path, 0) + 1
        again = f"~{seen[node.path]}" if seen[node.path] > 1 else ""
        ids[id(node)] = f"{notice_id}/{'/'.join(node.path)}{again}"
        parent = ids[id(node.parent)] if node.parent else None
        words = text[node.start : node.end]
        clauses.append(
            Clause(
                ids[id(node)],
                notice_id,
                node.path,
                node.marker,
                node.heading,
                words,
                node.start,
                node.end,
                node.own_end,
                parent,
                not node.children,
            )
        )
    return tuple(clauses)


def read_outline(notice_id: str, raw: str, items: Sequence[Zoned], dropped: Sequence[Boilerplate]) -> Outline:
    """Return the cleaned text of the zoned paragraphs and the clause tree over it.

    Every character of `raw` is in the own text of one clause or section, or in one run of boilerplate.
    """
    builder, tree = _TextBuilder(raw), _TreeBuilder()
    boilerplate = list(dropped)
    for item in items:
        paragraph = item.paragraph
        if item.zone == Zone.DROPPED:
            boilerplate.append(Boilerplate(paragraph.start, paragraph.spans[-1][1], item.reason))
            continue
        start, end = builder.add(paragraph)
        marker = paragraph.marker
        if item.zone not in (Zone.BODY, Zone.ANNEX):
            tree.section(item.zone, start, end)
        elif marker is None or tree.is_reference(marker):
            if item.annex:
                tree.annex(item.annex, paragraph.text, start, end)
            else:
                tree.words(start, end)
        else:
            if item.annex:
                tree.enter(item.annex, start)
            tree.clause(marker, paragraph.text, start, end)
    text = builder.text()
    clauses = _clauses(notice_id, text, tree.roots)
    rest = _unowned(len(raw), list(_owned(builder.pieces, clauses)), boilerplate)
    return Outline(text, tuple(builder.pieces), tuple(rest), clauses)


def _owned(pieces: Sequence[Piece], clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Yield the runs of `raw` that are in some clause's own text."""
    for clause in clauses:
        at = bisect_right(pieces, clause.start, key=lambda piece: piece.text_start) - 1
        while at < len(pieces) and pieces[at].text_start < clause.own_end:
            piece = pieces[at]
            shift = piece.raw_start - piece.text_start
            start = max(clause.start, piece.text_start)
            end = min(clause.own_end, piece.text_start + piece.length)
            yield start + shift, end + shift
            at += 1


def _unowned(length: int, owned: Sequence[tuple[int, int]], named: Sequence[Boilerplate]) -> list[Boilerplate]:
    """Return runs that cover all of `raw` that no clause owns, with the names given where one is known."""
    kinds = {}
    for piece in named:
        for at in range(piece.start, piece.end):
            kinds[at] = piece.kind
    taken = bytearray(length)
    for start, end in owned:
        taken[start:end] = b"\x01" * (end - start)
    runs: list[Boilerplate] = []
    for at in range(length):
        if taken[at]:
            continue
        kind = kinds.get(at, "layout")
        if runs and runs[-1].end == at and runs[-1].kind == kind:
            runs[-1] = Boilerplate(runs[-1].start, at + 1, kind)
        else:
            runs.append(Boilerplate(at, at + 1, kind))
    return runs
