"""The baselines are no straw men: whole clauses, real chunks, scopes obeyed, spans exact."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from eval_builders import TEXT, reading

from eval.baselines import CHUNK_SIZE, TOP, KeywordBaseline, RecipeSearch, split
from index.encoder import Vectors, normalise
from index.hit import Hit

LONG = TEXT.replace("每季度通报一次。", "每季度通报一次。\n" + "各部门应当及时更新网站栏目内容。\n" * 90)
READINGS = {"q01": reading(), "q02": reading(LONG, "q02_other.txt")}


class BigramEncoder:
    """Counts pairs of characters in 64 slots: enough for equal words to be near."""

    name = "bigrams"
    dimension = 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        slots = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text) - 1):
                slots[row, zlib.crc32(text[at : at + 2].encode()) % self.dimension] += 1
        return normalise(slots)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)


@pytest.fixture
def recipe(tmp_path: Path) -> RecipeSearch:
    """The recipe over a short and a long notice."""
    return RecipeSearch(READINGS, BigramEncoder(), tmp_path)


def test_chunks_are_pieces_of_the_notices_text() -> None:
    chunks = split(READINGS["q02"])
    assert len(chunks) > 2
    for chunk in chunks:
        start = chunk.metadata["start_index"]
        assert len(chunk.page_content) <= CHUNK_SIZE
        assert LONG[start : start + len(chunk.page_content)] == chunk.page_content


def test_a_chunk_becomes_the_deepest_clause_at_its_centre(recipe: RecipeSearch) -> None:
    hit = recipe("各部门应当及时更新网站栏目内容")[0]
    assert (hit.clause.notice_id, hit.clause.path) == ("q02", ("二", "（二）"))
    assert LONG[hit.sentence_start : hit.sentence_end] == "各部门应当及时更新网站栏目内容。"
    assert 0 < hit.score <= 1


def test_the_composer_gets_four_chunks_at_most_and_each_clause_once(recipe: RecipeSearch) -> None:
    hits = recipe("网站栏目内容", limit=10)
    assert 0 < len(hits) <= TOP
    assert len({hit.clause.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_scope_of_notices_is_obeyed(recipe: RecipeSearch) -> None:
    assert {hit.clause.notice_id for hit in recipe("开放日", notice_ids={"q01"})} == {"q01"}
    assert recipe("开放日", notice_ids=set()) == []


def test_the_keyword_baseline_shows_the_first_clause_and_its_best_sentence() -> None:
    clause = READINGS["q01"].clauses[1]
    start = TEXT.index("主动公开文件")

    def search(query: str, *, limit: int) -> list[Hit]:
        return [Hit(clause, 1.0, start, clause.end)][:limit]

    said = KeywordBaseline(search, READINGS).answer("文件多久上网？")
    assert said.answered
    assert said.lead == TEXT[start : clause.end]
    assert said.text.startswith(said.lead) and clause.text in said.text
    (cited,) = said.citations
    assert TEXT[cited.start : cited.end] == cited.quote == clause.text


def test_the_keyword_baseline_has_nothing_to_show_where_no_word_is_found() -> None:
    said = KeywordBaseline(lambda query, *, limit: [], READINGS).answer("hello")
    assert not said.answered and said.citations == ()
