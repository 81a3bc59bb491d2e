"""Fields: what a word processor's fields show of themselves; page numbers and tables of contents are not read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNSHOWN = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|INDEX|TC|XE|RD)\b", re.IGNORECASE)
_RINGED = re.compile(r"\s*eq\s*\\o(?:\\a[clr])?\s*\(\s*[○〇◯]\s*[,，;]\s*(\d{1,2})\s*\)", re.IGNORECASE)
_BOXES = {"a8": "□", "6f": "□", "71": "□", "72": "□", "a3": "□", "fe": "☑", "52": "☑", "53": "☒", "fd": "☒", "fc": "√"}
"""What the common signs of the fonts Wingdings mean, by their last two digits."""


def is_shown(code: str) -> bool:
    """Whether the result of a field with this code is part of the text."""
    return not _UNSHOWN.match(code)


def sign(font: str, code: str) -> str:
    """Return the character that a sign of a symbol font stands for, by its code in four hexadecimal digits, or ""."""
    if "wingdings" in font.casefold():
        return _BOXES.get(code[-2:], "")
    if re.fullmatch(r"[0-9a-f]{4}", code) and not code.startswith(("f0", "d8", "d9", "da", "db", "dc", "dd")):
        return chr(int(code, 16))
    return ""


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open at a place of a text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shown(self) -> bool:
        """Whether text at this place is shown."""
        return all(one.in_result and is_shown(one.code) for one in self._open)

    @property
    def in_code(self) -> bool:
        """Whether text at this place is a field's code."""
        return bool(self._open) and not self._open[-1].in_result

    def begin(self) -> None:
        """Open a field."""
        self._open.append(_Field())

    def code(self, text: str) -> None:
        """Take over a part of the code of the field that was opened last."""
        if self.in_code:
            self._open[-1].code += text

    def separate(self) -> None:
        """Go on from the code of a field to its result."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> str:
        """Close a field; return what it draws without a result, such as a number in a circle, or ""."""
        ringed = _RINGED.match(self._open.pop().code) if self._open else None
        count = int(ringed[1]) if ringed else 0
        return "" if not count else chr(ord("①") + count - 1) if count <= 20 else f"（{count}）"

    def begin_paragraph(self) -> None:
        """Give up fields that were never separated from their code, which would hide all that follows."""
        self._open = [one for one in self._open if one.in_result]
