"""The pieces of clauses, as a segment keeps them for the reranker."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from encoder_builders import write_model

from corpus.fold import fold
from index import BundledEncoder, SentenceTransformerEncoder
from index.pieces import ClausePieces, cut

CLAUSES = ["收到申请之日起十五日内予以答复，十五日内不能答复的应当说明。", "各部门每年组织培训不少于2次。", ""]


def test_each_piece_of_a_clause_is_kept_once(tmp_path: Path, encoder: BundledEncoder) -> None:
    held = cut(CLAUSES, encoder)
    held.save(tmp_path)
    kept = ClausePieces.load(tmp_path)
    for number, text in enumerate(CLAUSES):
        (pieces,) = encoder.pieces([text])
        np.testing.assert_array_equal(kept.of(number), np.unique(pieces))
    assert len(kept.of(0)) < len(encoder.pieces(CLAUSES)[0])


def test_under_an_encoder_without_pieces_no_clause_has_any(tmp_path: Path) -> None:
    other = SentenceTransformerEncoder(write_model(tmp_path / "model"))
    assert not cut([fold(text) for text in CLAUSES], other).pieces.size
