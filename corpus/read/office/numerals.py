"""Numerals: how a word processor writes the number that it generates before a paragraph, for each of its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999


def write_number(style: str, value: int) -> str:
    """Return `value` as the number format `style` of WordprocessingML writes it; "" for a bullet and for no number.

    A format that no Chinese document uses, and a value that its format cannot write, is written in digits.
    """
    if style in ("none", "bullet"):
        return ""
    write = _WRITERS.get(style)
    return write(value) if write and 0 < value <= _LARGEST else str(value)


def _counting(value: int, digits: str = _HAN, units: str = "十百千", *, lone_ten: bool = True) -> str:
    """Return a number in words: 十二, 一百零五."""
    said, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            said += ("零" if zero and said else "") + digits[digit] + (units[power - 1] if power else "")
        zero = digit == 0
    return said[1:] if lone_ten and 10 <= value < 20 else said


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, "拾佰仟", lone_ten=False)


def _by_digit(value: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (value // worth)
        value %= worth
    return said


def _circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "koreanDigital": _counting,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda value: _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12],
    "ideographEnclosedCircle": lambda value: f"（{_counting(value)}）",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: f"（{value}）",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
}
"""⑴ and ⒈ are written （1） and 1., which mean the same and are read as numbers of clauses."""
