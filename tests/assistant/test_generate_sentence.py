"""A reply becomes sentences while it arrives, however it is cut into pieces and wherever the markers stand."""

from __future__ import annotations

import pytest

from assistant.generate.sentence import Segment, read_sentence, sentences


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("甲[1]。乙[2]。", [("甲。", (1,)), ("乙。", (2,))]),
        ("甲。[1]乙。[2][3]", [("甲。", (1,)), ("乙。", (2, 3))]),
        ("甲。 [1]\n乙", [("甲。", (1,)), ("乙", ())]),
        ("甲【1】。乙［2］。丙[1、3]", [("甲。", (1,)), ("乙。", (2,)), ("丙", (1, 3))]),
        ("规定“先公开。后归档。”[1]。乙[2]", [("规定“先公开。后归档。”。", (1,)), ("乙", (2,))]),
        ("1. 甲[1]\n2. 乙[2]\n- **丙**[3]", [("甲", (1,)), ("乙", (2,)), ("丙", (3,))]),
        ("It is 3.5% [1]. See No. 5 [2].", [("It is 3.5%.", (1,)), (" See No. 5.".strip(), (2,))]),
        ("<think>甲[1]。</think>乙[2]。", [("乙。", (2,))]),
        ("甲。乙[1]。", [("甲。", ()), ("乙。", (1,))]),
        (" \n。\n", []),
        ("“未关的引号。甲[1]\n乙[2]。", [("“未关的引号。甲", (1,)), ("乙。", (2,))]),
    ],
)
def test_a_reply_is_cut_into_sentences(reply: str, expected: list[tuple[str, tuple[int, ...]]], size: int) -> None:
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
    assert [(one.words.strip(), one.numbers) for one in sentences(pieces)] == expected


def test_each_part_of_a_sentence_keeps_its_own_clauses() -> None:
    sentence = read_sentence("甲县20日[1]，乙县10日[2][3]。")
    assert sentence.segments == (Segment("甲县20日", (1,)), Segment("，乙县10日", (2, 3)))
    assert sentence.tail == "。"
