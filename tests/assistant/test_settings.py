"""Settings are read from the environment, and a wrong one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "MINGBAI_PORT", "MINGBAI_HOST", "MINGBAI_CORPUS_DIR", "MINGBAI_INDEX_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_serves_this_machine_only() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert (settings.corpus_dir, settings.index_dir) == (Path("corpus/notices"), Path(".index"))


def test_port_is_honoured_and_its_full_name_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    assert Settings().port == 8001
    monkeypatch.setenv("MINGBAI_PORT", "8002")
    assert Settings().port == 8002


def test_a_folder_is_read_from_its_prefixed_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGBAI_CORPUS_DIR", "/srv/notices")
    assert Settings().corpus_dir == Path("/srv/notices")


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ValidationError, match="PORT"):
        Settings()
