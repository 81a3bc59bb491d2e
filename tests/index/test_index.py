"""The open index: what a search returns, and how it follows new generations."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_builders import notice_text, three_notices
from test_building import Renamed

from index import BundledEncoder, Index, build, sync
from index.errors import EncoderMismatch, SearchIndexError
from index.retrieve import MODES, Mode

QUESTIONS = ["每年培训几次", "多久答复公开申请", "突发事件几小时内发布", "how often is training held", "抽查网站栏目"]


@pytest.mark.parametrize("mode", MODES)
def test_the_clause_that_answers_leads(index: Index, mode: Mode) -> None:
    hit = index.search("各部门每年组织几次培训", mode=mode)[0]
    assert hit.clause.heading == "开展业务培训"
    notice = index.notices[hit.clause.notice_id]
    assert notice.text[hit.sentence_start : hit.sentence_end] == "各部门每年组织培训不少于2次；"


@pytest.mark.parametrize("mode", MODES)
def test_hits_are_distinct_ranked_and_true_to_the_text(index: Index, mode: Mode) -> None:
    for question in QUESTIONS:
        hits = index.search(question, mode=mode)
        assert len({hit.clause.id for hit in hits}) == len(hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            assert hit.clause == index.clause(hit.clause.id)
            assert hit.clause.start <= hit.sentence_start < hit.sentence_end <= hit.clause.own_end


def test_english_finds_the_same_clause(index: Index) -> None:
    assert index.search("How often is training held?")[0].clause.heading == "开展业务培训"


@pytest.mark.parametrize("query", ["每年組織培訓幾次", "每年组织培训几次", "每 年组织培训　几次"])
def test_script_and_width_do_not_matter(index: Index, query: str) -> None:
    assert index.search(query)[0].clause.heading == "开展业务培训"


def test_sections_around_the_clauses_are_found_too(index: Index) -> None:
    paths = {hit.clause.path for hit in index.search("青禾县人民政府办公室印发通知")}
    assert paths & {("文头",), ("落款",)}


def test_a_parent_competes_with_its_own_words_only(index: Index) -> None:
    parents = [hit for hit in index.search("突发事件 权威信息", mode="keyword") if not hit.clause.is_leaf]
    assert all("突发事件" in hit.clause.own_text for hit in parents)


def test_a_scope_is_kept_to(index: Index) -> None:
    for one in index.notices:
        for mode in MODES:
            hits = index.search("政务公开", notice_ids=[one], mode=mode)
            assert hits and {hit.clause.notice_id for hit in hits} == {one}


def test_unknown_notices_and_empty_scopes_hold_nothing(index: Index) -> None:
    assert index.search("培训", notice_ids=["nothing"]) == []
    assert index.search("培训", notice_ids=[]) == []


@pytest.mark.parametrize("query", ["", "   ", "？！", "\n"])
def test_a_query_without_words_finds_nothing(index: Index, query: str) -> None:
    assert [index.search(query, mode=mode) for mode in MODES] == [[], [], []]


@pytest.mark.parametrize(("limit", "mode"), [(0, "fused"), (-1, "fused"), (1, "semantic")])
def test_senseless_requests_are_refused(index: Index, limit: int, mode: Mode) -> None:
    with pytest.raises(ValueError, match="expected"):
        index.search("培训", limit=limit, mode=mode)


def test_the_limit_cuts_the_same_list(index: Index) -> None:
    assert index.search("公开申请", limit=2) == index.search("公开申请", limit=7)[:2]


@settings(deadline=None, max_examples=25)
@given(query=st.text(max_size=40))
def test_any_text_can_be_asked(index: Index, query: str) -> None:
    for mode in MODES:
        assert all(np.isfinite(hit.score) for hit in index.search(query, mode=mode))


def test_chroma_and_the_exact_product_agree(index: Index, encoder: BundledEncoder) -> None:
    ids = sorted(index.notices)
    for question in QUESTIONS:
        vector = encoder.encode([question])[0]
        for scope in (None, ids[:1], ids[1:]):
            exact = index._state.searcher.nearest_exactly(vector, scope)
            stored = index._state.searcher.nearest_by_store(vector, 1000, scope)
            for one, other in zip(exact, stored, strict=True):
                np.testing.assert_allclose(one, other, atol=1e-5)


def test_the_store_holds_one_record_a_clause_and_one_a_sentence(index: Index) -> None:
    status = index.status()
    counts = [segment.store.count() for segment in index._state.segments.values()]
    assert counts == [(status.clauses, status.sentences)]


def test_status_counts_what_is_live(index: Index) -> None:
    status = index.status()
    assert status.notices == len(index.notices) == len(index.readings) == 3
    assert status.clauses == sum(len(reading.clauses) for reading in index.readings.values())


def test_unknown_ids_are_key_errors(index: Index) -> None:
    with pytest.raises(KeyError):
        index.clause("nothing/一")
    with pytest.raises(KeyError):
        index.notices["nothing"]


def test_another_encoder_is_refused_by_both_names(index_dir: Path, encoder: BundledEncoder) -> None:
    with pytest.raises(EncoderMismatch, match=rf"{encoder.name}.*other"):
        Index.open(index_dir, Renamed(encoder))


def test_the_index_knows_its_encoder(index_dir: Path, encoder: BundledEncoder) -> None:
    assert Index.open(index_dir).encoder.name == encoder.name


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


def test_a_refresh_adopts_a_new_generation(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> None:
    build(corpus, tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", encoder)
    assert not index.refresh()
    (corpus / "a.txt").unlink()
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    name = sync(corpus, tmp_path / "index", encoder).generation
    assert index.generation != name
    assert index.refresh()
    assert index.generation == name
    titles = {index.notices[hit.clause.notice_id].title[:3] for hit in index.search("政务公开工作要点", limit=50)}
    assert titles == {"青禾县", "白石县", "清河县"}


def test_a_refresh_that_fails_leaves_the_open_generation(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> None:
    build(corpus, tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", encoder)
    before = index.generation
    build(corpus, tmp_path / "index", encoder)
    for path in (tmp_path / "index" / "generations").glob("*.json"):
        path.write_text("{", encoding="utf-8")
    with pytest.raises(SearchIndexError):
        index.refresh()
    assert index.generation == before
    assert index.search("培训")


def test_threads_search_while_generations_change(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> None:
    build(corpus, tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", encoder)
    stop, failures = threading.Event(), list[BaseException]()

    def ask() -> None:
        while not stop.is_set():
            try:
                assert index.search("公开申请多久答复")
            except BaseException as error:  # noqa: BLE001 whatever a thread meets is the finding
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(5):
            (corpus / "d.txt").write_text(notice_text("清河县", 4, (number, number + 1)), encoding="utf-8")
            sync(corpus, tmp_path / "index", encoder)
            index.refresh()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []


def _ask(folder: Path, rounds: int) -> None:
    index = Index.open(folder)
    for _ in range(rounds):
        assert index.search("每年组织几次培训")[0].clause.heading == "开展业务培训"


def test_processes_read_while_another_writes(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> None:
    build(corpus, tmp_path / "index", encoder)
    context = multiprocessing.get_context("spawn")
    readers = [context.Process(target=_ask, args=(tmp_path / "index", 200)) for _ in range(2)]
    for reader in readers:
        reader.start()
    (corpus / "d.txt").write_text(notice_text("清河县", 4, (5, 6)), encoding="utf-8")
    sync(corpus, tmp_path / "index", encoder)
    for reader in readers:
        reader.join(120)
    assert [reader.exitcode for reader in readers] == [0, 0]
