"""The reranker: what it says of clauses, and that numpy runs what torch trained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from encoder_builders import write_model
from index_builders import three_notices
from safetensors.numpy import load_file

from corpus.fold import fold
from index import BundledEncoder, Index, SentenceTransformerEncoder, build
from index.pieces import cut
from index.reranker import FILE, OWN, OWN_FACTORS, WORST, Reranker
from index.retrieve import CLAUSE_SHARE, MODES, SENTENCE_SHARE
from index.training.mining import Pool, mine
from index.training.reranker import Network, RerankerSettings, save_reranker, train_reranker

CLAUSES = [
    "收到申请之日起十五日内予以答复。",
    "各部门每年组织培训不少于2次。",
    "财政部门将所需经费列入年度预算。",
    "公文类信息自印发之日起20个工作日内公开。",
]


@pytest.fixture(scope="module")
def reranker(encoder: BundledEncoder) -> Reranker:
    found = Reranker.of(encoder)
    assert found
    return found


def best(reranker: Reranker, question: str, texts: Sequence[str] = CLAUSES) -> int:
    return int(np.argmax(reranker.rate_texts(reranker.read(fold(question)), texts).fits))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("几天之内要给申请人回话？", 0),
        ("how often is training held", 1),
        ("钱从哪儿出", 2),
        ("when are papers put online", 3),
    ],
)
def test_the_clause_that_answers_fits_best(reranker: Reranker, question: str, number: int) -> None:
    assert best(reranker, question) == number


def test_a_clause_on_something_else_does_not_answer(reranker: Reranker) -> None:
    asked = reranker.read(fold("一年要培训几次？"))
    held, other = reranker.rate_texts(asked, [CLAUSES[1], CLAUSES[0]]).answers
    assert held > 0 > other


def test_nothing_known_and_nothing_said_rates_lowest(reranker: Reranker, encoder: BundledEncoder) -> None:
    assert reranker.read("") is None
    assert (reranker.rate_texts(None, CLAUSES).fits == WORST).all()
    rated = reranker.rate_texts(reranker.read("申请"), ["", CLAUSES[0]])
    assert rated.answers[0] == WORST < rated.answers[1]
    assert reranker.rate(reranker.read("申请"), cut(CLAUSES, encoder), np.array([], np.int64)).fits.shape == (0,)


def test_numpy_runs_what_torch_trained(tmp_path: Path, encoder: BundledEncoder) -> None:
    torch.manual_seed(1)
    network = Network(torch.from_numpy(encoder.piece_vectors(np.arange(encoder.vocabulary, dtype=np.int32))))
    for parameter in network.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    save_reranker(tmp_path, network)
    weights = load_file(tmp_path / FILE)
    rounded = weights[OWN] * weights[OWN_FACTORS][:, None]
    np.testing.assert_allclose(rounded, network.own.weight.detach().numpy(), atol=0.004)
    network.own.weight.data = torch.from_numpy(rounded)
    ours = Reranker(encoder, weights)
    (asked,) = encoder.pieces([fold("申请公开多少天内要回？")])
    rows = [np.unique(row) for row in encoder.pieces(list(map(fold, CLAUSES)))]
    held = np.zeros((1, len(rows), max(map(len, rows))), np.int64)
    for at, row in enumerate(rows):
        held[0, at, : len(row)] = row
    theirs = network(torch.from_numpy(asked[None].astype(np.int64)), torch.from_numpy(held))[0].detach().numpy()
    rated = ours.rate_texts(ours.read(fold("申请公开多少天内要回？")), CLAUSES)
    np.testing.assert_allclose(np.stack([rated.fits, rated.answers], 1), theirs, rtol=1e-4, atol=1e-4)
    assert (tmp_path / FILE).is_file()


def test_the_nearest_wrong_clauses_are_mined(encoder: BundledEncoder) -> None:
    clauses = [("某市要点 › ", [f"{text}第{number}项另行通知。"]) for number in range(10) for text in CLAUSES]
    nearest = mine(clauses, [fold("一年培训几次？")], [1], encoder)
    assert 1 not in nearest[0]
    assert set(nearest[0][:9]) <= set(range(1, 40, 4)), "the other clauses on training come first"


def test_no_clause_that_answers_a_question_is_mined_for_it(encoder: BundledEncoder) -> None:
    clauses = [("某市要点 › ", [f"{text}第{number}项另行通知。"]) for number in range(10) for text in CLAUSES]
    twice = [fold("一年培训几次？")] * 2
    assert {1, 5}.isdisjoint(mine(clauses, twice, [1, 5], encoder).ravel())


def test_it_learns_to_tell_the_clause_that_answers(tmp_path: Path, encoder: BundledEncoder) -> None:
    texts = [fold(text) for text in CLAUSES]
    # What is learned is the opposite of what the words say, so that it must have been learned here.
    questions, answers = [fold("培训几次"), fold("经费哪里来"), fold("回复期限")], [0, 3, 1]
    nearest = np.array([[1, 2, 3], [0, 1, 2], [0, 2, 3]])
    pool = Pool(texts, questions, answers, nearest, [(fold("培训几次"), 1)])
    settings = RerankerSettings(steps=150, batch=2, against=3, silent=2, dropped=0.0)
    lines: list[str] = []
    network = train_reranker(encoder, pool, settings, lines.append)
    save_reranker(tmp_path, network)
    ours = Reranker(encoder, load_file(tmp_path / FILE))
    assert [best(ours, question) for question in questions] == answers
    assert ours.rate_texts(ours.read(questions[0]), [CLAUSES[1]]).answers[0] < 0
    assert lines and all("loss" in line for line in lines)


def test_an_encoder_without_a_reranker_searches_without_one(tmp_path: Path) -> None:
    other = SentenceTransformerEncoder(write_model(tmp_path / "model"))
    assert Reranker.of(other) is None
    build(three_notices(tmp_path / "corpus"), tmp_path / "index", other)
    index = Index.open(tmp_path / "index", other)
    assert index.rate("新任人员培训", CLAUSES) is None
    scores = {mode: {hit.clause.id: hit.score for hit in index.search("新任人员培训", mode=mode)} for mode in MODES}
    for clause in scores["dense"].keys() & scores["keyword"].keys():
        both = (SENTENCE_SHARE + CLAUSE_SHARE) * scores["dense"][clause] + scores["keyword"][clause]
        assert scores["fused"][clause] == pytest.approx(both, abs=1e-5)
