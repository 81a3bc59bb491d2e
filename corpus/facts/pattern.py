"""Patterns: what the tables of figures are made of: numbers, bounds, and a row with its cheap condition."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.fold import fold, read_numerals

_ONE = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?|[一二两三四五六七八九十百千零〇]{1,9}|半)"
_TO = r"\s*(?:至|到|[-—–－~～]{1,2})\s*"
NUMBER = rf"(?:{_ONE}(?:{_TO}{_ONE})?)"
"""A number in digits or characters, or a range of two (5至10, 3—5)."""

ARABIC = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:\.\d{{1,4}})?(?:{_TO}\d{{1,9}}(?:\.\d{{1,4}})?)?)"
LOW = (
    r"(?:不得少于|不得低于|不得高于|不得超过|不少于|不低于|不小于|不高于|不多于|不超过|不短于|至少|最少|最多|"
    r"达到|达|超过|高于|低于|少于|不足|约|(?:突破|超|逾)(?=\s*\d))"
)
"""Words before a figure that make it a bound."""

HIGH = r"(?:以上|以下|以内|之内|左右)"
"""Words behind a figure that make it a bound."""

_LEAST = re.compile(LOW)
_RANGE = re.compile(_TO)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of a table: what to look for, how to read it, and words without one of which it cannot match."""

    kind: FactKind
    regex: re.Pattern[str]
    read: Callable[[re.Match[str]], Found | None]
    needs: tuple[str, ...] = ()

    def may_match(self, words: str) -> bool:
        """Whether `words` hold any of the row's needs: a test that costs far less than the row's expression."""
        return not self.needs or any(need in words for need in self.needs)


def compiled(pattern: str) -> re.Pattern[str]:
    """Return `pattern` compiled, its white space bounded so that a long run of it costs no more than its length."""
    return re.compile(pattern.replace(r"\s*", r"\s{0,3}"))


def digits(words: str) -> str:
    """Return a number in Arabic digits, a range as 3-5, 半 as it is."""
    ends = _RANGE.split(words.strip())
    return "-".join(map(_one_in_digits, ends))


def _one_in_digits(words: str) -> str:
    return read_numerals(fold(words).strip().replace(",", "") + "个")[:-1]


def group(found: re.Match[str], name: str) -> str:
    """Return what the group caught without white space, "" when it is absent or caught nothing."""
    return re.sub(r"\s", "", found.groupdict().get(name) or "")


def bound(found: re.Match[str]) -> str:
    """Return the bound that the text sets: before the figure (不少于), else behind it; 达到 yields to 以上."""
    # 最长不超过 and 最多不得超过 bound as 不超过 and 不得超过 do.
    before, after = re.sub("^最[长多少](?=不)", "", group(found, "before")), group(found, "after")
    if not before and (inside := _LEAST.search(group(found, "words"))):
        before = inside[0]
    return after if after and before in ("", "达", "达到") else before
