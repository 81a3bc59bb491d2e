"""Numbering: the labels that a word processor generates before paragraphs (一、 第三条), counted as it counts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from corpus.read.office.numerals import write_number

_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、）．。："
"""A label that ends so stands directly before the words."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: the first number.
        style: the number format, by its name in WordprocessingML.
        text: the label with %1 to %9 for the numbers of the levels.
        suffix: what separates the label from the words: "tab", "space" or "nothing".
        restart: the level number (from 1) whose use restarts this level; None for any level above, 0 for never.
        digits: whether the numbers of all levels are written in digits here.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    digits: bool = False


class Counters:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, dict[int, int]] = {}
        self._begun: set[tuple[Hashable, int]] = set()

    def label(
        self,
        family: Hashable,
        levels: Sequence[Level],
        at: int,
        *,
        member: Hashable = None,
        overrides: Mapping[int, int] | None = None,
    ) -> str:
        """Return the label of the next paragraph at level `at` (from 0) of a list, with what separates it.

        Args:
            family: the lists that count on from one another share it.
            levels: the levels of the list.
            at: the paragraph's level; "" is returned where the list has no such level.
            member: the list itself.
            overrides: for a level, the number with which `member` begins there anew.
        """
        if not 0 <= at < len(levels):
            return ""
        counts = self._counts.setdefault(family, {})
        for above in range(at):
            # A level that is passed over counts as used: 1.1 that no 1 precedes is followed by 2, as in Word.
            counts.setdefault(above, levels[above].start)
        begins = (overrides or {}).get(at)
        if begins is not None and (member, at) not in self._begun:
            counts[at] = begins
        else:
            counts[at] = counts[at] + 1 if at in counts else levels[at].start
        self._begun.add((member, at))
        for deeper in [level for level in counts if level > at]:
            limit = levels[deeper].restart if deeper < len(levels) else None
            if limit is None or at < limit:
                del counts[deeper]
        return _printed(levels, at, counts)


def _printed(levels: Sequence[Level], at: int, counts: Mapping[int, int]) -> str:
    level = levels[at]
    if level.style == "bullet":
        return ""

    def number(place: re.Match[str]) -> str:
        which = int(place[1]) - 1
        if which >= len(levels):
            return ""
        style = "decimal" if level.digits else levels[which].style
        return write_number(style, counts.get(which, levels[which].start))

    label = _PLACE.sub(number, level.text).strip()
    return label if level.suffix == "nothing" else spaced(label)


def spaced(label: str) -> str:
    """Return a label with a space behind it, unless its last character is wide enough."""
    return f"{label} " if label and label[-1] not in _CLOSED else label
