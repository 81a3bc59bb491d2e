"""Numeral: Chinese numerals have the value that cn2an gives them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import cn2an
import pytest

from corpus.numeral import value_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("〇", 0),
        ("○", 0),
        ("九", 9),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("三十三", 33),
        ("一百零五", 105),
        ("一百二", 120),
    ],
)
def test_a_numeral_has_its_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize("words", ["百", "千百", "十十", "十百", "三十一十"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        value_of(words)


def test_small_numerals_are_read_as_cn2an_reads_them() -> None:
    written = ["".join(each) for size in (1, 2, 3) for each in product("一五九十", repeat=size)]
    for numeral in written:
        assert _or_none(value_of, numeral) == _or_none(lambda text: cn2an.cn2an(text, "smart"), numeral), numeral


def _or_none(read: Callable[[str], int | float], numeral: str) -> int | float | None:
    try:
        return read(numeral)
    except (ValueError, KeyError):
        return None
