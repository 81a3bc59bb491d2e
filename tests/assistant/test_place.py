"""Place: which places a question names, and which of them the corpus holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.place import Gazetteer, pinyin_of, short_name
from tests.assistant.notice_builders import CITY, COUNTY, OTHER, a_notice

ZONE = ("甘肃省", "兰州市", "高新区")
NOTICES = [
    a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY).notice,
    a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER).notice,
    a_notice("张掖市", number="张政办发〔2021〕9号", region=CITY).notice,
    a_notice("兰州高新区", number="兰高新发〔2021〕3号", region=ZONE).notice,
]
GAZETTEER = Gazetteer(NOTICES)


def held(question: str) -> set[tuple[str, ...]]:
    return {place.region for place in GAZETTEER.find(question) if place.held}


def elsewhere(question: str) -> set[str]:
    return {place.words for place in GAZETTEER.find(question) if not place.held}


@pytest.mark.parametrize(
    ("question", "region"),
    [
        pytest.param("云溪县几天内答复？", COUNTY, id="the full name"),
        pytest.param("云溪几天内答复？", COUNTY, id="the name without its rank"),
        pytest.param("甘肃省张掖市云溪县几天内答复？", COUNTY, id="the whole path"),
        pytest.param("张掖的期限？", CITY, id="a city"),
        pytest.param("兰州高新区的期限？", ZONE, id="a zone under its city's name"),
        pytest.param("兰州高新技术产业开发区的期限？", ZONE, id="a zone's long name"),
        pytest.param("高新区的期限？", ZONE, id="a zone alone"),
        pytest.param("What is the deadline in Yunxi County?", COUNTY, id="pinyin with its rank"),
        pytest.param("zhangye deadline", CITY, id="pinyin in lower case"),
        pytest.param("Deadline in the Lanzhou High-tech Zone?", ZONE, id="a zone in English"),
    ],
)
def test_a_place_of_the_corpus_is_found(question: str, region: tuple[str, ...]) -> None:
    assert held(question) == {region}


def test_two_places_are_both_found() -> None:
    assert held("云溪县和青禾县的期限有什么不同？") == {COUNTY, OTHER}


def test_a_zone_does_not_bring_in_its_city() -> None:
    assert ("甘肃省", "兰州市") not in {place.region for place in GAZETTEER.find("兰州高新区的期限？")}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("北京市几天内答复？", "北京市", id="a city of China"),
        pytest.param("成都的期限？", "成都", id="a city of China without its rank"),
        pytest.param("请问河西县几天内答复？", "河西县", id="a county that only its form shows"),
        pytest.param("What is the deadline in Shanghai?", "Shanghai", id="a city in English"),
        pytest.param("What is the deadline in Foobar County?", "Foobar", id="an unknown county in English"),
    ],
)
def test_a_place_that_the_corpus_does_not_hold_is_found_too(question: str, words: str) -> None:
    assert any(words.lower() in name.lower() for name in elsewhere(question))
    assert not held(question)


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        pytest.param("What is the deadline in Yunxi County?", {COUNTY}, id="with its rank"),
        pytest.param("Compare Yunxi County with Zhangye City.", {COUNTY, CITY}, id="two with their ranks"),
        pytest.param("Does Zhangye's notice or the Lanzhou High-Tech Zone's say so?", {CITY, ZONE}, id="a zone"),
    ],
)
def test_a_held_place_in_english_is_not_also_missing(question: str, regions: set[tuple[str, ...]]) -> None:
    assert (held(question), elsewhere(question)) == (regions, set())


def test_beside_a_held_place_in_english_a_missing_one_is_found() -> None:
    assert elsewhere("Compare Yunxi County with Foobar County.") == {"Foobar County"}


@pytest.mark.parametrize(
    ("question", "words", "others"),
    [
        pytest.param("兰州新区的期限？", "兰州新区", set(), id="a new area"),
        pytest.param("张掖经开区的期限？", "张掖经开区", set(), id="a zone of a kind that is not held"),
        pytest.param("张掖高新区的期限？", "张掖高新区", set(), id="a zone of a kind that another city has"),
        pytest.param("张掖市高新技术产业开发区和云溪县？", "张掖市高新技术产业开发区", {COUNTY}, id="its long name"),
        pytest.param("Deadline in the Zhangye New Area?", "Zhangye New Area", set(), id="a new area in English"),
        pytest.param(
            "Deadline in the Zhangye High-tech Zone?", "Zhangye High-tech Zone", set(), id="a zone in English"
        ),
    ],
)
def test_a_zone_that_is_not_held_is_not_its_city(question: str, words: str, others: set[tuple[str, ...]]) -> None:
    assert (held(question), elsewhere(question)) == (others, {words})


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("《云溪县2021年政务公开工作要点》由谁印发？", id="inside a quoted title"),
        pytest.param("各县区要做什么？", id="counties in general"),
        pytest.param("门户网站在城市里怎么建？", id="words with 市 in them"),
        pytest.param("今年计划新增城市停车位多少个？", id="the end of one word and the beginning of the next"),
        pytest.param("国际交流与合作方面有何规定？", id="a word that a small city has for its name"),
        pytest.param("主动公开文件几天内上网？", id="no place at all"),
        pytest.param("When must files be posted online?", id="no place at all, in English"),
    ],
)
def test_no_place_is_found_where_none_is_named(question: str) -> None:
    assert GAZETTEER.find(question) == ()


def test_an_ambiguous_name_gives_each_place_that_has_it() -> None:
    twins = Gazetteer(
        [
            a_notice("城关区", number="城政办发〔2021〕1号", region=("甘肃省", "兰州市", "城关区")).notice,
            a_notice("城关区", number="城政办发〔2021〕2号", region=("西藏自治区", "拉萨市", "城关区")).notice,
        ]
    )
    assert len({place.region for place in twins.find("城关区的期限？")}) == 2


@pytest.mark.parametrize(
    ("name", "short", "pinyin"),
    [("张掖市", "张掖", "Zhangye"), ("兰陵县", "兰陵", "Lanling"), ("云县", "云县", "Yunxian")],
)
def test_a_name_is_shortened_while_two_characters_are_left(name: str, short: str, pinyin: str) -> None:
    assert (short_name(name), pinyin_of(name)) == (short, pinyin)


def test_a_notice_covers_its_own_place_and_lies_below_those_above() -> None:
    county = NOTICES[0]
    assert GAZETTEER.covers(COUNTY, county)
    assert not GAZETTEER.covers(CITY, county)
    assert county in GAZETTEER.below(CITY, NOTICES)
    assert county not in GAZETTEER.below(COUNTY, NOTICES)


def test_places_come_in_the_same_order_in_every_process() -> None:
    program = (
        "from tests.assistant.test_place import Gazetteer, a_notice\n"
        "names = ('云溪县', '白河县', '大河县')\n"
        "counties = [a_notice(name, region=('甘肃省', '张掖市', name)).notice for name in names]\n"
        "print([place.words for place in Gazetteer(counties).find('Compare Yunxi, Baihe and Dahe County')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1
