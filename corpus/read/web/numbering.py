"""Numbering: the numbers that a browser writes before the items of a list."""

from __future__ import annotations

import re

from corpus.markers import match_marker
from corpus.read.web.tree import Element

_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?([a-z-]*(?:chinese|ideographic|roman|alpha|latin|decimal|none|disc|circle|square)[a-z-]*)"
)
_LONGEST_STYLE = 400
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}


def numbers_of(items: Element) -> dict[Element, str]:
    """Return the number that is shown before each item of an ordered list; empty where the items say their own."""
    children = [child for child in items.children if isinstance(child, Element) and child.tag == "li"]
    style = _style(items)
    said = sum(match_marker(child.words.strip()) is not None for child in children)
    if style in ("none", "disc", "circle", "square") or said * 2 > len(children):
        return {}
    start = _integer(items.get("start"))
    backwards = "reversed" in items.attributes
    value = start if start is not None else (len(children) if backwards else 1)
    numbers: dict[Element, str] = {}
    for child in children:
        own = _integer(child.get("value"))
        value = own if own is not None else value
        if child.words.strip():
            numbers[child] = _written(value, _style(child) if child.get("style") else style)
        value += -1 if backwards else 1
    return numbers


def _style(element: Element) -> str:
    found = _STYLE.search(element.get("style")[:_LONGEST_STYLE].lower())
    return found[1] if found else _TYPES.get(element.get("type"), "decimal")


def _integer(value: str) -> int | None:
    return int(value) if re.fullmatch(r"-?\d{1,6}", value, re.ASCII) else None


def _written(value: int, style: str) -> str:
    if ("chinese" in style or "ideographic" in style) and 0 < value < 100:
        return f"{_han(value)}、"
    if ("alpha" in style or "latin" in style) and 0 < value <= 26:
        return f"{chr((ord('A') if 'upper' in style else ord('a')) + value - 1)}. "
    if "roman" in style and 0 < value < 4000:
        return f"{_roman(value) if 'upper' in style else _roman(value).lower()}. "
    return f"{value}. "


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十") + (_DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (value // size)
        value %= size
    return written
