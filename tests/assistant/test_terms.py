"""Terms: the content words of a question, what proves them and how much they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.terms import Rarity, Term, coverage, read_terms
from corpus.fold import match_form

TEXTS = ["各部门公布目录", "各部门开展培训", "各部门答复申请", "各部门更新网站"]
RARITY = Rarity(TEXTS)


def wordings(question: str) -> set[str]:
    return {wording for term in read_terms(question, RARITY) for wording in term.wordings}


@pytest.mark.parametrize(
    ("question", "content"),
    [
        pytest.param("请问什么时候公布目录？", "目录", id="the thing asked about"),
        pytest.param("網站由誰更新？", "网站", id="Traditional characters are read as Simplified"),
        pytest.param("ＩＰｖ６改造几月完成？", "ipv6", id="full width letters are read as half width"),
    ],
)
def test_content_words_are_terms(question: str, content: str) -> None:
    assert any(content in wording for wording in wordings(question))


@pytest.mark.parametrize("question", ["什么时候？", "是多少？", "由谁负责呢？", "How many?", "What is it?"])
def test_question_words_alone_are_no_terms(question: str) -> None:
    assert not [term for term in read_terms(question, RARITY) if term.weight > 1.0]


@pytest.mark.parametrize(
    ("question", "official"),
    [
        pytest.param("What must the training cover?", "培训", id="an English word"),
        pytest.param("Are government websites updated?", "政府网站", id="an English phrase"),
    ],
)
def test_english_carries_the_words_of_the_notices(question: str, official: str) -> None:
    assert official in wordings(question)


def test_a_word_of_every_clause_counts_less_than_a_word_of_one() -> None:
    (everywhere, _), (once, _) = RARITY.weigh(("各部门",)), RARITY.weigh(("目录",))
    assert everywhere < once


def test_a_term_is_found_in_any_of_its_wordings() -> None:
    term = Term("网站", ("网站", "门户"))
    assert term.found_in("更新门户栏目") == 1.0
    assert term.found_in("更新栏目") == 0.0


def test_most_of_a_long_term_proves_it_in_part() -> None:
    found = Term("政务公开标准目录", ("政务公开标准目录",)).found_in("政务公开目录")
    assert 0.0 < found < 1.0


def test_all_terms_found_is_full_coverage_and_none_is_no_coverage() -> None:
    terms = (Term("目录", ("目录",)), Term("培训", ("培训",)))
    assert coverage(terms, [("目录和培训", 1.0)]) == 1.0
    assert coverage(terms, [("网站", 1.0)]) == 0.0
    assert coverage((), [("网站", 1.0)]) == 0.0


def test_a_term_counts_by_its_best_part() -> None:
    terms = (Term("目录", ("目录",)),)
    assert coverage(terms, [("目录", 0.3), ("目录", 1.0)]) == coverage(terms, [("目录", 1.0)])
    assert coverage(terms, [("目录", 0.3)]) < coverage(terms, [("目录", 1.0)])


def test_the_absence_of_a_telling_word_lowers_coverage_more_than_that_of_a_spoken_one() -> None:
    found = Term("目录", ("目录",))
    telling, spoken = Term("罚款", ("罚款",), absence=2.0), Term("赶紧", ("赶紧",), absence=0.1)
    text = [("公布目录", 1.0)]
    assert coverage((found, telling), text) < coverage((found, spoken), text)


@given(
    st.lists(st.sampled_from(["目录", "培训", "申请", "网站", "罚款"]), min_size=1, unique=True),
    st.text(alphabet="目录培训申请网站，", max_size=30),
)
def test_coverage_is_a_share(words: list[str], text: str) -> None:
    terms = tuple(Term(word, (word,), *RARITY.weigh((word,))) for word in words)
    assert 0.0 <= coverage(terms, [(match_form(text), 1.0)]) <= 1.0
