"""Word 97 lists: the styles of a binary Word file and the numbers that its lists give to paragraphs."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.read.office.numbering import Counters, Level
from corpus.read.office.word97 import Properties, Run, Word97, number, properties_of

LEVEL, LIST = 0x260A, 0x460B
_FORMATS: Mapping[int, str] = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "decimal",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimal", 16: "japaneseLegal",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""The number formats (MSONFC) by their names in WordprocessingML."""
_SUFFIXES = ("tab", "space", "nothing")
_CONTENTS = re.compile(r"toc (?:\d|heading)|目录 ?\d", re.IGNORECASE)
_NO_STYLE = 0xFFF


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: int
    properties: Properties


class Styles97:
    """The styles of a binary Word file."""

    def __init__(self, word: Word97) -> None:
        self._styles: dict[int, _Style] = {}
        data = word.structure(1)
        if len(data) < 6:
            return
        at = 2 + number(data, 0)
        fixed = number(data, 4)
        for index in range(number(data, 2)):
            if at + 2 > len(data):
                break
            length = number(data, at)
            if length:
                self._styles[index] = _style(data[at + 2 : at + 2 + length], fixed)
            at += 2 + length

    def properties(self, run: Run) -> Properties:
        """Return the properties of a paragraph with those of its style and of those that it is based on."""
        line, at = [run.properties], run.style
        while at in self._styles and len(line) < 12:
            line.append(self._styles[at].properties)
            at = self._styles[at].based_on
        merged: Properties = {}
        for one in reversed(line):
            merged.update(one)
        return merged

    def is_contents(self, run: Run) -> bool:
        """Whether a paragraph's style is that of a table of contents."""
        style = self._styles.get(run.style)
        return bool(style and _CONTENTS.match(style.name))


def _style(data: bytes, fixed: int) -> _Style:
    paragraph = number(data, 2) & 0xF == 1
    based_on = number(data, 2) >> 4
    length = number(data, fixed)
    end = fixed + 2 + 2 * length
    name = data[fixed + 2 : end].decode("utf-16-le", errors="replace")
    at = end + 2
    held = b""
    if paragraph and at + 2 <= len(data):
        held = data[at + 4 : at + 2 + number(data, at)]
    return _Style(name, _NO_STYLE if based_on == _NO_STYLE else based_on, properties_of(held))


class Lists97:
    """The lists of a binary Word file; numbers its paragraphs in their order."""

    def __init__(self, word: Word97) -> None:
        self._counters = Counters()
        self._levels: dict[int, tuple[Level, ...]] = {}
        self._members: list[tuple[int, dict[int, int], dict[int, Level]]] = []
        try:
            self._read_lists(word)
            self._read_members(word)
        except (struct.error, IndexError, ValueError):
            # What was read of the lists so far numbers what it can.
            return

    def _read_lists(self, word: Word97) -> None:
        begin, length = word.place(73)
        if length < 2:
            return
        count = number(word.table, begin)
        at = begin + length
        if length < 2 + 28 * count:
            return
        for one in range(count):
            base = begin + 2 + 28 * one
            levels = []
            for _ in range(1 if word.table[base + 26] & 1 else 9):
                level, at = _level(word.table, at)
                levels.append(level)
            self._levels[number(word.table, base, "<I")] = tuple(levels)

    def _read_members(self, word: Word97) -> None:
        begin, length = word.place(74)
        if length < 4:
            return
        count = number(word.table, begin, "<I")
        at = begin + 4 + 16 * count
        for one in range(min(count, length // 16)):
            base = begin + 4 + 16 * one
            starts: dict[int, int] = {}
            own: dict[int, Level] = {}
            self._members.append((number(word.table, base, "<I"), starts, own))
            at += 4
            for _ in range(word.table[base + 12]):
                flags = number(word.table, at + 4, "<I")
                if flags & 0x10:
                    starts[flags & 0xF] = number(word.table, at, "<I")
                at += 8
                if flags & 0x20:
                    own[flags & 0xF], at = _level(word.table, at)

    def label(self, properties: Properties) -> str:
        """Return the label that numbers the next paragraph, which has these properties, "" for none."""
        which = number(properties.get(LIST, b"\0\0"), 0)
        if not 1 <= which <= len(self._members):
            return ""
        family, starts, own = self._members[which - 1]
        at = (properties.get(LEVEL) or b"\0")[0]
        levels = [own.get(one, level) for one, level in enumerate(self._levels.get(family, ()))]
        return self._counters.label(family, levels, at, member=which, overrides=starts)


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Return the level stored at `at` (LVL), and where the next one begins."""
    start, style, flags = number(table, at, "<i"), table[at + 4], table[at + 5]
    places = table[at + 6 : at + 15]
    follow, characters, paragraphs, limit = table[at + 15], table[at + 24], table[at + 25], table[at + 26]
    begin = at + 28 + characters + paragraphs
    length = number(table, begin)
    text = table[begin + 2 : begin + 2 + 2 * length].decode("utf-16-le", errors="replace")
    marked = "".join(
        f"%{ord(sign) + 1}" if place in places and ord(sign) < 9 else sign for place, sign in enumerate(text, 1)
    )
    level = Level(
        start,
        _FORMATS.get(style, "decimal"),
        marked,
        _SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab",
        limit if flags & 8 else None,
        bool(flags & 4),
    )
    return level, begin + 2 + 2 * length
