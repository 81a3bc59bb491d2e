"""Recognised: what only recognition has read is marked 待核, and no day is counted from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus import Reading
from corpus.medium import Medium, Seen
from index import build_readings
from tests.assistant.notice_builders import DEADLINE, a_notice

QUESTION = "收到公开申请后多少个工作日内答复？"
DATED = "9月17日收到公开申请，最晚哪天答复？"


def scanned(reading: Reading, words: str) -> Reading:
    """Return a reading as if recognition had read the line of `words`, and nothing else."""
    at = reading.notice.raw.index(words)
    seen = Seen(at, at + len(words), 0.82, 3, (0.1, 0.2, 0.9, 0.22))
    return replace(reading, notice=replace(reading.notice, medium=Medium(seen=(seen,))))


def assistant_over(folder: Path, reading: Reading) -> Assistant:
    build_readings([reading], folder)
    return Assistant.open(folder)


def test_a_quote_that_recognition_read_is_marked_with_page_and_confidence(tmp_path: Path) -> None:
    answer = assistant_over(tmp_path, scanned(a_notice(), DEADLINE)).answer(QUESTION)
    assert "20个工作日" in answer.lead
    assert any(note.startswith("待核") and "第3页" in note and "82%" in note for note in answer.notes)


def test_a_quote_that_stands_in_characters_is_not_marked(tmp_path: Path) -> None:
    answer = assistant_over(tmp_path, scanned(a_notice(), "开展培训")).answer(QUESTION)
    assert "20个工作日" in answer.lead
    assert not any("待核" in note for note in answer.notes)


@pytest.mark.parametrize("recognised", [False, True])
def test_no_day_is_counted_from_a_figure_that_recognition_read(tmp_path: Path, recognised: bool) -> None:
    reading = scanned(a_notice(), DEADLINE) if recognised else a_notice()
    answer = assistant_over(tmp_path, reading).answer(DATED, today=dt.date(2021, 9, 20))
    assert ("10月" in answer.text) is not recognised
