"""What an answer's text says, and says only once."""

from __future__ import annotations

from assistant import Assistant


def test_a_counted_thing_is_named_with_its_number(assistant: Assistant) -> None:
    answer = assistant.answer("How many of Panzhihua's services should need at most one visit?")
    assert "100" in answer.lead
    assert "最多跑一次" in answer.lead


def test_each_note_stands_in_the_text_once(assistant: Assistant) -> None:
    answer = assistant.answer("兰陵县政务公开专职人员至少几名？")
    assert answer.notes
    assert [answer.text.count(note) for note in answer.notes] == [1] * len(answer.notes)
