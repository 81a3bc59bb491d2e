"""Wording: the form in which the scorer compares texts, and the numbers that a text states.

The scorer reads numerals by itself instead of borrowing the product's reader (`corpus.fold`): a
numeral that the product misreads must not be excused by the same mistake here. It also reads every
run of numerals, wherever it stands, so that a short expected string and a long answer are read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "两": 2,
    **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)},
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL_CHARACTERS = "".join((*_DIGITS, *_TENS))
_NUMERAL = re.compile(f"[{_NUMERAL_CHARACTERS}]+")
_PERCENT = re.compile(f"百分之([{_NUMERAL_CHARACTERS}]+)(?:点([{''.join(_DIGITS)}]+))?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")
_SPACE_BETWEEN_DIGITS = re.compile(r"(?<=[0-9.,])\s+(?=[0-9])")
_DIGIT_JOINT = "\x00"  # stands where dropping white space would make one number of two
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# A lone numeral is often part of a word (统一, 三公, 一是); with a unit of time or count it is a number.
# 一 before a measure word is often no more than an article (一项制度): only time and 次 make it a number.
_TIMES = "个?(?:工作日|自然日|小时|星期|季度|月)|天|日|周|年|次(?!性)"
_UNITS = f"{_TIMES}|名|件|篇|期|条|家|人|项|元|个"
_STATED_NUMERAL = re.compile(
    f"[{_NUMERAL_CHARACTERS}]{{2,}}|[{_NUMERAL_CHARACTERS.replace('一', '')}](?={_UNITS})|(?<![统单唯之])一(?={_TIMES})"
)
_STARTS_WITH_DIGIT = re.compile(r"[0-9]")
_NOT_CONTINUED_LEFT = r"(?<![0-9])(?<![0-9][.])"
_NOT_CONTINUED_RIGHT = r"(?![0-9])(?![.][0-9])"


def read_numeral(numeral: str) -> int:
    """Return the value of Chinese numeral characters: 二十 is 20, 一百二十 120, 二〇二〇 2020."""
    if not any(character in _TENS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total, digit = 0, 0
    for at, character in enumerate(numeral):
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            # 十 may stand without a digit before it: 十五, 二百十.
            bare = at == 0 or numeral[at - 1] not in _DIGITS
            total += (1 if bare else digit) * _TENS[character]
            digit = 0
    return total + digit


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return `text` in the form to compare in: NFKC, lower case, numerals in digits, no white space."""
    text = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    text = _SPACE.sub("", _SPACE_BETWEEN_DIGITS.sub(_DIGIT_JOINT, text))
    return _NUMERAL.sub(_digits_for, _PERCENT.sub(_percent_for, text))


def _percent_for(match: re.Match[str]) -> str:
    decimals = "." + "".join(str(_DIGITS[digit]) for digit in match[2]) if match[2] else ""
    return f"{read_numeral(match[1])}{decimals}%"


def _digits_for(match: re.Match[str]) -> str:
    before, after = match.string[max(match.start() - 1, 0) : match.start()], match.string[match.end() : match.end() + 1]
    left = _DIGIT_JOINT if before.isdigit() else ""
    right = _DIGIT_JOINT if after.isdigit() else ""
    return f"{left}{read_numeral(match[0])}{right}"


def contains(text: str, wanted: str) -> bool:
    """Return whether `text` says `wanted`, both in normal form, no number cut out of a longer one."""
    needle = normal(wanted)
    if not needle:
        return False
    left = _NOT_CONTINUED_LEFT if _STARTS_WITH_DIGIT.match(needle[0]) else ""
    right = _NOT_CONTINUED_RIGHT if _STARTS_WITH_DIGIT.match(needle[-1]) else ""
    return re.search(left + re.escape(needle) + right, normal(text)) is not None


def without_marks(text: str, numbers: Iterable[int]) -> str:
    """Return `text` without the citation marks [1], [2] … of these numbers: they state nothing."""
    marks = "|".join(str(number) for number in numbers)
    return re.sub(rf"\[(?:{marks})\]", "", text) if marks else text


def without_quotes(text: str, quotes: Sequence[str]) -> str:
    """Return `text` with each of `quotes` taken out, longest first, whatever white space it is shown with.

    Only whole quotes go: a few words of a quote set between 「」 may well be the answer's own claim.
    """
    for quote in sorted(quotes, key=len, reverse=True):
        letters = [re.escape(letter) for letter in quote if not letter.isspace()]
        if letters:
            text = re.sub(r"\s*".join(letters), "\n", text)
    return text


def stated_numbers(text: str) -> frozenset[str]:
    """Return the numbers that a sentence states: Arabic ones, and Chinese ones that count something."""
    plain = _SPACE.sub(" ", _plain(text))
    chinese = (str(read_numeral(numeral)) for numeral in _STATED_NUMERAL.findall(plain.replace(" ", "")))
    return _arabic(plain) | frozenset(chinese)


def all_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Return every number that can be read anywhere in `texts`, numerals inside words too."""
    found: frozenset[str] = frozenset()
    for text in texts:
        found |= _arabic(_plain(text)) | _arabic(normal(text))
        found |= {str(read_numeral(numeral)) for numeral in _NUMERAL.findall(text)}
    return found


def _plain(text: str) -> str:
    folded = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return _PERCENT.sub(_percent_for, folded)


def _arabic(text: str) -> frozenset[str]:
    return frozenset(_canonical(number) for number in _ARABIC.findall(text))


def _canonical(number: str) -> str:
    """Return a number without the zeros that do not count: 09 is 9, 3.50 is 3.5."""
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole)}.{decimals}" if decimals else str(int(whole))
