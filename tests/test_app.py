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
from index_builders import notice_text

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


def test_a_notice_put_into_the_folder_is_answered_from_without_a_restart(tmp_path: Path, free: int) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(notice_text("云溪县", 1), encoding="utf-8")
    environment = {
        **os.environ,
        "MINGBAI_CORPUS_DIR": str(corpus),
        "MINGBAI_INDEX_DIR": str(tmp_path / "index"),
        "MINGBAI_PORT": str(free),
    }
    with subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as program:
        try:
            before = json.loads(_get(f"http://127.0.0.1:{free}/healthz"))["generation"]
            (corpus / "b.txt").write_text(notice_text("青禾县", 2, (1, 3)), encoding="utf-8")
            deadline = time.monotonic() + PATIENCE
            while json.loads(_get(f"http://127.0.0.1:{free}/healthz"))["generation"] == before:
                assert time.monotonic() < deadline
                time.sleep(0.2)
            body = json.dumps({"question": "青禾县突发事件发生后几小时内发布权威信息？"}).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{free}/api/v1/answers", body, {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                answer = json.loads(response.read())
        finally:
            program.send_signal(signal.SIGINT)
            _, told = program.communicate(timeout=PATIENCE)
    assert answer["answered"] and "5小时" in answer["lead"]
    assert [one["source"] for one in answer["citations"]] == ["b.txt"]
    assert program.returncode == 0 and b"Traceback" not in told
