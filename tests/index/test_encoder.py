"""The encoders: what a text's vector is, and that ours is the one that sentence-transformers computes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import read_folder
from corpus.fold import fold
from index import BundledEncoder, SentenceTransformerEncoder, open_encoder
from index.encoder import BUNDLED_FOLDER, Vectors, is_bundled, normalise
from index.errors import EncoderUnavailable
from index.training.model import save_model
from index.training.vocabulary import train_tokenizer

ROOT = Path(__file__).parents[2]

TEXTS = [
    "行政机关应当自收到申请之日起20个工作日内予以答复。",
    "政府信息公开",
    "How soon must a request be answered?",
    "２０２１年政务公開工作要點",
    "。。。",
    "",
]


@pytest.fixture(scope="module")
def theirs() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(BUNDLED_FOLDER)


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    readings, _ = read_folder(ROOT / "corpus" / "notices")
    parts = {part for reading in readings for part in re.split(r"(?<=[。；\n])", fold(reading.notice.text))}
    return sorted(part for part in parts if part.strip())


@pytest.fixture(scope="module")
def questions() -> list[str]:
    lines = (ROOT / "eval" / "cases" / "tuned.jsonl").read_text(encoding="utf-8").splitlines()
    return [fold(json.loads(line)["question"]) for line in lines]


def test_ours_equals_sentence_transformers(encoder: BundledEncoder, theirs: SentenceTransformerEncoder) -> None:
    assert theirs.dimension == encoder.dimension
    np.testing.assert_allclose(encoder.encode(TEXTS), theirs.encode(TEXTS), atol=1e-4)
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), theirs.encode_queries(TEXTS), atol=1e-4)


def test_ours_equals_sentence_transformers_on_the_notices_and_finds_the_same(
    encoder: BundledEncoder, theirs: SentenceTransformerEncoder, sentences: list[str], questions: list[str]
) -> None:
    pairs = [(encoder.encode(sentences), theirs.encode(sentences))]
    pairs += [(encoder.encode_queries(questions), theirs.encode_queries(questions))]
    for ours, other in pairs:
        known = np.linalg.norm(other, axis=1) > 0
        np.testing.assert_allclose(ours, other, atol=1e-4)
        assert (ours * other).sum(axis=1)[known].min() >= 0.9999
    assert len(sentences) > 400 and len(questions) > 100
    # Sentences of the same pieces have one vector: which of them comes first says nothing.
    _, distinct = np.unique(np.round(pairs[0][0], 4), axis=0, return_index=True)
    found = zip(_best(pairs[1][0], pairs[0][0][distinct]), _best(pairs[1][1], pairs[0][1][distinct]), strict=True)
    assert np.mean([set(ours) == set(other) for ours, other in found]) >= 0.99


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
    assert is_bundled(encoder.name) and is_bundled("bundled") and not is_bundled("path:/models/mingbai-static-256@1")


def test_the_model_is_small(encoder: BundledEncoder) -> None:
    size = sum(path.stat().st_size for path in BUNDLED_FOLDER.rglob("*") if path.is_file())
    assert size <= 20_000_000


def test_eight_bits_a_number_change_a_vector_by_next_to_nothing(tmp_path: Path) -> None:
    tokenizer = train_tokenizer(["渡口安全管理，公示公告信息公开。" * 3] * 5, [], ["ferry safety"], 100)
    table = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 256)).astype(np.float32)
    table[0] = 0
    save_model(tmp_path / "model", tokenizer, table)
    texts = ["渡口安全", "公示公告", "信息公开管理", "ferry safety"]
    ids = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
    whole = normalise(np.stack([table[row].mean(axis=0) for row in ids]))
    assert (BundledEncoder(tmp_path / "model").encode(texts) * whole).sum(axis=1).min() >= 0.9999


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"modules\.json"):
        BundledEncoder(tmp_path)


@pytest.mark.parametrize("prefix", ["", "path:"])
def test_a_model_that_is_not_at_hand_is_an_error_and_no_download(tmp_path: Path, prefix: str) -> None:
    with pytest.raises(EncoderUnavailable, match="no-such-model"):
        open_encoder(f"{prefix}{tmp_path / 'no-such-model'}")


@pytest.mark.parametrize("name", ["", "path:", "hub:", "openai:", "http://host/v1", "a b"])
def test_a_name_of_no_known_form_is_refused_with_the_forms(name: str) -> None:
    with pytest.raises(EncoderUnavailable, match="expected"):
        open_encoder(name)


def test_the_bundled_encoder_needs_no_heavy_library() -> None:
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'openai', 'huggingface_hub'}"
    use = "from index.encoder import open_encoder; open_encoder().encode(['问'])"
    code = f"import sys; {use}; print({heavy} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert told.strip() == "set()"


def _best(asked: Vectors, texts: Vectors) -> list[list[int]]:
    """Return the ten texts that lie nearest to each question."""
    return [list(np.argsort(-row, kind="stable")[:10]) for row in asked @ texts.T]
