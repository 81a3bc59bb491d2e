"""The chat model as a setting of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

import app
from app import FAILED, main
from assistant.assistant import Assistant
from assistant.settings import Settings
from tests.tools.chat_server import says, serving

ROOT = Path(__file__).parents[1]
KEY = "sk-very-secret-0123456789"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Assistant]:
    """What the program would have served, without serving it."""
    assistants: list[Assistant] = []
    monkeypatch.setattr(app, "_serve", lambda assistant, *_: assistants.append(assistant))
    monkeypatch.setattr(app, "_listen", lambda _: (tmp_path / "listener").open("w"))
    monkeypatch.setenv("MINGBAI_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("MINGBAI_CORPUS_DIR", str(ROOT / "corpus" / "notices"))
    monkeypatch.setenv("MINGBAI_MODEL_KEY", KEY)
    return assistants


def test_a_model_that_the_settings_name_puts_the_answer_into_words(
    served: list[Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(says("张掖市主动公开文件应当在印发实施后20个工作日内上网发布[1]。")) as server:
        monkeypatch.setenv("MINGBAI_MODEL", "tiny")
        monkeypatch.setenv("MINGBAI_MODEL_URL", server.url)
        assert main() == 0
        assert served[0].answer("主动公开文件几天内要上网？").kind == "generated"
        assert server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("url", ["", "127.0.0.1:8080/v1", "ftp://user:password@host/v1"])
def test_a_model_without_an_address_names_the_variable_and_no_secret(
    served: list[Assistant], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    monkeypatch.setenv("MINGBAI_MODEL", "tiny")
    monkeypatch.setenv("MINGBAI_MODEL_URL", url)
    assert (main(), served) == (FAILED, [])
    assert "MINGBAI_MODEL_URL is no address of an endpoint" in caplog.text
    assert KEY not in caplog.text and "password" not in caplog.text


def test_no_setting_of_a_model_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("", "_URL", "_KEY"):
        monkeypatch.delenv(f"MINGBAI_MODEL{name}", raising=False)
    settings = Settings()
    assert (settings.model, settings.model_url, settings.model_key) == ("", "", SecretStr(""))
    assert (settings.model_seconds, settings.model_quiet_seconds, settings.model_window) == (30, 10, 8192)


def test_the_key_is_not_in_what_is_printed_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGBAI_MODEL_KEY", KEY)
    assert KEY not in repr(Settings()) + Settings().model_dump_json()
    monkeypatch.setenv("MINGBAI_MODEL_SECONDS", "0")
    with pytest.raises(ValidationError, match="model_seconds") as caught:
        Settings()
    assert KEY not in str(caught.value)
