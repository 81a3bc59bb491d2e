"""The program as it is started: what it serves, and what it says when it cannot."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import FAILED, MISUSED, main

ROOT = Path(__file__).parents[1]
PATIENCE = 90.0


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine that something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


@pytest.fixture
def free() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_it_builds_the_index_serves_page_and_api_and_stops_when_told(tmp_path: Path, free: int) -> None:
    environment = {**os.environ, "MINGBAI_INDEX_DIR": str(tmp_path), "MINGBAI_PORT": str(free)}
    command = [sys.executable, "app.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as program:
        try:
            health = json.loads(_get(f"http://127.0.0.1:{free}/healthz"))
            assert health["status"] == "ok"
            assert health["generation"]
            assert "mb-welcome" in _get(f"http://127.0.0.1:{free}/")
            assert "/api/v1/answers" in _get(f"http://127.0.0.1:{free}/openapi.json")
        finally:
            program.send_signal(signal.SIGINT)
            _, told = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0
    assert "5 notices" in told
    assert "Traceback" not in told


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int) -> pytest.MonkeyPatch:
    monkeypatch.setenv("MINGBAI_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("MINGBAI_PORT", str(free))
    return monkeypatch


def test_a_port_in_use_is_told_with_the_remedy_before_anything_is_built(
    settings: pytest.MonkeyPatch, taken: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.setenv("MINGBAI_PORT", str(taken))
    assert main() == FAILED
    assert "another address with PORT" in caplog.text
    assert not (tmp_path / "index").exists()


def test_a_corpus_that_does_not_exist_is_named(settings: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    settings.setenv("MINGBAI_CORPUS_DIR", "no/such/folder")
    assert main() == FAILED
    assert "MINGBAI_CORPUS_DIR=no/such/folder" in caplog.text


def test_a_setting_of_the_wrong_form_is_named(settings: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    settings.setenv("MINGBAI_PORT", "eighty")
    with caplog.at_level(logging.ERROR):
        assert main() == MISUSED
    assert "MINGBAI_PORT: 'eighty'" in caplog.text


def _get(url: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as response:
                return str(response.read().decode("utf-8"))
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
