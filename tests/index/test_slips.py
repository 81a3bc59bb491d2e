"""Slips: a homophone or a swap in a question is read as what was meant, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Index
from index.retrieve import MODES, Mode
from index.slips import Slip

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def notices(notices_index: Path) -> Index:
    return Index.open(notices_index)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("政务工开的培训每年几次", "政务公开的培训每年几次", id="a homophone in a term"),
        pytest.param("主动公开文建多久上网", "主动公开文件多久上网", id="a homophone in a word of two characters"),
        pytest.param("高薪区的文件几天内上网", "高新区的文件几天内上网", id="a place whose slip is a word itself"),
        pytest.param("张业市的政务公开由谁负责", "张掖市的政务公开由谁负责", id="a city"),
        pytest.param("兰岭县要搞几次政府开放日", "兰陵县要搞几次政府开放日", id="-ng and -n sound alike"),
        pytest.param("新闻发部会一年至少开几场", "新闻发布会一年至少开几场", id="inside a longer word"),
        pytest.param("重点领遇信息公开有哪些", "重点领域信息公开有哪些", id="beside another word"),
        pytest.param("政策解毒材料要和文件一起发吗", "政策解读材料要和文件一起发吗", id="a slip that is a word itself"),
        pytest.param("新发闻布会一年至少开几场", "新闻发布会一年至少开几场", id="two neighbours swapped"),
        pytest.param("政務工開的培訓每年幾次", "政務公開的培訓每年幾次", id="Traditional stays Traditional"),
        pytest.param("三方评古多久一次，权力青单呢", "三方评估多久一次，权力清单呢", id="two slips"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(notices: Index, typed: str, meant: str) -> None:
    assert notices.corrected(typed).text == meant
    assert notices.corrected(meant).text == meant


def test_a_slip_says_what_was_typed_and_what_was_meant(notices: Index) -> None:
    assert notices.corrected("政务工开的培训每年几次").slips == (Slip("政务工开", "政务公开"),)


def test_a_place_of_the_index_is_known_though_no_table_lists_it(index: Index) -> None:
    assert index.corrected("云西县每年培训几次").text == "云溪县每年培训几次"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="nothing"),
        pytest.param("How often is training held?", id="English"),
        pytest.param("郑州包工程的多报钱骗钱要挨多少罚", id="a word after a place"),
        pytest.param("搞科技的公司一共多少个", id="a verb before a word"),
        pytest.param("找人把官网的事提一提", id="single characters of speech"),
        pytest.param("宜春市的文件几天内上网", id="a place that sounds like another"),
        pytest.param("二〇二一年二十个工作日", id="numerals"),
    ],
)
def test_what_can_be_read_as_it_stands_is_left_alone(notices: Index, question: str) -> None:
    assert notices.corrected(question).text == question


def test_everyday_questions_are_left_alone(notices: Index) -> None:
    rows = (ROOT / "index/training/written/development.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [question for row in rows for question in json.loads(row)["everyday"]]
    changed = [question for question in questions if notices.corrected(question).slips]
    assert len(changed) <= len(questions) / 100, changed


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("typed", "twin"),
    [
        pytest.param("政务工开的陪训每年几次", "政务公开的培训每年几次", id="slips"),
        pytest.param("政務公開的培訓每年幾次", "政务公开的培训每年几次", id="Traditional"),
        pytest.param("２０个工作日内上网", "20个工作日内上网", id="full-width digits"),
    ],
)
def test_a_search_finds_the_same_however_it_is_typed(notices: Index, mode: Mode, typed: str, twin: str) -> None:
    found, meant = notices.search(typed, mode=mode), notices.search(twin, mode=mode)
    assert [hit.clause.id for hit in found] == [hit.clause.id for hit in meant]


def test_numerals_in_characters_are_searched_as_figures(notices: Index) -> None:
    in_words, in_figures = "二十个工作日内上网", "20个工作日内上网"
    assert notices.search(in_words)[0].clause == notices.search(in_figures)[0].clause
    keyword = [[hit.clause.id for hit in notices.search(text, mode="keyword")] for text in (in_words, in_figures)]
    assert keyword[0] == keyword[1]
