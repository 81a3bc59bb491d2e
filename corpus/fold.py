"""Folding: the one form in which texts are compared, whatever script, width or numerals they use."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

from corpus.numeral import value_of

_SIMPLIFY = OpenCC("t2s")
_DIGITS = "〇零○一二三四五六七八九"
_DIGIT_VALUE = {"〇": "0", "零": "0", "○": "0", **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
_COUNTED = (
    r"(?:个|日|天|年|月|次|名|人|项|季|周|小时|分钟|工作日|条|款|章|节|号|批|类|种|份|场|期|倍|万|亿|元|级|届|位|家|件|"
    r"篇|轮|岁|成|点|星期|刻钟)"
)
_SPELLED_YEAR = re.compile(rf"[{_DIGITS}]{{4}}(?=\s*年)")
_PERCENT = re.compile(r"百分之([〇零一二两三四五六七八九十百]+)(?:点([〇零一二三四五六七八九]+))?")
_NUMERAL = re.compile(rf"(?<![\d〇零一二两三四五六七八九十百千])([〇零一二两三四五六七八九十百千]++)(?={_COUNTED})")
_LONG_NUMERAL = re.compile(
    r"(?<!\d)((?:[一二两三四五六七八九]?[十百千][〇零一二三四五六七八九十百千]*))(?!\d|分|姓|科|般|佳)"
)


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    return str(_SIMPLIFY.convert(unicodedata.normalize("NFKC", character).lower()))


def fold(text: str) -> str:
    """Return `text` in compatibility form (NFKC), lower case and Simplified characters.

    Each character is folded by itself, so that equal words fold equally wherever they stand.
    """
    return "".join(map(_fold_character, text))


def simplify(text: str) -> str:
    """Return `text` in compatibility form and Simplified characters, upper and lower case as they were."""
    return "".join(c if c.isascii() else _simplify_character(c) for c in text)


@lru_cache(maxsize=65536)
def _simplify_character(character: str) -> str:
    return str(_SIMPLIFY.convert(unicodedata.normalize("NFKC", character)))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` without white space and, for each of its characters, its place in `text`."""
    folded: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        for piece in _fold_character(character):
            if not piece.isspace():
                folded.append(piece)
                offsets.append(at)
    return "".join(folded), offsets


@lru_cache(maxsize=4096)
def _to_digits(numeral: str) -> str:
    if len(numeral) > 1 and all(c in _DIGIT_VALUE for c in numeral):
        return "".join(_DIGIT_VALUE[c] for c in numeral)
    try:
        return str(value_of(numeral))
    except ValueError:
        return numeral


def read_numerals(text: str) -> str:
    """Return `text` with Chinese numerals that count something written in Arabic digits.

    二十个工作日 becomes 20个工作日, 二〇一九年 2019年, 百分之七十 70%. Numerals inside words (统一, 一般) stay.
    """
    text = _SPELLED_YEAR.sub(lambda m: _to_digits(m[0]), text)
    text = _PERCENT.sub(lambda m: _to_digits(m[1]) + ("." + _to_digits("零" + m[2])[1:] if m[2] else "") + "%", text)
    text = _NUMERAL.sub(lambda m: _to_digits(m[1]), text)
    return _LONG_NUMERAL.sub(lambda m: _to_digits(m[1]), text)


def match_form(text: str) -> str:
    """Return `text` folded, with numerals in digits and without white space: the form to compare in."""
    return "".join(read_numerals(fold(text)).split())
