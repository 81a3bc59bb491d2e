"""Prompts are files, checked when they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts import ANSWER, CLAUSES, JUDGE, NO_ANSWER, PlaceholderMismatch, PromptUnreadable, Template


def write(folder: Path, text: str) -> Path:
    file = folder / "greet.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_place_is_filled(tmp_path: Path) -> None:
    template = Template.load(write(tmp_path, "{{who}}, {{ what }}. {{who}}!\n"), ("who", "what"))
    assert template.fill(who="甲市", what="请公开") == "甲市, 请公开. 甲市!"


def test_a_value_that_looks_like_a_place_stays_as_it_is(tmp_path: Path) -> None:
    template = Template.load(write(tmp_path, "{{one}} {{two}}"), ("one", "two"))
    assert template.fill(one="{{two}}", two=r"\1 {x} $y") == r"{{two}} \1 {x} $y"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param("{{who}}", "Add {{what}}, remove none", id="a place is missing from the file"),
        pytest.param("{{who}} {{what}} {{why}}", "Add none, remove {{why}}", id="the file asks for too much"),
        pytest.param("{{who}} {{waht}}", "Add {{what}}, remove {{waht}}", id="a place is misspelt"),
    ],
)
def test_other_places_than_the_code_supplies_are_refused_with_both_lists(
    tmp_path: Path, text: str, remedy: str
) -> None:
    with pytest.raises(PlaceholderMismatch) as refused:
        Template.load(write(tmp_path, text), ("who", "what"))
    assert "greet.md" in str(refused.value)
    assert "the code supplies {{what}}, {{who}}" in str(refused.value)
    assert remedy in str(refused.value)


def test_a_value_too_few_or_too_many_is_refused(tmp_path: Path) -> None:
    template = Template.load(write(tmp_path, "{{who}}"), ("who",))
    with pytest.raises(PlaceholderMismatch):
        template.fill()
    with pytest.raises(PlaceholderMismatch):
        template.fill(who="甲", what="乙")


@pytest.mark.parametrize("content", [None, b"", b" \n", "公开".encode("gb18030")])
def test_a_prompt_that_cannot_be_read_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "greet.md"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(PromptUnreadable, match=r"greet\.md"):
        Template.load(file, ())


def test_every_prompt_file_is_loaded_by_the_package() -> None:
    folder = Path(__file__).resolve().parents[2] / "prompts"
    assert {file.name for file in folder.glob("*.md")} == {ANSWER.name, CLAUSES.name, JUDGE.name}


def test_the_answer_prompt_asks_for_a_citation_of_every_sentence() -> None:
    text = ANSWER.fill(language="Chinese", no_answer=NO_ANSWER, today="2026-11-22")
    assert "Every sentence ends with the number of the clause that proves it" in text
    assert "Write in Chinese." in text
    assert f"reply with this line and nothing else: {NO_ANSWER}" in text
    assert "{{" not in text


def test_the_clauses_come_before_the_question() -> None:
    filled = CLAUSES.fill(clauses="[1] 甲市 一、…", question="几天？")
    assert filled.index("[1] 甲市") < filled.index("几天？")
