"""Document: what is asked of a notice itself, each claim proved by the notice's own words."""

from __future__ import annotations

import pytest

from assistant.ask import Ask
from assistant.compose.document import document_claims, documents_asked, particulars_asked
from assistant.compose.printed import locate
from assistant.draft import Claim
from assistant.verify import fault_of
from corpus import Reading
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, ask

ANNEX = ("附件：任务分工表",)
NOTICE = a_notice(front=ANNEX)
OTHER_NOTICE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER)
BARE = a_notice(number="", basis="")


def claims(question: str, reading: Reading = NOTICE) -> list[Claim]:
    asked = ask(question, reading)
    return document_claims(asked, particulars_asked(asked, [reading]), reading, [reading], "云溪县")[0]


def said(question: str, reading: Reading = NOTICE) -> str:
    """Return what is claimed, after each claim has been held against the notice."""
    found = claims(question, reading)
    assert [fault_of(claim) for claim in found] == [""] * len(found)
    return "；".join(claim.words for claim in found)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("通知的文号是多少？", "云政办发〔2021〕7号", id="document number"),
        pytest.param("通知是哪天印发的？", "2021年3月2日", id="date"),
        pytest.param("通知是谁印发的？", "云溪县人民政府办公室", id="issuer"),
        pytest.param("通知的全称叫什么？", "云溪县2021年政务公开工作要点", id="title"),
        pytest.param("要点依据什么文件制定？", "甘政办发〔2021〕5号", id="basis"),
        pytest.param("通知有附件吗？", "任务分工表", id="annex"),
        pytest.param("这份通知能不能对外公开？", "此件公开发布", id="release mark"),
        pytest.param("What is the document number of the notice?", "云政办发〔2021〕7号", id="English: number"),
        pytest.param("When was the notice issued?", "2 March 2021", id="English: date"),
        pytest.param("Who issued the notice?", "云溪县人民政府办公室", id="English: issuer"),
        pytest.param("Does the notice have an annex?", "任务分工表", id="English: annex"),
    ],
)
def test_what_the_notice_prints_is_said_and_holds(question: str, words: str) -> None:
    assert words in said(question)


def test_the_number_of_a_cited_document_is_not_the_notices_own() -> None:
    assert "甘政办发" not in said("通知的文号是多少？")
    assert "甘政办发" not in said("通知的文号是多少？", BARE)


@pytest.mark.parametrize("question", ["通知的文号是多少？", "通知有附件吗？"])
def test_what_a_notice_does_not_print_is_not_claimed(question: str) -> None:
    assert claims(question, BARE) == []


def test_an_annex_that_is_named_and_absent_is_said_to_be_missing() -> None:
    assert "未收录" in said("通知有附件吗？")
    assert "缺失" in said("通知完整吗？")


def test_a_whole_notice_is_said_to_be_complete() -> None:
    assert "完整" in said("通知完整吗？", OTHER_NOTICE)
    assert "不完整" not in said("通知完整吗？", OTHER_NOTICE)


def test_two_dates_that_disagree_are_both_said() -> None:
    imprint = ("云溪县人民政府办公室", "2021年3月5日印发")
    words = said("通知是哪天印发的？", a_notice(after=imprint))
    assert "2021年3月2日" in words
    disagreeing = said("通知是哪天印发的？", a_notice(signed="2016年3月2日", after=imprint))
    assert "2016年3月2日" in disagreeing and "2021年3月5日" in disagreeing and "不一致" in disagreeing


def test_two_questions_in_one_are_both_answered() -> None:
    words = said("通知的发文机关和印发日期是什么？")
    assert "云溪县人民政府办公室" in words and "2021年3月2日" in words


def test_claims_bear_the_place_that_they_are_about() -> None:
    assert {claim.place for claim in claims("通知的文号是多少？")} == {"云溪县"}


def test_words_are_located_whatever_their_width_and_white_space() -> None:
    found = locate(NOTICE, "云溪县２０２１年 政务公开工作要点", NOTICE.clauses)
    assert found is not None
    assert found.quote == "云溪县2021年政务公开工作要点"
    assert locate(NOTICE, "饕餮", NOTICE.clauses) is None
    assert locate(NOTICE, "", NOTICE.clauses) is None


def test_the_notice_whose_title_is_named_is_the_one_asked_about() -> None:
    other = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER, clauses=("（一）网站。更新。",))
    read = ask("云溪县2021年政务公开工作要点的文号？", NOTICE, other)
    readings = [reading for reading in (NOTICE, other) if reading.notice.id in (read.scope.notices or ())]
    asked, _ = documents_asked(read, readings)
    assert [reading.notice.region for reading in asked] == [COUNTY]


COPIED = a_notice(after=("抄送：县委各部门，县人大常委会办公室。", "云溪县人民政府办公室", "2021年3月5日印发"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("通知主送哪些单位？", "主送各乡镇人民政府，县政府各部门", id="addressee"),
        pytest.param("这份通知发给谁的", "主送各乡镇人民政府", id="addressee, everyday"),
        pytest.param("Who is the notice addressed to?", "Addressed to 各乡镇人民政府", id="addressee, English"),
        pytest.param("通知抄送哪里", "抄送县委各部门，县人大常委会办公室", id="copies"),
        pytest.param("通知的落款和印发日期分别是哪天", "2021年3月2日；印发日期为2021年3月5日", id="both dates"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_clauses_is_said(question: str, words: str) -> None:
    assert words in said(question, COPIED)


@pytest.mark.parametrize(
    ("front", "question", "words"),
    [
        (("签发人：王某",), "通知是谁签发的", "签发人：王某"),
        (("附件：1．任务分工表", "2．评分标准"), "通知有几个附件", "2．评分标准"),
        (("联系人：李某，联系电话：0000-1234567",), "通知的联系人和电话是多少", "0000-1234567"),
    ],
)
def test_a_line_of_the_head_is_said_as_it_is_printed(front: tuple[str, ...], question: str, words: str) -> None:
    assert words in said(question, a_notice(front=front))


def test_the_term_of_a_rule_is_said_in_its_own_words() -> None:
    reading = a_notice(clauses=("（一）附则。本办法自2021年5月1日起施行，有效期5年。",))
    assert "自2021年5月1日起施行，有效期5年" in said("通知从什么时候开始施行，有效期多久", reading)


def test_what_a_clause_cites_is_no_basis_of_the_notice() -> None:
    clause = "（一）决策公开。按《云溪县重大行政决策程序规则》执行。"
    assert "程序规则" not in said("要点依据什么文件制定？", a_notice(clauses=(clause,), basis="上级部署"))


@pytest.mark.parametrize(
    ("question", "particulars"),
    [
        ("云溪县那份要点哪天发的", (Ask.ISSUE_DATE,)),
        ("云溪县要点 谁印的", (Ask.ISSUER,)),
        ("云溪县的要点落实情况什么时候报", ()),
        ("云溪县的公开目录什么时候公布", ()),
        ("云溪县公开申请由谁办理", ()),
    ],
)
def test_a_loose_wording_asks_for_a_particular_only_where_nothing_else_is_named(
    question: str, particulars: tuple[Ask, ...]
) -> None:
    assert particulars_asked(ask(question, NOTICE), [NOTICE]) == particulars
