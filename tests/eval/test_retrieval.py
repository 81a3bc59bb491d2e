"""The retrieval benchmark: newest national laws, questions matched to articles, figures that can be checked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.retrieval import BM25, DENSE, DEPTH, KEYWORD, PRODUCT, figures_of, measure_retrieval
from eval.stard import Asked, Benchmark, read_benchmark
from tests.tools.archives import pack

FERRY = "# 中华人民共和国渡口管理法\n\n## 第一章 总则\n\n第一条 渡船不得超载。\n\n第二条 {} 渡口应当配备救生设备。\n"
WELLS = "# 某部关于适用〈中华人民共和国水井法〉的解释（一）\n\n第一条 水井应当加盖。\n"
TEXTS = {
    "行政法/渡口管理法(2001-01-01).md": FERRY.format("每个"),
    "行政法/渡口管理法(2020-01-01).md": FERRY.format("各类"),
    "司法解释/某部关于适用《水井法》的解释（一）(2020-12-29).md": WELLS,
    "DLC/某省渡口条例.md": FERRY.format("本省"),
    "案例/一.md": FERRY.format("本案"),
}
QUESTIONS = [
    {"question": "渡船能超载吗？", "articles": ["中华人民共和国渡口管理法第一条"]},
    {"question": "水井要不要加盖？", "articles": ["某部关于适用《水井法》的解释（一）第一条"]},
    {"question": "谁管天？", "articles": ["天空法第一条"]},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    pack(tmp_path / "laws_md.tar.xz", TEXTS)
    lines = (json.dumps(question, ensure_ascii=False) for question in QUESTIONS)
    (tmp_path / "asked.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_only_the_newest_national_texts_are_searched(data: Path) -> None:
    benchmark = read_benchmark(data, data / "asked.jsonl")
    texts = [clause.text for reading in benchmark.readings for clause in reading.clauses]
    assert texts == ["第一条 渡船不得超载。", "第二条 各类 渡口应当配备救生设备。", "第一条 水井应当加盖。"]


def test_questions_find_their_articles_however_the_law_is_written(data: Path) -> None:
    benchmark = read_benchmark(data, data / "asked.jsonl")
    assert [sorted(asked.wanted) for asked in benchmark.asked] == [
        ["行政法/渡口管理法(2020-01-01).md#1"],
        ["司法解释/某部关于适用《水井法》的解释（一）(2020-12-29).md#1"],
    ]
    assert benchmark.unmatched == 1


def test_figures_count_each_article_and_the_first_rank(data: Path) -> None:
    asked = (Asked("一", frozenset({"a", "b"})), Asked("二", frozenset({"c"})))
    figures = figures_of(Benchmark((), asked, 0), [["a", "x", "y", "z", "w", "b"], ["x", "c"]])
    assert figures["recall@5"].value == pytest.approx((0.5 + 1) / 2)
    assert figures["recall@10"].value == 1
    assert figures["mrr@10"].value == pytest.approx((1 + 1 / 2) / 2)
    assert figures["mrr@10"].low <= figures["mrr@10"].value <= figures["mrr@10"].high


def test_every_system_is_measured_on_the_same_questions(data: Path) -> None:
    benchmark = read_benchmark(data, data / "asked.jsonl")
    figures = measure_retrieval({"stard": benchmark}, data / "index", lambda *_: None)["stard"]
    assert list(figures) == [PRODUCT, DENSE, KEYWORD, BM25]
    assert figures[PRODUCT]["recall@5"].value == 1
    assert {name for one in figures.values() for name in one} >= {f"recall@{DEPTH}", "mrr@10"}


def test_the_last_line_is_the_figures_as_json(data: Path) -> None:
    command = ["retrieval", "--benchmark", "stard", "--data", str(data), "--questions", str(data / "asked.jsonl")]
    done = CliRunner().invoke(app, [*command, "--json"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout.splitlines()[-1])
    names = {"recall@5", "recall@10", "recall@20", "recall@100", "mrr@10"}
    assert set(figures) == names | {"bm25", "dense"}
    assert set(figures["bm25"]) == names


@pytest.mark.parametrize(("questions", "said"), [("none.jsonl", "none.jsonl"), ("foreign.jsonl", "天空法|expected")])
def test_a_file_that_does_not_fit_is_named(data: Path, questions: str, said: str) -> None:
    (data / "foreign.jsonl").write_text(json.dumps(QUESTIONS[2], ensure_ascii=False), encoding="utf-8")
    done = CliRunner().invoke(app, ["retrieval", "--data", str(data), "--questions", str(data / questions)])
    assert done.exit_code == 1
    assert questions in done.stderr
    assert "Traceback" not in done.output
