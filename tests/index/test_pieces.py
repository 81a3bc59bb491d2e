"""Late interaction: each piece of a question looks for its likest in a clause."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from encoder_builders import write_model
from index_builders import three_notices

from corpus.fold import fold
from index import BundledEncoder, Index, SentenceTransformerEncoder, build
from index.encoder import Encoder, normalise
from index.pieces import ClausePieces, asked_pieces, cut, match
from index.retrieve import CLAUSE_SHARE, MODES, PIECES_SHARE, SENTENCE_SHARE

CLAUSES = [
    "收到申请之日起十五日内予以答复。",
    "各部门每年组织培训不少于2次。",
    "",
    "财政部门将所需经费列入年度预算。",
]


def by_hand(question: str, text: str, encoder: BundledEncoder) -> float:
    """What the definition says: each distinct piece's greatest cosine, weighted by the length of its vector."""
    asked, held = (encoder.piece_vectors(encoder.pieces([each])[0]) for each in (question, text))
    if not len(held):
        return 0.0
    likest = (normalise(asked) @ normalise(held).T).max(axis=1)
    return float(np.average(likest, weights=np.linalg.norm(asked, axis=1)))


@pytest.mark.parametrize("question", ["几天内答复申请？", "how often is training held", "钱从哪儿出"])
def test_a_clause_scores_as_defined(question: str, encoder: BundledEncoder) -> None:
    scores = match(asked_pieces(question, encoder), cut(CLAUSES, encoder), np.arange(4), encoder)
    np.testing.assert_allclose(scores, [max(by_hand(question, text, encoder), 0) for text in CLAUSES], atol=1e-5)


def test_a_question_made_of_a_clauses_words_finds_all_of_them(encoder: BundledEncoder) -> None:
    held = cut(CLAUSES, encoder)
    for number in (0, 1, 3):
        scores = match(asked_pieces(CLAUSES[number], encoder), held, np.array([3, 2, 1, 0]), encoder)
        assert scores[3 - number] == pytest.approx(1)
        assert np.argmax(scores) == 3 - number


def test_nothing_known_is_found_nowhere(encoder: BundledEncoder) -> None:
    held = cut(CLAUSES, encoder)
    assert not match(asked_pieces("", encoder), held, np.arange(4), encoder).any()
    assert not match(asked_pieces("申请", encoder), cut(["", ""], encoder), np.arange(2), encoder).any()
    assert match(asked_pieces("申请", encoder), held, np.array([], np.int64), encoder).shape == (0,)


def test_pieces_are_kept_as_they_were_written(tmp_path: Path, encoder: BundledEncoder) -> None:
    held = cut(CLAUSES, encoder)
    held.save(tmp_path)
    kept = ClausePieces.load(tmp_path)
    np.testing.assert_array_equal(kept.pieces, held.pieces)
    np.testing.assert_array_equal(kept.starts, held.starts)
    for number, text in enumerate(CLAUSES):
        (pieces,) = encoder.pieces([text])
        np.testing.assert_array_equal(held.pieces[held.starts[number] : held.starts[number + 1]], pieces)


def test_under_an_encoder_without_pieces_the_other_measures_share_their_part(tmp_path: Path) -> None:
    other: Encoder = SentenceTransformerEncoder(write_model(tmp_path / "model"))
    assert not cut([fold(text) for text in CLAUSES], other).pieces.size
    build(three_notices(tmp_path / "corpus"), tmp_path / "index", other)
    index = Index.open(tmp_path / "index", other)
    scores = {mode: {hit.clause.id: hit.score for hit in index.search("新任人员培训", mode=mode)} for mode in MODES}
    for clause in scores["dense"].keys() & scores["keyword"].keys():
        both = (SENTENCE_SHARE + CLAUSE_SHARE) * scores["dense"][clause] + scores["keyword"][clause]
        assert scores["fused"][clause] == pytest.approx(both / (1 - PIECES_SHARE), abs=1e-5)
