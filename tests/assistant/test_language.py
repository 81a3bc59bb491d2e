"""Language: which language a question is answered in."""

from __future__ import annotations

import pytest

from assistant.language import language_of


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("主动公开文件几天内上网？", id="plain Chinese"),
        pytest.param("網上可辦率超過多少？", id="Traditional Chinese"),
        pytest.param("张掖市政府网站什么时候完成IPv6改造？", id="a technical name in Latin letters"),
        pytest.param("H5、APP等解读产品由谁制作？", id="abbreviations"),
        pytest.param("2020", id="no word at all"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_mostly_chinese_question_is_chinese(question: str) -> None:
    assert language_of(question) == "zh"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("When must files be posted?", id="plain English"),
        pytest.param("What does 张政办函〔2020〕100号 say about posting files online?", id="a document number inside"),
        pytest.param("Which duties does 市政府办公室 have?", id="a unit's name inside"),
        pytest.param("IPv6 deadline?", id="two words"),
    ],
)
def test_a_mostly_english_question_is_english(question: str) -> None:
    assert language_of(question) == "en"
