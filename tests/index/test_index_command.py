"""The commands: what they print, and with which code they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from index_builders import notice_text, three_notices
from typer.testing import CliRunner, Result

from index.__main__ import app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folders(tmp_path: Path) -> tuple[object, ...]:
    return ("--corpus", three_notices(tmp_path / "corpus"), "--index", tmp_path / "index")


def test_build_sync_status_search_rollback(folders: tuple[object, ...], tmp_path: Path) -> None:
    built = run("build", *folders, "--json")
    assert built.exit_code == 0
    assert len(json.loads(built.stdout)["added"]) == 3
    (tmp_path / "corpus" / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    assert "1 added" in run("sync", *folders).stdout
    status = json.loads(run("status", *folders[2:], "--json").stdout)
    assert (status["notices"], status["segments"]) == (4, 2)
    hits = json.loads(run("search", "每年培训几次", *folders[2:], "--limit", 1, "--json").stdout)
    assert hits[0]["sentence"] == "各部门每年组织培训不少于2次；"
    assert run("rollback", *folders[2:]).exit_code == 0
    assert json.loads(run("status", *folders[2:], "--json").stdout)["notices"] == 3


def test_a_search_prints_one_line_a_hit(folders: tuple[object, ...]) -> None:
    run("build", *folders)
    assert len(run("search", "每年培训几次", *folders[2:], "--limit", 2).stdout.splitlines()) == 2


def test_a_file_that_is_not_read_is_told_on_stderr(folders: tuple[object, ...], tmp_path: Path) -> None:
    (tmp_path / "corpus" / "empty.txt").write_text("", encoding="utf-8")
    result = run("build", *folders)
    assert result.exit_code == 0
    assert "not read: empty.txt" in result.stderr


@pytest.mark.parametrize("command", ["status", "search x", "rollback"])
def test_a_missing_index_is_one_clear_line(tmp_path: Path, command: str) -> None:
    result = run(*command.split(), "--index", tmp_path / "nothing")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "no index here" in result.stderr and "Build it first" in result.stderr


@pytest.mark.parametrize("command", ["build", "sync", "watch"])
def test_a_missing_corpus_is_one_clear_line(tmp_path: Path, command: str) -> None:
    result = run(command, "--corpus", tmp_path / "nothing", "--index", tmp_path / "index")
    assert result.exit_code == 1
    assert "no such folder" in result.stderr


@pytest.mark.parametrize("arguments", [("unknown",), ("search",), ("search", "x", "--mode", "y"), ("status", "--x")])
def test_wrong_usage_ends_with_code_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_needs_no_heavy_library() -> None:
    heavy = "{'chromadb', 'torch', 'sentence_transformers', 'tokenizers', 'pydantic', 'langchain_core'}"
    code = f"import sys, index.__main__; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
