"""The encoder as a setting of the program: whose index it is, and what happens when the two differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app
from app import FAILED, main
from assistant.assistant import Assistant
from assistant.settings import Settings
from index.building import build
from index.encoder import BundledEncoder, Encoder
from index.generation import read_manifest

ROOT = Path(__file__).parents[1]


class Renamed(BundledEncoder):
    """The bundled encoder under the name that a test gives it."""

    @property
    def name(self) -> str:
        return "mingbai-static-256@0123456789" if self._earlier else "path:/models/other@0123456789"

    def __init__(self, *, earlier: bool) -> None:
        super().__init__()
        self._earlier = earlier


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Assistant]:
    """What the program would have served, without serving it."""
    assistants: list[Assistant] = []
    monkeypatch.setattr(app, "_serve", lambda assistant, *_: assistants.append(assistant))
    monkeypatch.setattr(app, "_listen", lambda _: (tmp_path / "listener").open("w"))
    monkeypatch.setenv("MINGBAI_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("MINGBAI_CORPUS_DIR", str(ROOT / "corpus" / "notices"))
    monkeypatch.delenv("MINGBAI_ENCODER", raising=False)
    return assistants


def built(tmp_path: Path, encoder: Encoder) -> None:
    build(ROOT / "corpus" / "notices", tmp_path / "index", encoder)


def test_the_bundled_encoder_is_used_when_nothing_is_set(served: list[Assistant]) -> None:
    assert main() == 0
    assert served[0].index.encoder.name == BundledEncoder().name
    assert Settings().encoder == "bundled"


def test_an_index_of_an_earlier_bundled_encoder_is_built_anew(
    served: list[Assistant], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built(tmp_path, Renamed(earlier=True))
    assert main() == 0
    assert served[0].index.encoder.name == read_manifest(tmp_path / "index").encoder == BundledEncoder().name
    assert "built anew" in caplog.text


def test_an_index_of_an_encoder_that_someone_chose_is_not_thrown_away(
    served: list[Assistant], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built(tmp_path, Renamed(earlier=False))
    assert (main(), served) == (FAILED, [])
    assert re.search(r"made with encoder path:/models/other@.*MINGBAI_ENCODER=bundled", caplog.text, re.DOTALL)
    assert read_manifest(tmp_path / "index").encoder.startswith("path:/models/other@")


def test_an_encoder_that_cannot_be_opened_is_named_before_anything_is_built(
    served: list[Assistant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MINGBAI_ENCODER", "path:/no/such/model")
    assert (main(), served) == (FAILED, [])
    assert "encoder path:/no/such/model" in caplog.text
    assert not (tmp_path / "index").exists()


def test_an_endpoint_without_an_address_names_its_variable(
    served: list[Assistant], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MINGBAI_ENCODER", "openai:tiny")
    monkeypatch.delenv("MINGBAI_EMBEDDING_URL", raising=False)
    assert (main(), served) == (FAILED, [])
    assert "MINGBAI_EMBEDDING_URL" in caplog.text
