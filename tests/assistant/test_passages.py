"""Passages: what is shown of a clause, and which of its words lead."""

from __future__ import annotations

import pytest

from assistant.compose.content import content_claim
from assistant.compose.passages import (
    LEAD_LONGEST,
    PASSAGE_LONGEST,
    lead_words,
    paragraph_span,
    sentence_passage,
    whole_passage,
)
from assistant.evidence import asked_facts
from assistant.verify import fault_of
from tests.assistant.notice_builders import DEADLINE, a_notice, ask, evidence_for

SHORT = a_notice()
FILLER = "各单位要高度重视此项工作，加强组织领导，明确职责分工，完善工作机制，强化督促检查，确保各项任务落到实处"
LONG_SENTENCE = (
    f"按照上级部署，围绕中心工作，{FILLER}，收到申请之日起20个工作日内答复申请人，{FILLER}，网上可办率不低于85%"
)
LONG = a_notice(clauses=(f"（一）办理申请。{LONG_SENTENCE}。",))
ENDLESS = a_notice(clauses=(f"（一）办理申请。{f'{FILLER}。' * 12}{DEADLINE}。{f'{FILLER}。' * 12}",))
REPLY = "收到申请后几个工作日内答复？"


def lead(question: str, reading: object = LONG) -> str:
    notice = LONG if reading is LONG else SHORT
    read = ask(question, notice)
    evidence = evidence_for(read, notice, "一/（一）" if notice is LONG else "一/（二）")
    return lead_words(evidence, read.terms, asked_facts(read, evidence))


def test_a_lead_is_verbatim_and_short() -> None:
    words = lead(REPLY)
    assert words in LONG.notice.text
    assert len(words) <= LEAD_LONGEST


def test_a_lead_holds_the_figure_asked_for_and_no_other() -> None:
    assert "20个工作日" in lead(REPLY) and "85%" not in lead(REPLY)
    assert "85%" in lead("网上可办率不低于多少？") and "20" not in lead("网上可办率不低于多少？")


def test_a_short_sentence_with_figures_of_three_duties_leads_with_the_one_asked_for() -> None:
    words = lead("网上可办率不低于多少？", SHORT)
    assert "85%" in words
    assert "20个工作日" not in words and "2名" not in words


def test_a_lead_has_no_number_of_its_clause_and_no_loose_stop() -> None:
    words = lead(REPLY, SHORT)
    assert not words.startswith("（二）")
    assert words[-1] not in "，。；、：" and words[0] not in "，。；、：”）"


def test_a_short_clause_is_shown_whole() -> None:
    evidence = evidence_for(ask(REPLY, SHORT), SHORT, "一/（二）")
    assert whole_passage(evidence).quote == evidence.clause.own_text


def test_of_an_endless_clause_whole_sentences_around_the_answer_are_shown() -> None:
    evidence = evidence_for(ask(REPLY, ENDLESS), ENDLESS, "一/（一）")
    shown = whole_passage(evidence)
    assert DEADLINE in shown.quote
    assert len(shown.quote) <= PASSAGE_LONGEST
    assert shown.quote.endswith("。")
    assert ENDLESS.notice.text[shown.start - 1] in "。\n"


def test_every_passage_stands_in_its_clause() -> None:
    for reading in (SHORT, LONG, ENDLESS):
        for clause in reading.clauses:
            evidence = evidence_for(ask(REPLY, reading), reading, "/".join(clause.path))
            for shown in (whole_passage(evidence), sentence_passage(evidence)):
                assert clause.start <= shown.start < shown.end <= clause.own_end


@pytest.mark.parametrize(
    ("start", "span"),
    [(0, (0, 2)), (3, (3, 5)), (6, (6, 8))],
    ids=["first line", "middle line", "last line without an end"],
)
def test_a_paragraph_is_its_line(start: int, span: tuple[int, int]) -> None:
    assert paragraph_span("甲甲\n乙乙\n丙丙", start, start + 1) == span


def test_a_content_claim_is_quoted_and_holds() -> None:
    read = ask("怎样办理申请？", ENDLESS)
    claim = content_claim(read, evidence_for(read, ENDLESS, "一/（一）"), "云溪县")
    assert fault_of(claim) == ""
