"""`python -m assistant ask`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.wire import AnswerJson

DEADLINE = "what is the deadline for posting proactive-disclosure files"
NOTICE = "张掖市主动公开文件几天内要上网？"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["ask", *(str(argument) for argument in arguments)])


def test_an_answer_is_printed_with_the_words_that_prove_it(notices_index: Path) -> None:
    result = run(DEADLINE, "--index", notices_index)
    assert result.exit_code == 0
    assert "20 working days" in result.stdout.splitlines()[0]
    assert "张政办函〔2020〕100号 二（五）18" in result.stdout
    assert "20个工作日内上网发布" in result.stdout


def test_json_has_every_field_of_an_answer_on_one_line(notices_index: Path) -> None:
    result = run(NOTICE, "--index", notices_index, "--today", "2021-02-03", "--json")
    (line,) = result.stdout.splitlines()
    answer = json.loads(line)
    assert answer.keys() == AnswerJson.__annotations__.keys()
    assert answer["answered"] is True
    assert answer["as_of"] == "2021-02-03"
    assert answer["citations"][0]["clause_path"] == ["二", "（五）", "18"]


def test_history_is_read_before_the_question(notices_index: Path) -> None:
    follow_up = ("那攀枝花呢？", "--index", notices_index, "--json")
    answer = json.loads(run(*follow_up, "--history", "你好", "--history", "张掖市的通知文号是多少？").stdout)
    assert "攀办发〔2019〕41号" in answer["lead"]


def test_declining_is_no_failure(notices_index: Path) -> None:
    result = run("上海市的文件几天内要上网？", "--index", notices_index, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["answered"] is False


@pytest.mark.parametrize("question", ["", " 　\n", "问" * 100_000], ids=["empty", "blank", "endless"])
def test_a_question_that_cannot_be_read_is_one_line_and_code_one(notices_index: Path, question: str) -> None:
    result = run(question, "--index", notices_index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert len(result.stderr) < 400


def test_a_missing_index_names_the_command_that_builds_it_and_builds_nothing(tmp_path: Path) -> None:
    result = run(NOTICE, "--index", tmp_path / "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert "python -m index build" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("几天？", "--today", "2021-02-30"), ("几天？", "--nothing")])
def test_wrong_usage_ends_with_code_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_loads_no_dictionary_and_no_index() -> None:
    heavy = "{'cn2an', 'rjieba', 'pypinyin', 'numpy', 'pydantic', 'chromadb', 'index', 'corpus'}"
    code = f"import sys, assistant.__main__; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
