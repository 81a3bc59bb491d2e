"""Expansion: what is searched for beside a question's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LexiconMalformed
from index.expansion import ENGLISH_WEIGHT, LEFT_ENGLISH_WEIGHT, expand
from index.lexicon import read_everyday, read_glossary


def added(query: str) -> set[str]:
    return {one.term for one in expand(query).added}


def test_the_longest_english_phrase_wins() -> None:
    terms = {one.source: one.term for one in expand("rules on government information disclosure").added}
    assert terms["government information disclosure"] == "政府信息公开"
    assert "information disclosure" not in terms


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("GOVERNMENT INFORMATION DISCLOSURE", id="upper case"),
        pytest.param("government  information\ndisclosure", id="white space"),
        pytest.param("government-information disclosure", id="hyphen"),
        pytest.param("Government information disclosures", id="plural"),
    ],
)
def test_spelling_does_not_matter(query: str) -> None:
    assert "政府信息公开" in added(query)


def test_chinese_stays_first_and_whole() -> None:
    asked = expand("公开申请多久答复")
    assert (asked.original, asked.original_weight) == ("公开申请多久答复", 1.0)


def test_english_that_was_rendered_counts_less_itself() -> None:
    asked = expand("open government")
    assert asked.original_weight == LEFT_ENGLISH_WEIGHT
    assert max(one.weight for one in asked.added) <= ENGLISH_WEIGHT


def test_english_inside_chinese_is_rendered_too() -> None:
    asked = expand("兰溪的 open government 工作")
    assert asked.original_weight == 1.0
    assert "政务公开" in {one.term for one in asked.added}


def test_words_in_no_list_add_nothing() -> None:
    assert expand("xyzzy plugh").added == ()
    assert expand("").added == ()


def test_everyday_wording_brings_official_terms_at_less_weight() -> None:
    row = read_everyday()[0]
    found = [one for one in expand(f"请问{row.wording}在哪里看").added if one.source == row.wording]
    assert {one.term for one in found} == set(row.official)
    assert all(0 < one.weight < 1 for one in found)


def test_an_official_term_that_the_question_has_is_not_added() -> None:
    row = read_everyday()[0]
    assert row.official[0] not in added(f"{row.wording}{row.official[0]}")


def test_every_row_of_the_word_lists_can_be_found() -> None:
    assert all(added(row.english[0]) for row in read_glossary()[::50])
    assert all(added(row.wording) for row in read_everyday()[::20])


@pytest.mark.parametrize("line", ["只有一格", "中文\tenglish", "中文\t;\tterm", "\tenglish\tterm"])
def test_a_malformed_row_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(f"政务公开\topen government\tterm\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconMalformed, match="line 2"):
        read_glossary(path)


def test_a_list_that_is_missing_is_empty(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "none.tsv") == ()
