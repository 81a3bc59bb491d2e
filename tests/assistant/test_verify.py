"""Verify: claims that hold are kept; a claim that says anything else than its source is dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.compose.value import value_claim
from assistant.draft import FIGURE, Claim, Draft, Passage, Support
from assistant.verify import fault_of, verify
from corpus import FactKind
from tests.assistant.notice_builders import (
    COUNTY,
    DEADLINE,
    OTHER,
    STAFF,
    TRAINING,
    a_notice,
    ask,
    clause_of,
    evidence_for,
)

YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY)
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER)
TWENTY = "within 20 working days of receiving the application"


def passage(words: str = DEADLINE, path: str = "一/（二）") -> Passage:
    """Return the passage where `words` stand in the notice of Yunxi, cited as of the clause at `path`."""
    start = YUNXI.notice.text.index(words)
    return Passage(YUNXI.notice, clause_of(YUNXI, path), start, start + len(words))


def quoted(words: str, *passages: Passage) -> Claim:
    return Claim(words, "云溪县", passages or (passage(),), Support.QUOTED)


def rendered(words: str, source: str = "收到申请之日起20个工作日内", *passages: Passage) -> Claim:
    return Claim(words, "Yunxi County", passages or (passage(),), Support.RENDERED, source, FIGURE)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(quoted(DEADLINE), id="the whole quote"),
        pytest.param(quoted("20个工作日内答复"), id="a part of the quote"),
        pytest.param(quoted("收到申请……答复"), id="two parts of the quote"),
        pytest.param(rendered(TWENTY), id="a figure in English"),
    ],
)
def test_a_true_claim_holds(claim: Claim) -> None:
    assert fault_of(claim) == ""


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(quoted(DEADLINE.replace("20", "30")), id="another figure"),
        pytest.param(quoted(DEADLINE.replace("答复", "不予答复")), id="a negation put in"),
        pytest.param(quoted(DEADLINE.replace("申请", "投诉")), id="another trigger"),
        pytest.param(quoted(TRAINING), id="true words that stand in another clause"),
        pytest.param(quoted("收到申请……不答复"), id="one of two parts is false"),
        pytest.param(rendered(TWENTY.replace("20", "30")), id="another figure in English"),
        pytest.param(rendered(TWENTY.replace("working days", "days")), id="another unit in English"),
        pytest.param(rendered(TWENTY.replace("within", "at least")), id="another bound in English"),
        pytest.param(rendered(f"{TWENTY}, at most 25 working days"), id="a figure more than the source has"),
        pytest.param(rendered(TWENTY, "收到申请之日起30个工作日内"), id="a source that the notice does not have"),
        pytest.param(rendered("2 working days"), id="a digit left out"),
        pytest.param(Claim(DEADLINE, "云溪县", (), Support.QUOTED), id="nothing cited"),
    ],
)
def test_a_corrupted_claim_fails(claim: Claim) -> None:
    assert fault_of(claim)


def test_the_number_of_the_clause_proves_no_figure() -> None:
    reading = a_notice(clauses=("1.答复。收到申请之日起20个工作日内答复。", "2.公布。3日内公布。"))
    clause = clause_of(reading, "一/1")
    cited = Passage(reading.notice, clause, clause.start, clause.own_end)
    claim = Claim("within 1 working day", "", (cited,), Support.RENDERED, "20个工作日内", FIGURE)
    assert fault_of(claim)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(replace(passage(), clause=clause_of(YUNXI, "一/（三）")), id="the quote is outside its clause"),
        pytest.param(replace(passage(), clause=clause_of(QINGHE, "一/（二）")), id="the clause of another notice"),
        pytest.param(replace(passage(), start=passage().end), id="an empty span"),
        pytest.param(replace(passage(), end=len(YUNXI.notice.text) + 9), id="a span past the end"),
        pytest.param(replace(passage(), start=passage().start - 400), id="a span that begins before the clause"),
        pytest.param(replace(passage(), start=passage().start + 9), id="a span that misses the figure"),
        pytest.param(
            replace(passage(), clause=replace(passage().clause, text=passage().clause.text.replace("20", "30"))),
            id="a clause that says something else than the notice",
        ),
    ],
)
def test_an_altered_passage_fails(wrong: Passage) -> None:
    assert fault_of(quoted(DEADLINE, wrong))


def test_one_false_passage_beside_a_true_one_fails() -> None:
    assert fault_of(quoted(DEADLINE, passage(), replace(passage(), clause=clause_of(YUNXI, "一/（一）"))))


def test_only_what_holds_is_kept_and_the_rest_is_counted_with_reasons() -> None:
    true, false = quoted(DEADLINE), quoted(DEADLINE.replace("20", "30"))
    verdict = verify(Draft("value", (true, false)))
    assert verdict.kept == (true,)
    assert [claim for claim, _ in verdict.dropped] == [false]
    assert all(reason for _, reason in verdict.dropped)


@pytest.mark.parametrize("question", ["几个工作日内答复？", "How many working days for a reply to an application?"])
def test_what_the_composer_says_holds_in_both_languages(question: str) -> None:
    read = ask(question, YUNXI)
    claim = value_claim(read, evidence_for(read, YUNXI, "一/（二）"), "")
    assert "20" in claim.words
    assert fault_of(claim) == ""


def _digits(words: str) -> list[int]:
    return [at for at, character in enumerate(words) if character.isdigit()]


CLAIMS = [
    quoted(DEADLINE),
    quoted(STAFF, passage(STAFF)),
    quoted(TRAINING, passage(TRAINING, "一/（三）")),
    rendered(TWENTY),
    rendered("At least 4 times a year", TRAINING, passage(TRAINING, "一/（三）")),
    rendered("By the end of June 2021".replace(" 2021", ""), "6月底前", passage("6月底前", "一/（一）")),
]


@given(st.data())
def test_one_digit_flipped_is_never_let_through(data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from([claim for claim in CLAIMS if _digits(claim.words)]))
    at = data.draw(st.sampled_from(_digits(claim.words)))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != claim.words[at])
    assert fault_of(claim) == ""
    assert fault_of(replace(claim, words=claim.words[:at] + digit + claim.words[at + 1 :]))


@given(st.sampled_from("January February March April May July August September October November December".split()))
def test_another_month_is_never_let_through(month: str) -> None:
    source = passage("6月底前", "一/（一）")
    assert fault_of(rendered("By the end of June", "6月底前", source)) == ""
    assert fault_of(rendered(f"By the end of {month}", "6月底前", source))


def test_the_builders_hold_the_facts_that_these_tests_speak_of() -> None:
    assert {FactKind.TIME_LIMIT, FactKind.QUOTA, FactKind.FREQUENCY} <= {fact.kind for fact in YUNXI.facts}
