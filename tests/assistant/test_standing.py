"""Standing: what no longer applies gives way to what does, and is called so where it is asked for by name."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index import build

TODAY = dt.date(2022, 6, 1)
RULES = """云溪县人民政府办公室
关于印发《云溪县政府信息公开申请办理办法》的通知

云政办发〔{year}〕{number}号

各乡镇人民政府：

现将《云溪县政府信息公开申请办理办法》印发给你们，请遵照执行。

云溪县人民政府办公室
{year}年3月2日

云溪县政府信息公开申请办理办法

第一条　为做好政府信息公开申请办理工作，制定本办法。

第二条　收到申请之日起{days}个工作日内予以答复。

第三条　{force}
"""
OLD = RULES.format(year=2018, number=3, days=15, force="本办法自印发之日起施行。")
NEW = RULES.format(
    year=2021,
    number=9,
    days=20,
    force="本办法自2021年5月1日起施行。《云溪县政府信息公开申请办理办法》（云政办发〔2018〕3号）同时废止。",
)
QUESTION = "云溪县收到公开申请后多少个工作日内答复？"


def assistant_over(folder: Path, **texts: str) -> Assistant:
    """Return an assistant over files of these names and texts, each changed a second after the one before it."""
    (folder / "corpus").mkdir()
    for at, (name, text) in enumerate(texts.items()):
        path = folder / "corpus" / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_600_000_000 + at, 1_600_000_000 + at))
    build(folder / "corpus", folder / "index")
    return Assistant.open(folder / "index")


def test_the_rule_in_force_answers_and_the_ended_one_does_not(tmp_path: Path) -> None:
    answer = assistant_over(tmp_path, old=OLD, new=NEW).answer(QUESTION, today=TODAY)
    assert "20个工作日" in answer.lead and "15个工作日" not in answer.text
    assert [citation.source for citation in answer.citations] == ["new.txt"]


def test_an_ended_rule_that_is_asked_for_by_number_is_called_so_with_the_words_that_end_it(tmp_path: Path) -> None:
    question = "云政办发〔2018〕3号规定收到申请后多少个工作日内答复？"
    answer = assistant_over(tmp_path, old=OLD, new=NEW).answer(question, today=TODAY)
    assert "15个工作日" in answer.lead
    assert any("不再适用" in note and "同时废止" in note and "〔2021〕9号" in note for note in answer.notes)


def test_a_rule_that_ended_only_later_still_answers_on_a_day_before(tmp_path: Path) -> None:
    question = "云政办发〔2018〕3号规定收到申请后多少个工作日内答复？"
    answer = assistant_over(tmp_path, old=OLD, new=NEW).answer(question, today=dt.date(2021, 4, 30))
    assert "15个工作日" in answer.lead
    assert not any("不再适用" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("force", "today", "note"),
    [
        ("本办法自2021年5月1日起施行，有效期2年。", dt.date(2023, 5, 1), "有效期到2023年4月30日"),
        ("本办法自2021年5月1日起施行。", dt.date(2021, 4, 1), "还没有生效"),
    ],
)
def test_a_rule_outside_its_own_term_is_called_so(tmp_path: Path, force: str, today: dt.date, note: str) -> None:
    text = RULES.format(year=2021, number=9, days=20, force=force)
    answer = assistant_over(tmp_path, rules=text).answer(QUESTION, today=today)
    assert "20个工作日" in answer.lead
    assert any(note in one for one in answer.notes)


def test_a_corrected_text_answers_and_the_earlier_one_is_still_found(tmp_path: Path) -> None:
    assistant = assistant_over(tmp_path, first=NEW, second=NEW.replace("20个工作日", "25个工作日"))
    answer = assistant.answer(QUESTION, today=TODAY)
    assert "25个工作日" in answer.lead and "20个工作日" not in answer.text
    earlier = [n for n in assistant.index.notices.values() if n.superseded_by]
    assert [notice.source for notice in earlier] == ["first.txt"]
    hits = assistant.index.search("收到申请答复", notice_ids=[earlier[0].id])
    assert any("20个工作日" in hit.clause.text for hit in hits)
