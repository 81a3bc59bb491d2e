"""Case files are read strictly, and what is wrong is named by file, line and field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.case import CaseError, Gold, load_cases

LINE: dict[str, object] = {
    "id": "t-1",
    "lang": "zh",
    "type": "time_limit",
    "question": "多久？",
    "history": ["前一句"],
    "gold": [{"doc": "003_", "clause": "二/(五) /18", "quote": "20个工作日"}],
    "answer_must": [["20个工作日"]],
    "answer_must_not": [],
    "answerable": True,
    "note": "",
}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "some.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_case_is_read_with_its_path_in_full_width(tmp_path: Path) -> None:
    (case,) = load_cases(write(tmp_path, json.dumps(LINE), ""))
    assert case.gold == (Gold("003_", "二/（五）/18", "20个工作日"),)
    assert case.type == "time limit"
    assert case.query == "前一句 多久？"


def test_fields_that_may_be_empty_may_be_missing(tmp_path: Path) -> None:
    short = {key: LINE[key] for key in ("id", "lang", "type", "question", "answerable")}
    (case,) = load_cases(write(tmp_path, json.dumps(short)))
    assert (case.history, case.gold, case.answer_must, case.note) == ((), (), (), "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "`id`"),
        ({"lang": "fr"}, "`lang`"),
        ({"question": 3}, "`question`"),
        ({"answerable": "yes"}, "`answerable`"),
        ({"gold": {}}, "`gold`"),
        ({"gold": [{"clause": "一"}]}, "`doc`"),
        ({"answer_must": ["20"]}, "`answer_must[0]`"),
        ({"answer_must_not": [3]}, "`answer_must_not`"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_line(tmp_path: Path, change: dict[str, object], field: str) -> None:
    path = write(tmp_path, json.dumps(LINE), json.dumps(LINE | change))
    with pytest.raises(CaseError) as caught:
        load_cases(path)
    assert "some.jsonl, line 2" in str(caught.value)
    assert field in str(caught.value)


def test_a_line_that_is_no_json_is_named_without_its_words(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load_cases(write(tmp_path, '{"question": "秘密'))
    assert "line 1: not JSON" in str(caught.value)
    assert "秘密" not in str(caught.value)
