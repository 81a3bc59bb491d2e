"""A disliked answer becomes a case that the runner can read and the linter will not let pass until it is complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_builders import SHELF, answer, citation
from typer.testing import CliRunner

from assistant.wire import answer_json
from eval.__main__ import app
from eval.candidate import UNSORTED
from eval.case import load_cases
from eval.lint import Code, lint


def printed(folder: Path, record: object) -> str:
    path = folder / "disliked.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    result = CliRunner().invoke(app, ["candidate", "--disliked", str(path)])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_disliked_answer_becomes_a_case_to_be_completed(tmp_path: Path) -> None:
    record = {
        "question": "开放日每年几次？",
        "history": ["青木市"],
        "answer": answer_json(answer("20个工作日。", citations=[citation()])),
        "reason": "答非所问",
    }
    line = printed(tmp_path, record)
    (tmp_path / "cases.jsonl").write_text(line, encoding="utf-8")
    (made,) = load_cases(tmp_path / "cases.jsonl")
    assert (made.question, made.history, made.lang, made.type) == ("开放日每年几次？", ("青木市",), "zh", UNSORTED)
    for words in ("答非所问", "20个工作日。", "主动公开文件印发实施后", "q01_qingmu.txt 一"):
        assert words in made.note
    assert {flaw.code for flaw in lint([tmp_path / "cases.jsonl"], SHELF)} >= {Code.NO_GOLD, Code.NO_MUST}


def test_the_same_question_gives_the_same_id(tmp_path: Path) -> None:
    ids = {
        json.loads(printed(tmp_path, {"question": asked, "answer": "x", "reason": why}))["id"]
        for asked, why in (("开放日几次？", "a"), ("开放日 几次", "b"))
    }
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("text", "message"), [("[]", "expected one JSON object"), ("{", "not JSON"), ("{}", "`question`")]
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "disliked.json"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["candidate", "--disliked", str(path)])
    assert result.exit_code == 1
    assert message in result.output
