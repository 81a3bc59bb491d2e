"""Holdings: what the corpus itself holds is told from the index's status and from the notices."""

from __future__ import annotations

import pytest

from assistant.ask import Ask
from assistant.compose.holdings import holdings_asked, holdings_draft
from assistant.draft import Draft
from assistant.verify import verify
from corpus import Reading
from index.generation import Unread
from index.index import Status
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, ask

OLD = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY, signed="2021年3月2日")
NEW = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER, signed="2021年5月9日")
BROKEN = Unread("扫描件.pdf", "没有文字", "请先识别文字。")


def told(question: str, *unread: Unread) -> Draft:
    readings: tuple[Reading, ...] = (OLD, NEW)
    status = Status("g1", "2026-01-01", "e", 256, len(readings), 8, 20, 1, unread)
    places = {reading.notice.id: reading.notice.region[-1] for reading in readings}
    return holdings_draft(ask(question, *readings), status, readings, places)


def test_the_newest_notice_is_named_with_its_date_and_proved_by_it() -> None:
    draft = told("库里最新到几月？")
    assert "青禾县" in draft.summary and "2021年5月9日" in draft.summary and "共2份" in draft.summary
    assert [claim.passages[0].quote for claim in draft.claims] == ["2021年5月9日"]
    assert verify(draft).dropped == ()


def test_all_notices_are_listed_newest_first_and_counted_by_place_and_year() -> None:
    draft = told("库里有哪些通知？")
    assert [claim.place for claim in draft.claims] == ["青禾县", "云溪县"]
    assert "云溪县1份" in draft.extras[0] and "2021年2份" in draft.extras[0]
    assert verify(draft).dropped == ()


def test_the_files_that_were_not_read_are_named_with_reason_and_remedy() -> None:
    draft = told("哪几份没认出来？", BROKEN)
    assert draft.summary.startswith("有1份文件没能读出")
    assert draft.extras == ("- 扫描件.pdf：没有文字。请先识别文字。",)


def test_that_every_file_was_read_is_said() -> None:
    assert told("哪几份没认出来？").summary.startswith("没有读不出的文件")


def test_a_list_says_that_files_are_missing_from_it() -> None:
    assert any("1份文件没能读出" in line for line in told("库里有多少份通知？", BROKEN).extras)


def test_the_holdings_are_told_in_english_too() -> None:
    assert told("Which notices do you have?").summary == "The corpus holds 2 notices, dated 2 March 2021 to 9 May 2021"


@pytest.mark.parametrize(
    ("question", "about_corpus"),
    [
        ("库里最新到几月？", True),
        ("哪几份没认出来？", True),
        ("库里收录了哪些地方的通知？", True),
        ("你这里有多少份通知？", True),
        ("What is the newest notice in the corpus?", True),
        ("Which files could not be read?", True),
        ("公报数据库有哪些要求？", False),
        ("“政策库”“企业库”两库建设由谁负责？", False),
        ("最新的政策要几天内解读？", False),
        ("Which notices set a weight for openness?", False),
    ],
)
def test_a_question_about_the_corpus_is_told_from_one_about_its_notices(question: str, about_corpus: bool) -> None:
    assert (Ask.HOLDINGS in ask(question, OLD).asks) == about_corpus


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("最新的一份是哪个", True),
        ("库里最早的文件？", True),
        ("2021年发的文有几份", True),
        ("云溪县的通知有几份 都啥", True),
        ("有没有省一级的文件", True),
        ("哪些文件提到政府开放日", False),
        ("云溪县要组织几次培训", False),
        ("云溪县的解读方案应当包括哪些内容？", False),
        ("公开申请几份材料", False),
    ],
)
def test_a_question_for_notices_is_told_from_one_for_their_matter(question: str, asked: bool) -> None:
    assert holdings_asked(ask(question, OLD), names_only_notices=False) is asked
