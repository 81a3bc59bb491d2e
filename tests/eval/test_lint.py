"""The linter finds each kind of flaw, and is silent about the words of held-out cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_builders import reading

from eval.case_set import CASES
from eval.leak import Seen, training_questions
from eval.lint import Code, Flaw, line_of, lint
from eval.shelf import Shelf

SHELF = Shelf((reading(),))
GOOD: dict[str, object] = {
    "id": "c-1",
    "lang": "zh",
    "type": "time_limit",
    "question": "多久？",
    "gold": [{"doc": "q01", "clause": "一", "quote": "二十个工作日内"}],
    "answer_must": [["20个工作日"]],
    "answerable": True,
}


def codes(folder: Path, *records: dict[str, object]) -> list[Code]:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return [flaw.code for flaw in lint([path], SHELF)]


def gold(clause: str, quote: str, doc: str = "q01") -> dict[str, object]:
    return {"gold": [{"doc": doc, "clause": clause, "quote": quote}]}


def test_a_good_case_has_no_flaw(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (gold("一", "20个工作日内"), Code.QUOTE_NOT_VERBATIM),
        (gold("一", ""), Code.QUOTE_EMPTY),
        (gold("三", "二十个工作日内"), Code.CLAUSE_MISSING),
        (gold("二", "每季度通报一次"), Code.NOT_DEEPEST),
        (gold("一", "每季度通报一次"), Code.QUOTE_ELSEWHERE),
        (gold("一", "二十个工作日内", doc="q09"), Code.UNKNOWN_DOCUMENT),
        ({"answer_must": [["20", " "]]}, Code.EMPTY_ALTERNATIVE),
        ({"answer_must": [[]]}, Code.EMPTY_ALTERNATIVE),
        ({"answer_must": []}, Code.NO_MUST),
        ({"answer_must_not": ["20 个工作日"]}, Code.AGAINST_ITSELF),
        ({"type": "number", "answer_must": [["30个", "30 days"]]}, Code.NOT_IN_GOLD),
        ({"gold": []}, Code.NO_GOLD),
        ({"answerable": False}, Code.GOLD_ON_UNANSWERABLE),
        ({"lang": "de"}, Code.UNREADABLE),
    ],
)
def test_each_flaw_is_found(tmp_path: Path, change: dict[str, object], code: Code) -> None:
    assert codes(tmp_path, GOOD | change) == [code]


def test_gold_in_a_source_that_is_not_at_hand_is_not_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(GOOD | gold("九", "别的话", doc="r01_")), encoding="utf-8")
    assert [flaw.code for flaw in lint([path], SHELF)] == [Code.UNKNOWN_DOCUMENT]
    assert lint([path], SHELF, elsewhere=["r01_law.md"]) == ()


def test_a_question_that_the_encoder_has_seen_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(GOOD | {"question": "主动公开的文件多久要上网？"}), encoding="utf-8")
    seen = ["主动公开的文件，多久要上网", "别的问题"]
    assert [flaw.code for flaw in lint([path], SHELF, seen)] == [Code.TRAINING_LEAK]
    assert lint([path], SHELF, ["依申请公开多久答复？"]) == ()


def test_a_held_out_question_is_not_tuned_on_in_other_words() -> None:
    seen = Seen([("青木市主动公开的文件多久要上网？", "t-1")])
    assert seen.place_of("青木市主动公开文件多久要上网") == "t-1"
    assert seen.place_of("青木市开放日每年几次？") is None


def test_the_training_questions_are_read_in_all_their_forms() -> None:
    asked = list(training_questions())
    assert len(asked) > 10_000 and all(asked)


def test_a_quote_that_spans_two_clauses_belongs_to_the_one_above(tmp_path: Path) -> None:
    spanning = gold("二", "由市政府办公室负责。\n（二）每季度通报一次")
    assert codes(tmp_path, GOOD | spanning) == []


def test_no_question_and_no_id_is_used_twice(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD, GOOD | {"question": "别的？"}) == [Code.DUPLICATE_ID]
    assert codes(tmp_path, GOOD, GOOD | {"id": "c-2", "question": " 多久"}) == [Code.DUPLICATE_QUESTION]


def test_the_same_words_after_another_turn_are_another_question(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD, GOOD | {"id": "c-2", "history": ["前一句"]}) == []


def test_a_flaw_of_a_held_out_case_is_shown_without_its_words() -> None:
    held_out = Flaw(CASES / "held_out.jsonl", "h-1", Code.QUOTE_NOT_VERBATIM, "秘密")
    assert line_of(held_out) == "held_out.jsonl h-1 quote-not-verbatim"
    assert "秘密" in line_of(Flaw(CASES / "tuned.jsonl", "t-1", Code.QUOTE_NOT_VERBATIM, "秘密"))
