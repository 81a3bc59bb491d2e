"""The command line answers help and errors at once, and names what to correct."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.case import LANGUAGES, load_cases
from eval.case_set import CASES, SETS, is_held_out

ROOT = Path(__file__).parents[2]


def test_help_does_not_wait_for_heavy_libraries() -> None:
    code = (
        "import sys, eval.__main__; "
        "print([name for name in ('chromadb', 'torch', 'scipy', 'langchain_core') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no.jsonl"),
        ("", "holds no case"),
        ("{}\n", "no.jsonl, line 1: `lang` must be a string"),
    ],
)
def test_a_faulty_file_is_named_without_a_traceback(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "no.jsonl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["run", "--cases", str(path), "--out", str(tmp_path / "out.json")])
    assert result.exit_code == 1
    assert message in result.output
    assert not (tmp_path / "out.json").exists()


def test_only_this_repositorys_files_are_held_out(tmp_path: Path) -> None:
    held_out = [name for case_set in SETS if case_set.held_out for name in case_set.files]
    assert all(is_held_out(CASES / name) for name in held_out)
    assert not is_held_out(CASES / "tuned.jsonl")
    assert not is_held_out(tmp_path / held_out[0])


def test_the_cases_have_no_flaw() -> None:
    result = CliRunner().invoke(app, ["lint"])
    assert result.exit_code == 0, result.output
    assert "not checked: the gold of real_tuned.jsonl, as no --data was given" in result.output


def test_there_are_cases_enough_in_both_languages_and_on_many_notices() -> None:
    cases = [(case_set.corpus, case) for case_set in SETS for path in case_set.paths() for case in load_cases(path)]
    assert len(cases) >= 400
    assert all(sum(case.lang == language for _, case in cases) >= 100 for language in LANGUAGES)
    assert len({(corpus, entry.doc) for corpus, case in cases for entry in case.gold}) >= 25
