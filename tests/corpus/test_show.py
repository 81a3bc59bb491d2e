"""The command `python -m corpus show FILE [--json] [--facts]`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from corpus_builders import NOTICES, ROOT
from typer.testing import CliRunner, Result

from corpus.__main__ import app

NOTICE = next(NOTICES.glob("003_*.txt"))


def _show(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["show", *map(str, arguments)])


def test_the_tree_is_shown_under_title_number_office_date_and_place() -> None:
    result = _show(NOTICE)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "张掖市人民政府办公室关于印发张掖市落实政务公开重点工作推进方案的通知"
    assert all(
        words in lines[1] for words in ("张政办函〔2020〕100号", "张掖市人民政府办公室", "2020-09-17", "甘肃省/张掖市")
    )
    assert any(line.startswith("      18.") for line in lines)


def test_json_holds_notice_clauses_and_facts() -> None:
    result = _show(NOTICE, "--json")
    assert result.exit_code == 0
    printed = json.loads(result.output)
    assert set(printed) == {"notice", "clauses", "facts"}
    assert printed["notice"]["issued_on"] == "2020-09-17"
    clause = next(clause for clause in printed["clauses"] if clause["path"] == ["二", "（五）", "18"])
    assert {"path", "marker", "heading", "text", "start", "end", "is_leaf"} <= set(clause)
    assert printed["notice"]["text"][clause["start"] : clause["end"]] == clause["text"]


def test_facts_are_shown_one_a_line_with_the_words_they_were_read_from() -> None:
    result = _show(NOTICE, "--facts")
    assert result.exit_code == 0
    assert any("time limit\t20工作日" in line and "20个工作日" in line for line in result.output.splitlines())


def test_problems_are_shown_in_words() -> None:
    assert "落款日期2016-07-24" in _show(next(NOTICES.glob("001_*.txt"))).output


@pytest.mark.parametrize(("name", "finding"), [("empty.txt", "is empty"), ("gone.txt", "cannot be opened")])
def test_a_file_that_cannot_be_read_ends_in_one_line_of_error(tmp_path: Path, name: str, finding: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = _show(tmp_path / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {name}: ")
    assert finding in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_command_runs_as_a_module_and_fails_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("今天天气很好。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "corpus", "show", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "no numbered clause" in done.stderr
    assert "Traceback" not in done.stderr
