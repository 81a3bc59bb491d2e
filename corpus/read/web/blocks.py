"""Blocks: the paragraphs and table rows of a page in their order, as a browser would break its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.markers import match_marker
from corpus.read.rows import row_lines
from corpus.read.web.grid import arranges, filled, rows_of
from corpus.read.web.links import file_name
from corpus.read.web.numbering import numbers_of
from corpus.read.web.tree import BLOCKS, Element

_SILENT = frozenset({"applet", "button", "datalist", "map", "marquee", "object", "rp", "rt"})
_STRUCK = frozenset({"del", "s", "strike"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:p[xt])?\s*(?:;|$)"
)
_SHOWN_BY_SCRIPT = frozenset({"js_content", "page_content"})
"""Main elements that are hidden until a script shows them (articles of WeChat accounts)."""
_BULLET = re.compile(r"font-family\s*:\s*[\"']?(?:wingdings|symbol|webdings)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]"
_WRAPPED = re.compile(rf"(?<={_HAN})[ \t]*[\r\n][ \t\r\n]*(?={_HAN})")
"""Where the markup goes on in a new line between two Chinese characters; no blank is meant."""
_LONGEST_STACKED = 4
"""A cell of so few characters whose words stand below each other is one word (责任 over 单位)."""


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph or a table row.

    Attributes:
        text: its words.
        where: the innermost block element around it; the table for a row.
        linked: how many of its characters are a link.
        inside: whether all its links lead to places on the same page.
        files: the names of the files that it links.
        row: whether it is a row of a table.
        weight: how much prose it holds, once `corpus.read.web.main` has weighed it.
    """

    text: str
    where: Element
    linked: int = 0
    inside: bool = False
    files: tuple[str, ...] = ()
    row: bool = False
    weight: int | None = None


def blocks_of(root: Element, left_out: frozenset[Element] = frozenset()) -> list[Block]:
    """Return the blocks within `root` that a reader of the page would see, without those in the elements left out."""
    flow = _Flow(left_out)
    flow.walk(root)
    flow.end()
    return flow.blocks


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown."""
    if element.get("id") in _SHOWN_BY_SCRIPT:
        return False
    hidden = element.tag in _SILENT or "hidden" in element.attributes or is_struck(element)
    return hidden or bool(_HIDDEN.search(element.get("style").lower()))


def is_struck(element: Element) -> bool:
    """Whether an element's words are crossed out."""
    return element.tag in _STRUCK or "line-through" in element.get("style").lower()


@dataclass(slots=True)
class _Flow:
    """Collects the words of a page and breaks them where a block begins or ends."""

    left_out: frozenset[Element]
    blocks: list[Block] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _where: Element | None = None
    _linked: int = 0
    _hrefs: list[str] = field(default_factory=list)
    _files: list[str] = field(default_factory=list)
    _kept: bool = False

    def walk(self, element: Element) -> None:
        if element in self.left_out or is_hidden(element):
            return
        if element.tag == "br":
            self.end(element.parent)
            return
        if element.tag == "table" and self._table(element):
            return
        block = element.tag in BLOCKS or "display:block" in element.get("style").replace(" ", "")
        if block:
            self.end(element)
        numbers = numbers_of(element) if element.tag == "ol" else {}
        kept, self._kept = self._kept, self._kept or element.tag in ("pre", "xmp", "listing")
        for child in element.children:
            if isinstance(child, str):
                self._say(child)
            else:
                self._child(child, numbers.get(child, ""))
        self._kept = kept
        if block:
            self.end(element.parent)

    def _child(self, child: Element, number: str) -> None:
        if number:
            self.end(child)
            self._pieces.append(number)
            self.blocks_from(child)
        elif child.tag == "a" and child.get("href"):
            before = sum(map(_size, self._pieces))
            count = len(self.blocks)
            self.walk(child)
            self._link(child, before, count)
        elif not (_BULLET.search(child.get("style")) and len(child.words.strip()) <= 2):
            self.walk(child)

    def blocks_from(self, item: Element) -> None:
        """Walk a list's item whose number has just been said."""
        where = self._where
        for child in item.children:
            if isinstance(child, str):
                self._say(child)
            elif child.tag in ("p", "div", "span") and not "".join(self._pieces[1:]).strip():
                self.blocks_from(child)
            else:
                self._child(child, "")
        self.end(where)

    def _link(self, anchor: Element, before: int, count: int) -> None:
        """Note the link whose words have just been said, in this block or in those that it made."""
        name = file_name(anchor)
        if sum("。" in block.text for block in self.blocks[count:]) > 1:
            return  # an anchor that nobody closed
        for block in self.blocks[count:]:
            block.linked, block.files = len(block.text), ((name,) if name else ())
        if len(self.blocks) == count:
            self._linked += sum(map(_size, self._pieces)) - before
            self._hrefs.append(anchor.get("href"))
            self._files += [name] if name else []

    def _say(self, words: str) -> None:
        if not self._kept:
            self._pieces.append(_WRAPPED.sub("", words))
            return
        first, *more = words.splitlines() or [""]
        self._pieces.append(first)
        for line in more:
            self.end(self._where)
            self._pieces.append(line)

    def end(self, following: Element | None = None) -> None:
        """End the block; what is said from here on stands in `following`."""
        text = plain("".join(self._pieces))
        if text and self._where is not None:
            inside = bool(self._hrefs) and all(href.startswith("#") for href in self._hrefs)
            self.blocks.append(Block(text, self._where, self._linked, inside, tuple(self._files)))
        elif self._files and self.blocks:
            self.blocks[-1].files += tuple(self._files)
        self._pieces, self._hrefs, self._files, self._linked = [], [], [], 0
        if following:
            self._where = next((one for one in following.ancestors() if one.tag in BLOCKS), following)

    def _table(self, table: Element) -> bool:
        """Take a table's rows over; False where it only arranges the page."""
        rows = rows_of(table)
        if not rows or arranges(table, rows):
            return False
        self.end(table)
        words = {cell.element: _cell(cell.element, self.left_out) for row in rows for cell in row}
        caption = [child for child in table.children if isinstance(child, Element) and child.tag == "caption"]
        for one in caption:
            self.walk(one)
        linked = [name for one in table.elements() if one.tag == "a" and (name := file_name(one))]
        lines = row_lines(filled(rows, words))
        self.blocks += [Block(line, table, row=True) for line in lines]
        if lines:
            self.blocks[-1].files = tuple(linked)
        self.end(table.parent)
        return True


def plain(text: str) -> str:
    """Return text with the white space of its markup as a browser shows it."""
    return _SPACE.sub(" ", text).replace("\xa0", " ").strip()


def _cell(cell: Element, left_out: frozenset[Element]) -> str:
    lines = [block.text for block in blocks_of(cell, left_out)]
    stacked = "".join(lines)
    if len(stacked) <= _LONGEST_STACKED and not any(match_marker(line) for line in lines):
        return stacked
    return " ".join(lines)


def _size(piece: str) -> int:
    return len("".join(piece.split()))
