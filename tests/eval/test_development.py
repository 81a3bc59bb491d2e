"""The encoder's development questions: a benchmark a style, over every clause of the documents that they ask about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.development import read_development, shared_pairs
from index.training.texts import LAWS, REPORTS
from index.training.written import STYLES
from tests.tools.archives import pack

LAW = "# 渡口管理条例\n\n## 第一章 总则\n\n第一条 渡船不得超载。\n\n第二条 渡口应当配备救生设备。\n"
REPORT = "# 云溪市政府工作报告\n\n一、工作回顾\n\n（一）新建渡口十二处。\n\n（二）改造渡船三十艘。\n"
ROWS = [
    {
        "document": "地方/渡口管理条例.md",
        "clause": "第一章/第一条",
        "formal": "渡船可以超载吗？",
        "everyday": ["船上人塞满了还能开不？"],
        "english": ["May a ferry carry too many people?"],
    },
    {"document": "没有.md", "clause": "一", "formal": "甲", "everyday": ["乙"], "english": ["c"]},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    pack(tmp_path / LAWS, {"地方/渡口管理条例.md": LAW, "地方/别的.md": LAW})
    pack(tmp_path / REPORTS, {"云溪市/2020.md": REPORT})
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return tmp_path


def test_each_style_asks_over_the_same_documents(data: Path) -> None:
    benchmarks = read_development(data, data / "rows.jsonl")
    assert list(benchmarks) == list(STYLES)
    assert [one.asked[0].question for one in benchmarks.values()] == [
        "渡船可以超载吗？",
        "船上人塞满了还能开不？",
        "May a ferry carry too many people?",
    ]
    for one in benchmarks.values():
        assert [reading.notice.source for reading in one.readings] == ["渡口管理条例.md"]
        assert len(one.asked) == one.unmatched == 1


def test_how_many_words_question_and_clause_share_is_told(data: Path) -> None:
    benchmarks = read_development(data, data / "rows.jsonl")
    assert shared_pairs(benchmarks["everyday"]) == 0
    assert shared_pairs(benchmarks["formal"]) > 0.2


def test_rows_of_other_archives_are_an_error(data: Path) -> None:
    (data / "rows.jsonl").write_text(json.dumps(ROWS[1]), encoding="utf-8")
    with pytest.raises(ValueError, match=r"rows\.jsonl.*none"):
        read_development(data, data / "rows.jsonl")
