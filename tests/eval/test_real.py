"""Real documents: taken out of the archives for a run, under names that the cases know, and named where they lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.case import load_cases
from eval.case_set import CASES, REAL, SETS
from eval.omission import omissions
from eval.real import DOCUMENTS, RealDocumentsError, real_corpus, sets_over, write_documents
from index.training.texts import LAWS, REPORTS
from index.training.written import DEVELOPMENT, TRAIN, read_written
from tests.tools.archives import pack

LAW = "# 渡口管理条例\n\n第一条 渡船不得超载。\n\n第二条 渡口管理所应当自收到申请之日起9日内答复。\n"
OTHER = "# 集市办法\n\n第一条 摊位按号摆放。\n\n第二条 集市逢五开市。\n"
CASE = {
    "id": "r-1",
    "lang": "zh",
    "type": "time limit",
    "question": "渡口管理所应当自收到申请之日起几日内答复？",
    "gold": [{"doc": "r01_", "clause": "第二条", "quote": "渡口管理所应当自收到申请之日起9日内答复"}],
    "answer_must": [["9日"]],
    "answerable": True,
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose archives hold every document, each in few words of our own, and others."""
    texts = {path: OTHER.replace("集市", name[:3] + "集市") for name, path in DOCUMENTS.items()}
    texts[DOCUMENTS["r01_enterprise_information.md"]] = LAW
    reports = {path: text for path, text in texts.items() if "工作报告" in path}
    pack(tmp_path / LAWS, {path: text for path, text in texts.items() if path not in reports} | {"别的.md": LAW})
    pack(tmp_path / REPORTS, reports)
    return tmp_path


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A folder with one case about the real documents."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / REAL.files[0]).write_text(json.dumps(CASE), encoding="utf-8")
    return folder


def test_the_documents_are_written_under_their_names_and_nothing_else(data: Path) -> None:
    with real_corpus(data) as folder, real_corpus(data) as again:
        written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
        assert written.keys() == DOCUMENTS.keys()
        assert written["r01_enterprise_information.md"] == LAW
        assert written == {path.name: path.read_text(encoding="utf-8") for path in again.iterdir()}
    assert not folder.exists() and not again.exists()


def test_the_set_is_asked_only_where_a_data_folder_is_given(data: Path) -> None:
    with sets_over(None) as sets:
        assert sets == SETS
    with sets_over(data) as (*others, real):
        assert tuple(others) == SETS
        assert (real.name, real.files, real.held_out) == (REAL.name, REAL.files, False)
        assert {path.name for path in real.corpus.iterdir()} == set(DOCUMENTS)


def test_what_is_missing_is_named(data: Path) -> None:
    with pytest.raises(RealDocumentsError, match=r"没有\.md: not in the archives of"):
        write_documents(data, data, {"r99.md": "没有.md"})
    (data / REPORTS).write_bytes(b"not an archive")
    with pytest.raises(RealDocumentsError, match=rf"{REPORTS}.*--data"):
        write_documents(data, data)
    (data / LAWS).unlink()
    with pytest.raises(RealDocumentsError, match=rf"{LAWS}.*--data"):
        write_documents(data, data)


def test_a_report_says_that_the_set_was_not_run_and_why() -> None:
    lines = list(omissions(CASES, SETS, has_golden=True))
    assert [line for line in lines if line.startswith(REAL.name)] == [
        "real, tuned-on: its documents are not in the repository and no data folder was given; "
        "`make eval DATA=DIR` asks it over the archives in DIR."
    ]
    assert not any(REAL.name in line for line in omissions(CASES, (*SETS, REAL), has_golden=True))


def test_a_folder_without_case_files_and_golden_trees_is_said_to_be_one(tmp_path: Path) -> None:
    lines = "\n".join(omissions(tmp_path, SETS, has_golden=False))
    assert all(f"{one.name}: no {' or '.join(one.files)} in {tmp_path}." in lines for one in (*SETS, REAL))
    assert "Structure and facts: no golden files here." in lines


def test_one_file_is_asked_over_the_real_documents(data: Path, cases: Path) -> None:
    out = data / "out.json"
    arguments = ["run", "--cases", str(cases / REAL.files[0]), "--out", str(out), "--data", str(data)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    (case,) = json.loads(out.read_text(encoding="utf-8"))["cases"]
    assert case["right"] and case["citation_precision"] == 1


def test_the_linter_looks_into_the_documents_where_they_are(data: Path, cases: Path) -> None:
    (cases / REAL.files[0]).write_text(json.dumps(CASE).replace("9", "8"), encoding="utf-8")
    result = CliRunner().invoke(app, ["lint", "--cases", str(cases), "--data", str(data)])
    assert result.exit_code == 1
    assert "r-1 quote-not-verbatim" in result.output and "not checked" not in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--cases", str(CASES / REAL.files[0]), "--out", "out.json"], "--data names the folder"),
        (
            ["run", "--cases", str(CASES / REAL.files[0]), "--out", "out.json", "--index", "a", "--data", "b"],
            "give one",
        ),
        (["all", "--data", "nowhere"], LAWS),
        (["lint", "--data", "nowhere"], LAWS),
    ],
)
def test_a_command_that_cannot_find_the_documents_says_what_to_give(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert message in result.output


def test_no_question_was_written_about_the_documents_for_training() -> None:
    trained = {row.document for path in (TRAIN, DEVELOPMENT) for row in read_written(path)}
    assert trained.isdisjoint(DOCUMENTS.values())


def test_every_document_has_cases_and_every_case_its_document() -> None:
    asked = [case for path in REAL.paths() for case in load_cases(path)]
    prefixes = {name[:4] for name in DOCUMENTS}
    assert {entry.doc for case in asked for entry in case.gold} == prefixes
    assert len(asked) == 56 and sum(not case.answerable for case in asked) == 14
