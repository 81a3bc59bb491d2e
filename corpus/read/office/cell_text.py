"""Cell text: a number of a spreadsheet as its format prints it, a date as a Chinese notice writes it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "yyyy/m/d", 31: "yyyy年m月d日", 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    47: "mm:ss", 48: "0.0E+0", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h:mm",
    56: "h:mm:ss", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""The formats that a workbook uses by their number alone, those of 27 to 58 as in a Chinese one."""

_UNPRINTED = re.compile(r"\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DATED = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(?:[Ee][+-][#0?]+)?")
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
"""31 December 9999, the last day that a spreadsheet knows."""


def number_text(value: float, pattern: str, *, from_1904: bool = False) -> str:
    """Return a number as the format `pattern` prints it; a date is written 2020年3月1日, whatever its format.

    Args:
        value: the number; a date is its days since the end of 1899, or since 1904.
        pattern: the number format as the workbook has it, "" or General for none.
        from_1904: whether the workbook counts its days from 1904.
    """
    section = _section(pattern, value)
    if not section or section.casefold() in ("general", "@"):
        return plain_number(value)
    bare = _LITERAL.sub("", section)
    if _DATED.search(bare) and not re.search(r"[#0?]", bare.replace("s.0", "s")):
        return _date(value, _LITERAL.sub(lambda found: found[1] or found[2] or "", section), from_1904=from_1904)
    return _number(value, section)


def plain_number(value: float) -> str:
    """Return a number without an exponent and without .0."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".") if 1e-9 < abs(value) < 1e15 else repr(value)


@lru_cache(maxsize=512)
def _sections(pattern: str) -> tuple[str, ...]:
    return tuple(_UNPRINTED.sub(lambda found: found[1] or "", one) for one in pattern.split(";"))


def _section(pattern: str, value: float) -> str:
    """Return the part of a format that holds for positive, for negative numbers, or for zero."""
    sections = _sections(pattern)
    at = 2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0
    return sections[at]


def _date(value: float, section: str, *, from_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return plain_number(value)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + dt.timedelta(seconds=round(value * 86400))
    low = section.casefold()
    clock = "h" in low or ":" in low
    months = "m" in re.sub(r"h[^a-z]*m+|m+[^a-z]*s", "", low) if clock else "m" in low
    parts = [
        f"{moment.year}年" if "y" in low or "e" in low else "",
        f"{moment.month}月" if months else "",
        f"{moment.day}日" if "d" in low else "",
    ]
    day = "".join(parts)
    if "h" not in low:
        return day or plain_number(value)
    return f"{day} {moment:%H:%M}".strip()


def _number(value: float, section: str) -> str:
    percent = "%" in _LITERAL.sub("", section)
    shown = abs(value) if ";" in section or section.startswith(("(", "（")) else value
    shown = shown * 100 if percent else shown
    held: list[str] = []

    def keep(found: re.Match[str]) -> str:
        held.append(found[1] or found[2] or "")
        return f"\0{len(held) - 1}\0"

    masked = _LITERAL.sub(keep, section)
    # A kept literal's own place is no digit place.
    place = next((one for one in _DIGITS.finditer(re.sub("\0\\d+\0", lambda m: "\1" * len(m[0]), masked))), None)
    if place is None:
        return plain_number(value)
    said = masked[: place.start()] + _digits(shown, place) + masked[place.end() :]
    return re.sub("\0(\\d+)\0", lambda found: held[int(found[1])], said).strip()


def _digits(value: float, place: re.Match[str]) -> str:
    pattern = place[0]
    decimals = place[1] or ""
    if "e" in pattern.casefold():
        return plain_number(value)
    grouped = "," if re.search(r"[#0?],[#0?]", pattern) else ""
    said = f"{value:{grouped}.{len(decimals)}f}"
    for sign in reversed(decimals):
        if sign == "0" or not said.endswith("0"):
            break
        said = said[:-1]
    said = said.rstrip(".") if "." in said else said
    least = pattern.partition(".")[0].count("0")
    sign, bare = ("-", said[1:]) if said.startswith("-") else ("", said)
    return sign + bare.zfill(least if "." not in bare else least + len(bare) - bare.index("."))
