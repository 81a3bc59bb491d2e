"""The bench on sizes of a second: every figure is there, each system is by itself, and limits are held."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.bench import MODULES, NotRun, Plan, run_bench
from eval.bench_corpora import Part, Parts
from eval.bench_figure import LOOKUP, PRODUCT, RECIPE, Figure, Measured
from eval.bench_limit import BUILD, LIMITS, verdicts
from eval.bench_reports import Needs, extrapolate
from eval.bench_worker import SEARCH, SEARCH_CORES, Worker, WorkerFailed, peak_megabytes
from eval.case_set import INVENTED_CORPUS
from eval.report import current_commit
from index.training.texts import LAWS, QUESTIONS, REPORTS, is_development
from tests.tools.archives import pack

LAW = "# {}管理法\n\n## 第一章 总则\n\n第一条 {}不得超载。\n\n第二条 {}应当配备救生设备；每年检查一次。\n"
REPORT = "# {}市政府工作报告\n\n一、去年工作回顾。新建公路{}公里。\n\n二、今年工作安排。做好政务公开。\n"
FIGURES = {
    "index on disk, MB",
    "memory of a build, MB",
    "memory of searching, MB",
    "search p50, ms",
    "search in 2 % p95, ms",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two invented notices."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("x04_yunling_application_rules.txt", "x08_lanxi_open_day.txt"):
        shutil.copy2(INVENTED_CORPUS / name, folder)
    return folder


@pytest.fixture(scope="module")
def record(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command wrote of two notices, three small laws and four small reports."""
    data, results = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("results")
    pack(data / LAWS, {f"行政法/{name}管理法.md": LAW.format(*[name] * 3) for name in ("渡船", "水井", "吊桥")})
    pack(data / REPORTS, {f"{name}市/2021.md": REPORT.format(name, at) for at, name in enumerate("甲乙丙丁")})
    questions = [text for text in (f"第{at}艘渡船能超载吗？" for at in range(40)) if is_development(text)]
    lines = [json.dumps({"question": text, "articles": ["渡船管理法第一条"]}, ensure_ascii=False) for text in questions]
    (data / QUESTIONS).write_text("\n".join(lines), encoding="utf-8")
    options = ["--sizes", "1000", "--questions", "2", "--reports", "3"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eval.__main__.CORPUS", corpus)
        done = CliRunner().invoke(app, ["bench", "--data", str(data), *options, "--results", str(results)])
    assert done.exit_code == 0, done.output
    assert "not measured: search p50 at most 30 ms at 58,000 clauses" in done.output
    (written,) = results.iterdir()
    assert written.name == f"bench-{current_commit(Path(__file__).parent)}.json"
    found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return found


def test_every_system_is_timed_and_weighed_over_notices_and_laws(record: dict[str, Any]) -> None:
    notices, laws = record["corpora"]["notices"], record["corpora"]["laws, 1,000"]
    assert (notices["documents"], laws["documents"], laws["clauses"], laws["sentences"]) == (2, 3, 6, 9)
    for corpus in (notices, laws):
        assert all({PRODUCT, RECIPE, LOOKUP} < set(corpus["figures"][name]) for name in FIGURES)
        values = [value for figure in corpus["figures"].values() for name, value in figure.items() if name in MODULES]
        assert min(values) >= 0 and set(corpus["scopes"]) == {"2 %", "58 %"}
    assert "answer p50, ms" in notices["figures"] and "answer p50, ms" not in laws["figures"]


def test_the_machine_and_how_busy_it_was_are_recorded(record: dict[str, Any]) -> None:
    assert record["machine"]["cores of a search"] == 1
    assert len(record["machine"]["load average"]) == 3


def test_the_reports_are_extrapolated_from_a_part(record: dict[str, Any]) -> None:
    reports = record["reports"]
    assert reports["few"]["reports"] == 1 and reports["many"]["reports"] == 3
    assert reports["all, extrapolated"]["reports"] == 4
    assert reports["all, extrapolated"]["sentences"] > reports["many"]["sentences"]
    assert "straight line" in reports["note"]


def test_without_the_archives_it_is_said_what_was_not_run(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.bench.measure", lambda corpus: _measured(clauses=100))
    monkeypatch.setattr("eval.bench.notices", lambda *_: None)
    measured, *missing = run_bench(Plan(corpus, (), tmp_path, (100,), 2, 30))
    assert isinstance(measured, Measured)
    assert [str(one).partition(" (")[0] for one in missing] == ["not run: articles of law", "not run: reports"]
    assert all(isinstance(one, NotRun) and str(tmp_path) in str(one) for one in missing)


@pytest.mark.parametrize("sizes", ["", "0", "100,x", "100,,5"])
def test_sizes_that_are_no_numbers_are_named(sizes: str) -> None:
    done = CliRunner().invoke(app, ["bench", "--sizes", sizes])
    assert done.exit_code == 1 and "--sizes" in done.output


def test_a_worker_has_a_peak_of_its_own_and_not_its_parents() -> None:
    held = bytearray(b"x") * 500_000_000
    with Worker(MODULES[LOOKUP], SEARCH_CORES) as worker:
        assert 10 < worker.peak() < len(held) / 1e6 < peak_megabytes()


def test_a_worker_that_ends_is_named() -> None:
    ended = pytest.raises(WorkerFailed, match=r"eval\.no_such_module ended with status 1")
    with ended, Worker("eval.no_such_module", SEARCH_CORES) as worker:
        worker.peak()


def test_a_cost_above_one_is_dearer_than_the_reference() -> None:
    assert Figure("time", "ms", {PRODUCT: 6.0, RECIPE: 3.0}).cost_over(RECIPE) == 2
    assert Figure("rate", "/s", {PRODUCT: 50.0, RECIPE: 100.0}, is_rate=True).cost_over(RECIPE) == 2
    assert Figure("time", "ms", {PRODUCT: 6.0}).cost_over(LOOKUP) is None


def test_limits_are_held_at_the_full_size_only() -> None:
    figures = (Figure(BUILD, "s", {PRODUCT: 901.0}), Figure(f"{SEARCH} p50", "ms", {PRODUCT: 30.0, LOOKUP: 10.0}))
    said = [str(one) for one in verdicts([_measured(100, figures), _measured(58_623, figures)])]
    assert f"NOT MET: {BUILD} at most 900 s at 58,000 clauses (901.0 s)" in said
    assert "met: search p50 at most 30 ms at 58,000 clauses (30.0 ms)" in said
    assert "NOT MET: 100: at most 2 times matrix + bm25 (search p50, ms 3.0)" in said
    assert "met: 100: at most 2 times langchain + chroma" in said
    assert {one.met for one in verdicts([_measured(100, figures)])[: len(LIMITS)]} == {None}


def test_what_all_reports_need_lies_on_the_line_through_both_parts() -> None:
    few = Needs(1, 100, 1.0, 2.0, 10.0, 210.0, 205.0)
    many = Needs(3, 300, 3.0, 6.0, 30.0, 230.0, 215.0)
    parts = Parts(Part(Path("few"), 1, 1000), Part(Path("many"), 3, 3000), 10, 10_000)
    whole = extrapolate(few, many, parts).whole
    assert (whole.reports, whole.sentences) == (10, 1000)
    assert (whole.disk_mb, whole.memory_of_build_mb, whole.memory_of_searching_mb) == (100.0, 300.0, 250.0)


def _measured(clauses: int, figures: tuple[Figure, ...] = ()) -> Measured:
    return Measured(str(clauses), 1, clauses, clauses, {}, figures)
