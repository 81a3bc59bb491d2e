"""Numeral: the value of a Chinese numeral (二十三, 一百零五)."""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_LONGEST = 40
"""Characters: no number that a text counts with has more, and reading more takes ever longer."""

_BELOW_HUNDRED = re.compile(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)")


def value_of(numeral: str) -> int | float:
    """Return the number that `numeral` writes in characters; 〇 and ○ are zero.

    Raises:
        ValueError: if it writes none.
    """
    small = _BELOW_HUNDRED.fullmatch(numeral)
    if small and numeral and (small[2] or len(numeral) == 1):
        tens, ten, ones = small.groups()
        return (_DIGITS.get(tens, 1) * 10 if ten else _DIGITS.get(tens, 0)) + _DIGITS.get(ones, 0)
    if len(numeral) > _LONGEST:
        raise ValueError(f"{numeral[:_LONGEST]}… is too long for a number")
    # A quarter of a second that a question with small numbers only does without.
    import cn2an

    try:
        value: int | float = cn2an.cn2an(numeral.replace("○", "零").replace("〇", "零"), "smart")
    except KeyError as error:
        # What its own check lets through: 五十一十 and the like.
        raise ValueError(numeral) from error
    return value
