"""The encoders: what a text's vector is, and that ours is the one that sentence-transformers computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import BundledEncoder, SentenceTransformerEncoder, open_encoder
from index.encoder import BUNDLED_FOLDER
from index.errors import EncoderUnavailable

TEXTS = [
    "行政机关应当自收到申请之日起20个工作日内予以答复。",
    "政府信息公开",
    "How soon must a request be answered?",
    "２０２１年政务公開工作要點",
    "。。。",
    "",
]


def test_ours_equals_sentence_transformers(encoder: BundledEncoder) -> None:
    theirs = SentenceTransformerEncoder(str(BUNDLED_FOLDER))
    assert theirs.dimension == encoder.dimension
    np.testing.assert_allclose(encoder.encode(TEXTS), theirs.encode(TEXTS), atol=1e-4)


def test_a_vector_has_length_one_and_an_unknown_text_length_zero(encoder: BundledEncoder) -> None:
    lengths = np.linalg.norm(encoder.encode(TEXTS), axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 1, 0, 0], atol=1e-5)


def test_no_text_gives_no_row(encoder: BundledEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder: BundledEncoder) -> None:
    np.testing.assert_allclose(encoder.encode(TEXTS)[1], encoder.encode([TEXTS[1]])[0], atol=1e-6)


def test_related_texts_lie_closer_than_others(encoder: BundledEncoder) -> None:
    question, near, far = encoder.encode(["多久答复公开申请", "收到申请之日起二十日内予以答复", "加强水库大坝安全管理"])
    assert question @ near > question @ far + 0.2


def test_english_lies_close_to_its_chinese(encoder: BundledEncoder) -> None:
    english, chinese, other = encoder.encode(["government information disclosure", "政府信息公开", "森林防火"])
    assert english @ chinese > english @ other + 0.3


def test_the_name_tells_the_models_content(encoder: BundledEncoder) -> None:
    assert encoder.name.startswith("mingbai-static-256@")
    assert open_encoder("bundled").name == open_encoder(encoder.name).name == encoder.name


def test_the_model_is_small(encoder: BundledEncoder) -> None:
    size = sum(path.stat().st_size for path in BUNDLED_FOLDER.rglob("*") if path.is_file())
    assert size <= 12_000_000


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"modules\.json"):
        BundledEncoder(tmp_path)


def test_a_model_that_is_not_at_hand_is_an_error_and_no_download(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="no-such-model"):
        open_encoder(str(tmp_path / "no-such-model"))
