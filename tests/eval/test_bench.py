"""The bench on sizes of a second: every figure is there, the references do real work, and a limit is kept."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest
from eval_builders import TEXT, case, reading
from typer.testing import CliRunner

from corpus import read_folder
from eval.__main__ import app
from eval.bench import LAWS, LOOKUP, PRODUCT, RECIPE, Figure, Questions, run_bench, sample_of, write_laws
from eval.case_set import INVENTED_CORPUS
from eval.lookup import LookUp
from eval.report import current_commit
from index import build, open_encoder
from index.lexical import terms_of

LAW = (
    "# 青木市{}条例\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n"
    "第一条 为了公开信息，制定本条例。\n\n第二条 本条例自公布之日起施行。\n"
)
QUESTIONS = ("政策文件多久上网？", "谁负责开放日？", "今天天气如何？")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of two invented notices."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("x04_yunling_application_rules.txt", "x08_lanxi_open_day.txt"):
        shutil.copy2(INVENTED_CORPUS / name, folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with an archive of three small laws and a file without a clause."""
    folder = tmp_path / "data"
    folder.mkdir()
    texts = ["# 目录\n", *(LAW.format(name) for name in ("甲", "乙", "丙"))]
    with tarfile.open(folder / LAWS, "w:xz") as archive:
        for number, text in enumerate(texts):
            member = tarfile.TarInfo(f"./法/{number}.md")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return folder


def test_laws_are_written_whole_up_to_the_limit(data: Path, tmp_path: Path) -> None:
    every = write_laws(data / LAWS, 1000, _made(tmp_path / "all"))
    assert len(list((tmp_path / "all").iterdir())) == 3
    assert write_laws(data / LAWS, every - 1, _made(tmp_path / "two")) == every * 2 // 3
    assert len(list((tmp_path / "two").iterdir())) == 2


def test_every_system_is_timed_over_both_corpora(corpus: Path, data: Path) -> None:
    cases = tuple(case(question) for question in QUESTIONS)
    small, large = run_bench(corpus, Questions(cases[:1], cases), data / LAWS, 1000)
    assert (small.notices, large.notices) == (2, 5)
    assert large.clauses > small.clauses > 0
    for measured in (small, large):
        assert all(value > 0 for figure in measured.figures for value in figure.values.values())
        systems = {figure.label: tuple(figure.values) for figure in measured.figures}
        assert systems["clauses indexed from files"] == systems["search in one notice p95"] == (PRODUCT, RECIPE, LOOKUP)
        assert systems["answer p50"] == (PRODUCT, RECIPE)


def test_a_cost_above_one_is_dearer_than_the_reference() -> None:
    assert Figure("time", "ms", {PRODUCT: 6.0, RECIPE: 3.0}).cost_over(RECIPE) == 2
    assert Figure("rate", "/s", {PRODUCT: 50.0, RECIPE: 100.0}, is_rate=True).cost_over(RECIPE) == 2
    assert Figure("time", "ms", {PRODUCT: 6.0}).cost_over(LOOKUP) is None


def test_the_matrix_holds_the_vectors_of_the_index(corpus: Path, tmp_path: Path) -> None:
    encoder = open_encoder()
    build(corpus, tmp_path / "index", encoder)
    readings = {one.notice.id: one for one in read_folder(corpus)[0]}
    lookup = LookUp(readings, encoder, _made(tmp_path / "lookup"))
    (vectors,) = (np.load(path) for path in (tmp_path / "index").rglob("vectors.npy"))
    np.testing.assert_allclose(lookup.vectors, vectors, atol=1e-6)


def test_the_look_up_finds_rows_and_clauses_in_all_notices_or_in_one(tmp_path: Path) -> None:
    encoder = open_encoder()
    readings = {"q01": reading(), "q02": reading(TEXT.replace("开放日", "体验日"), "q02_other.txt")}
    lookup = LookUp(readings, encoder, tmp_path)
    (vector,) = encoder.encode(["每年举办几次体验日"])
    rows, clauses = lookup.nearest(vector, "体验日")
    assert clauses[0] == 8 and len(rows) == min(10, len(lookup.vectors))
    assert lookup.nearest(vector, "体验日", "q02")[1][0] == 3
    assert terms_of("？") == [] and lookup.nearest(vector, "？")[0] == rows


def test_a_sample_is_the_same_each_time_and_warms_up_with_other_questions() -> None:
    cases = [case(id=f"c-{number}") for number in range(30)]
    sample = sample_of(cases, 20)
    assert sample == sample_of(cases, 20)
    assert len(set(sample.timed)) == 20 and len(sample.warm) == 10
    assert not set(sample.timed) & set(sample.warm)
    assert sample_of(cases, 99).warm == sample_of(cases, 99).timed[:1]


def test_without_the_laws_the_command_says_what_was_not_run(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.__main__.CORPUS", corpus)
    arguments = ["--data", str(tmp_path / "none"), "--questions", "2", "--results", str(tmp_path / "results")]
    result = CliRunner().invoke(app, ["bench", *arguments])
    assert result.exit_code == 0, result.output
    assert "not run: notices and laws" in result.output
    commit = current_commit(Path(__file__).parent)
    record = json.loads((tmp_path / "results" / f"bench-{commit}.json").read_text(encoding="utf-8"))
    assert list(record["corpora"]) == ["notices"] and record["questions"] == 2
    assert set(record["corpora"]["notices"]["figures"]["search p50, ms"]["cost over"]) == {RECIPE, LOOKUP}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
