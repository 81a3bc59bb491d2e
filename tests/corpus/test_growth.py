"""Long and hostile files: 200 kB of anything is read in seconds, not in minutes.

A pattern with two ways to match the same characters, or a loop over a text that grows, takes minutes for these.
"""

from __future__ import annotations

import pytest

from corpus import UnreadableFile
from corpus.numeral import value_of
from corpus.reading import read_text

_SIZE = 66_000
"""Chinese characters in 200 kB."""


def _fill(part: str) -> str:
    return part * (_SIZE // len(part))


_RUNS = (
    "百",
    "两",
    "〇",
    "一",
    "1",
    "（",
    "《",
    "、",
    " ",
    "　",
    "-",
    "#",
    "*",
    "局",
    "附件",
    "市局、",
    "由甲、",
    "x.",
    "第",
    "条",
    "\u200b",
)
_LINES = {
    "names of offices that end in no office": "人民政府" * 24 + "甲\n",
    "one office letter": "局" * 100 + "甲\n",
    "links of a page that end in none": "返回顶部" + " 简体" * 24 + "甲\n",
    "page controls that end in none": "打印" + " 打印" * 35 + "甲\n",
    "spaces within the name of an annex": "附" + " " * 390 + "甲\n",
    "spaces within a label": "索" + " " * 70 + "甲：\n",
    "a line wrapped at a comma": "甲，\n",
    "empty emphasis": "** ** ",
    "titles": "关于甲市乙区丙县\n",
    "annexes": "附件：1.甲\n2.乙\n",
    "signatures": "青木市人民政府\n2020年1月1日\n",
    "markers": "（一）甲\n1.乙\n①丙\n",
    "a list of units without end": "责任单位：市司法局、市财政局和",
    "dates without a year": "1月1日至",
    "numbers of documents": "青政办发〔2020〕",
    "addresses": "a.b@",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("head", ["一、总则\n二、", ""], ids=["clause", "front"])
@pytest.mark.parametrize("part", [*_RUNS, *_LINES.values()], ids=[*map(ascii, _RUNS), *_LINES])
def test_two_hundred_kilobytes_of_one_thing_are_read_or_refused(part: str, head: str) -> None:
    raw = head + _fill(part)
    assert _kept(raw) in (raw, None)


def _kept(raw: str) -> str | None:
    """Return what a reading of `raw` keeps of it, None when it is refused."""
    try:
        return read_text(raw, "long.txt").notice.raw
    except UnreadableFile:
        return None


@pytest.mark.timeout(120)
@pytest.mark.parametrize("numeral", ["一" * 20_000, "1" * 20_000, "十百" * 10_000])
@pytest.mark.parametrize("style", ["第{}条 甲", "第{}章 甲", "{}、甲", "（{}）甲"])
def test_a_number_of_thousands_of_digits_opens_no_clause(style: str, numeral: str) -> None:
    reading = read_text(f"一、总则\n{style.format(numeral)}", "long.txt")
    assert [clause.path for clause in reading.clauses] == [("一",)]


@pytest.mark.timeout(60)
def test_a_numeral_of_thousands_of_characters_is_none() -> None:
    with pytest.raises(ValueError, match="too long"):
        value_of("百零" * 10_000)


def test_the_last_day_that_a_calendar_knows_is_no_limit_to_a_period() -> None:
    reading = read_text("一、总则\n自9999年1月2日起施行，有效期99年。", "long.txt")
    assert (str(reading.notice.effective_from), reading.notice.effective_to) == ("9999-01-02", None)
