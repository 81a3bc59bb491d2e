"""Scope: which notices a question is about, and what it names that the corpus lacks."""

from __future__ import annotations

import pytest

from assistant.scope import Scope, Scoper, display_place
from corpus.notice import Notice
from tests.assistant.notice_builders import CITY, COUNTY, OTHER, a_notice

YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY).notice
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER).notice
ZHANGYE = a_notice(
    "张掖市", number="张政办发〔2021〕9号", region=CITY, basis="《云溪县2021年政务公开工作要点》"
).notice  # fmt: skip
NOTICES = {notice.id: notice for notice in (YUNXI, QINGHE, ZHANGYE)}
SCOPER = Scoper(NOTICES)


def scope(question: str) -> Scope:
    return SCOPER.read(question)


@pytest.mark.parametrize(
    "question", ["几个工作日内答复？", "How many working days for a reply?", "2021年6月底前要做什么？"]
)
def test_a_question_that_names_nothing_is_open(question: str) -> None:
    assert scope(question).is_open


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        pytest.param("云溪县几天内答复？", YUNXI, id="a place"),
        pytest.param("青政办发〔2021〕8号规定几天内答复？", QINGHE, id="a document number"),
        pytest.param("青政办发[2021]8号规定几天内答复？", QINGHE, id="a document number in other brackets"),
        pytest.param("《云溪县2021年政务公开工作要点》规定几天内答复？", YUNXI, id="a title"),
        pytest.param(
            "《云溪县人民政府办公室关于印发云溪县2021年政务公开工作要点的通知》几天内答复？", YUNXI, id="a full title"
        ),
    ],
)
def test_a_place_number_or_title_selects_its_notice_alone(question: str, notice: Notice) -> None:
    found = scope(question)
    assert (found.notices, found.missing) == ((notice.id,), ())


def test_a_city_does_not_bring_in_its_counties_unless_asked() -> None:
    assert scope("张掖市的期限？").notices == (ZHANGYE.id,)
    assert set(scope("张掖市各县区的期限？").notices or ()) == set(NOTICES)


def test_a_title_that_a_notice_only_cites_does_not_select_it() -> None:
    assert "《云溪县2021年政务公开工作要点》" in ZHANGYE.text[:400]
    assert ZHANGYE.id not in (scope("《云溪县2021年政务公开工作要点》规定几天？").notices or ())


@pytest.mark.parametrize(
    ("question", "kind", "words"),
    [
        pytest.param("北京市几天内答复？", "place", "北京", id="a place"),
        pytest.param("云溪县2018年的要点规定几天？", "year", "2018", id="a year of a place that is held"),
        pytest.param("2018年的要点规定几天？", "year", "2018", id="a year"),
        pytest.param("国办发〔2021〕99号规定几天？", "number", "国办发〔2021〕99号", id="a document number"),
        pytest.param("《某某管理办法》第三条规定了什么？", "title", "某某管理办法", id="a document's own words"),
        pytest.param("《某某管理办法》将事项分为哪几类？", "title", "某某管理办法", id="what a document does"),
    ],
)
def test_what_the_corpus_lacks_is_named(question: str, kind: str, words: str) -> None:
    found = scope(question)
    assert not found.notices
    assert [missing.kind for missing in found.missing] == [kind]
    assert words in found.missing[0].words


def test_one_place_held_and_one_not_answers_for_the_one_and_names_the_other() -> None:
    found = scope("云溪县和北京市的期限？")
    assert found.notices == (YUNXI.id,)
    assert [missing.words for missing in found.missing] == ["北京市"]


def test_who_cites_a_document_that_is_not_held_is_known() -> None:
    assert set(scope("甘政办发〔2021〕5号规定了什么？").cited) == {YUNXI.id, QINGHE.id}


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("云溪县2021年的要点？", (2021,), id="the year of a plan"),
        pytest.param("云溪县2021年底前要完成什么？", (), id="the end of a year is a date"),
        pytest.param("云溪县2021年6月要完成什么？", (), id="a month is a date"),
    ],
)
def test_a_year_scopes_only_where_it_says_which_plan(question: str, years: tuple[int, ...]) -> None:
    assert scope(question).years == years


def test_what_narrowed_the_question_is_taken_out_of_it() -> None:
    rest = scope("云溪县2021年的答复期限？").rest
    assert "答复期限" in rest
    assert "云溪" not in rest and "2021" not in rest


def test_the_nearest_notices_are_those_of_the_same_place_first() -> None:
    assert SCOPER.nearest(scope("云溪县2018年的要点？"))[0] == YUNXI
    assert SCOPER.nearest(scope("北京市的要点？")) == ()


@pytest.mark.parametrize(
    ("region", "shown"),
    [
        (CITY, "张掖市"),
        (("甘肃省", "兰州市", "高新区"), "兰州高新区"),
        (COUNTY, "云溪县"),
    ],
)
def test_a_place_is_shown_so_that_it_is_not_mistaken(region: tuple[str, ...], shown: str) -> None:
    assert display_place(a_notice(region=region).notice) == shown
