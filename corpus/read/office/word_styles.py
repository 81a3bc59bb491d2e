"""Word styles: what a docx's styles say of their paragraphs, and the numbers that its lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field

from lxml import etree

from corpus.read.office.numbering import Counters, Level
from corpus.read.office.package import attribute, child, children, tag

_CONTENTS = re.compile(r"toc (?:\d|heading)|目录 ?\d", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says; None where it leaves that to the style that it is based on."""

    name: str = ""
    based_on: str | None = None
    number: str | None = None
    level: int | None = None
    hidden: bool | None = None


def is_on(owner: etree._Element | None, name: str) -> bool | None:
    """Return whether the property `name` of `owner` is on; None where it is not set."""
    found = child(owner, name)
    return None if found is None else (attribute(found, "val") or "1").casefold() not in _OFF


def value(owner: etree._Element | None, *names: str) -> str | None:
    """Return the value of the property that the path of names leads to, None where it is not set."""
    found = child(owner, *names)
    return None if found is None else attribute(found, "val")


def whole(text: str | None, fallback: int) -> int:
    """Return the number that an attribute holds, `fallback` where it holds none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else fallback


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the root of styles.xml; a document may lack it."""
        self._styles: dict[str, Style] = {}
        self._default = ""
        for one in children(root, "w:style"):
            at = attribute(one, "styleId") or ""
            level = value(one, "w:pPr", "w:numPr", "w:ilvl")
            self._styles[at] = Style(
                value(one, "w:name") or at,
                value(one, "w:basedOn"),
                value(one, "w:pPr", "w:numPr", "w:numId"),
                None if level is None else whole(level, 0),
                is_on(child(one, "w:rPr"), "w:vanish"),
            )
            if attribute(one, "type") == "paragraph" and (attribute(one, "default") or "0").casefold() not in _OFF:
                self._default = at

    def line(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """Yield a style and those that it is based on, the nearest first."""
        at, seen = style if style is not None else self._default, set[str]()
        while at in self._styles and at not in seen:
            seen.add(at)
            yield at, self._styles[at]
            at = self._styles[at].based_on or ""

    def hides(self, *styles: str | None) -> bool:
        """Whether text is hidden by the first of `styles` that says anything about it."""
        said = (
            one.hidden for style in styles if style is not None for _, one in self.line(style) if one.hidden is not None
        )
        return next(said, False)

    def is_contents(self, style: str | None) -> bool:
        """Whether a paragraph style is that of a table of contents."""
        return any(_CONTENTS.match(one.name) for _, one in self.line(style)) if style else False

    def number(self, style: str | None) -> tuple[str, str, int] | None:
        """Return the list that a paragraph style puts its paragraphs in, which style says so, and the level."""
        level: int | None = None
        for at, one in self.line(style):
            level = one.level if level is None else level
            if one.number is not None:
                return (one.number, at, level or 0)
        return None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    linked: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    family: str
    levels: tuple[Level, ...]
    by_style: Mapping[str, int]
    overrides: Mapping[int, int]


def _level(one: etree._Element) -> Level:
    restart = value(one, "w:lvlRestart")
    style = value(one, "w:numFmt")
    if style is None:
        inner = next((e for e in one.iter() if tag(e) == "w:numFmt"), None)
        style = attribute(inner, "val") if inner is not None else None
    return Level(
        whole(value(one, "w:start"), 0 if style == "decimalZero" else 1),
        style or "decimal",
        value(one, "w:lvlText") or "",
        value(one, "w:suff") or "tab",
        None if restart is None else whole(restart, 0),
        bool(is_on(one, "w:isLgl")),
    )


class Lists:
    """The lists of one document; numbers its paragraphs in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Read the root of numbering.xml; a document may lack it."""
        self._styles = styles
        self._counters = Counters()
        self._abstracts: dict[str, _Abstract] = {}
        for one in children(root, "w:abstractNum"):
            self._abstracts[attribute(one, "abstractNumId") or ""] = self._abstract(one)
        self._numbers = {attribute(one, "numId") or "": one for one in children(root, "w:num")}
        self._lists = {at: self._list(one) for at, one in self._numbers.items()}

    def _abstract(self, one: etree._Element) -> _Abstract:
        read = _Abstract(linked=value(one, "w:numStyleLink"))
        for level in children(one, "w:lvl"):
            at = whole(attribute(level, "ilvl"), 0)
            read.levels[at] = _level(level)
            if style := value(level, "w:pStyle"):
                read.by_style[style] = at
        return read

    def _resolve(self, at: str, depth: int = 0) -> tuple[str, _Abstract]:
        """Return a list's definition, that of the list style which it points to where it points to one."""
        read = self._abstracts.get(at) or _Abstract()
        if read.levels or not read.linked or depth > 4:
            return at, read
        number = self._styles.number(read.linked)
        linked = self._numbers.get(number[0]) if number else None
        return self._resolve(value(linked, "w:abstractNumId") or "", depth + 1) if linked is not None else (at, read)

    def _list(self, one: etree._Element) -> _List:
        family, read = self._resolve(value(one, "w:abstractNumId") or "")
        levels, overrides = dict(read.levels), dict[int, int]()
        for override in children(one, "w:lvlOverride"):
            at = whole(attribute(override, "ilvl"), 0)
            if (own := child(override, "w:lvl")) is not None:
                levels[at] = _level(own)
            if (start := value(override, "w:startOverride")) is not None:
                overrides[at] = whole(start, 1)
        filled = tuple(levels.get(at, Level()) for at in range(min(_LEVELS, max(levels, default=-1) + 1)))
        return _List(family, filled, read.by_style, overrides)

    def anew(self) -> Lists:
        """Return the same lists with no paragraph counted yet; text boxes are counted apart from the text."""
        other = copy(self)
        other._counters = Counters()
        return other

    def label(self, properties: etree._Element | None) -> str:
        """Return the label that numbers the next paragraph, which has these properties, "" for none."""
        style = value(properties, "w:pStyle")
        styled = self._styles.number(style)
        number = value(properties, "w:numPr", "w:numId")
        level = value(properties, "w:numPr", "w:ilvl")
        if number is None and styled is None:
            return ""
        at = styled[2] if styled else 0
        if number is None and styled:
            number = styled[0]
            found = self._lists.get(number)
            if found:
                named = (found.by_style.get(one) for one, _ in self._styles.line(style))
                at = next((one for one in named if one is not None), at)
        if level is not None:
            at = whole(level, 0)
        listed = self._lists.get(number or "")
        if listed is None:
            return ""
        return self._counters.label(listed.family, listed.levels, at, member=number, overrides=listed.overrides)
