"""Encoders from a folder and from the hub's cache: an index is built, searched and opened again with them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest
from encoder_builders import PROMPT, TINY, write_model, write_snapshot
from index_builders import DUTIES, notice_text, three_notices

from index import Index, build, open_encoder, sync
from index.encoder import BUNDLED_FOLDER, EncoderOptions, SentenceTransformerEncoder
from index.errors import EncoderMismatch, EncoderUnavailable
from index.generation import read_manifest

FIRST, SECOND = "a" * 40, "b" * 40
ASKED = "各部门每年组织培训不少于2次"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub; the library reads HF_HUB_CACHE into this constant when it is loaded."""
    folder = tmp_path / "hub"
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(folder))
    return folder


def test_an_index_finds_the_folder_that_it_was_built_with(corpus: Path, model: Path, tmp_path: Path) -> None:
    build(corpus, tmp_path / "index", open_encoder(f"path:{model}"))
    manifest = read_manifest(tmp_path / "index")
    assert re.fullmatch(rf"path:{re.escape(str(model))}@[0-9a-f]{{10}}", manifest.encoder)
    assert manifest.dimension == TINY
    opened = Index.open(tmp_path / "index")
    hit = opened.search(ASKED, limit=1, mode="dense")[0]
    assert opened.notices[hit.clause.notice_id].text[hit.sentence_start : hit.sentence_end].startswith(ASKED)


def test_a_folder_needs_no_prefix_and_may_be_relative(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(model.parent)
    names = {open_encoder(name).name for name in (str(model), f"path:{model}", "path:model", "./model", "model")}
    assert len(names) == 1


def test_another_model_in_the_same_folder_is_refused(corpus: Path, model: Path, tmp_path: Path) -> None:
    before = build(corpus, tmp_path / "index", open_encoder(f"path:{model}")).encoder
    write_model(model, seed=1)
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    for use in (lambda: Index.open(tmp_path / "index"), lambda: sync(corpus, tmp_path / "index")):
        with pytest.raises(EncoderMismatch, match=rf"{re.escape(before)}.*Put the earlier model back") as caught:
            use()
        assert caught.value.given.startswith(f"path:{model}@")


def test_a_word_about_the_model_leaves_it_the_same(model: Path) -> None:
    before = open_encoder(f"path:{model}").name
    (model / "README.md").write_text("a card", encoding="utf-8")
    (model / ".cache").mkdir()
    (model / ".cache" / "note").write_text("x", encoding="utf-8")
    (model / "onnx").mkdir()
    (model / "onnx" / "model.onnx").write_bytes(b"x")
    assert open_encoder(f"path:{model}").name == before


def test_a_moved_folder_is_named_with_the_remedy(corpus: Path, model: Path, tmp_path: Path) -> None:
    build(corpus, tmp_path / "index", open_encoder(f"path:{model}"))
    model.rename(tmp_path / "moved")
    with pytest.raises(EncoderUnavailable, match=r"model is no folder.*Put the model's folder back, or build"):
        Index.open(tmp_path / "index")


@pytest.mark.parametrize("harm", ["nothing in it", "weights cut off"])
def test_a_folder_without_a_usable_model_is_named(model: Path, harm: str) -> None:
    weights = next(model.rglob("*.safetensors"))
    if harm == "weights cut off":
        weights.write_bytes(weights.read_bytes()[:100])
    else:
        weights.unlink()
    with pytest.raises(EncoderUnavailable, match="no usable model in"):
        open_encoder(f"path:{model}")


def test_questions_get_the_prompt_that_the_model_asks_for(tmp_path: Path) -> None:
    encoder = open_encoder(f"path:{write_model(tmp_path / 'model', prompt=PROMPT)}")
    np.testing.assert_allclose(encoder.encode_queries([ASKED]), encoder.encode([PROMPT + ASKED]), atol=1e-6)
    assert not np.allclose(encoder.encode_queries([ASKED]), encoder.encode([ASKED]), atol=1e-3)


def test_vectors_have_length_one_and_no_text_gives_no_row(model: Path) -> None:
    encoder = open_encoder(f"path:{model}")
    np.testing.assert_allclose(np.linalg.norm(encoder.encode([ASKED, "培训"]), axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == encoder.encode_queries([]).shape == (0, TINY)


def test_threads_share_a_model(model: Path) -> None:
    encoder = open_encoder(f"path:{model}")
    texts = [heading + duty for heading, duty in DUTIES] * 8
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda text: encoder.encode_queries([text])[0], texts))
    np.testing.assert_allclose(rows, encoder.encode_queries(texts), atol=1e-5)


def test_an_index_finds_the_commit_that_it_was_built_with(corpus: Path, cache: Path, tmp_path: Path) -> None:
    write_snapshot(cache, "tiny/model", FIRST)
    build(corpus, tmp_path / "index", open_encoder("hub:tiny/model"))
    write_snapshot(cache, "tiny/model", SECOND, seed=1)
    opened = Index.open(tmp_path / "index")
    assert opened.encoder.name == f"hub:tiny/model@{FIRST}"
    assert opened.search(ASKED, limit=1, mode="dense")[0].clause.heading.startswith("开展业务培训")
    assert open_encoder("tiny/model").name == f"hub:tiny/model@{SECOND}"
    with pytest.raises(EncoderMismatch, match=f"{FIRST}.*{SECOND}"):
        sync(corpus, tmp_path / "index", open_encoder("hub:tiny/model"))


@pytest.mark.parametrize("download", [False, True], ids=["not asked to fetch", "cannot be fetched"])
def test_a_hub_model_that_is_not_at_hand_is_named_with_the_remedy(cache: Path, *, download: bool) -> None:
    with pytest.raises(EncoderUnavailable, match=r"hub:no/such.*hf download no/such.*MINGBAI_ENCODER_DOWNLOAD"):
        open_encoder("hub:no/such", EncoderOptions(download=download))


def test_the_bundled_folder_opens_as_a_model_too() -> None:
    assert SentenceTransformerEncoder(BUNDLED_FOLDER).dimension == open_encoder().dimension
