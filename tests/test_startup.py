"""Start-up: what a command loads, for that is what it waits for. Times are in `make bench`; here it is modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEVER = {"torch", "sentence_transformers", "transformers", "langchain", "langchain_core", "gradio", "fastapi", "openai"}
NOT_FOR_HELP = NEVER | {"numpy", "chromadb", "pydantic", "cn2an", "rjieba", "pypinyin", "opencc", "scipy", "sklearn"}
RUN = (
    "import runpy, sys\ntry:\n    runpy.run_module({!r}, run_name='__main__')\n"
    "finally:\n    print(*sys.modules, file=sys.stderr)"
)


def loaded(module: str, *arguments: str) -> tuple[str, set[str]]:
    """Return what `python -m module arguments` prints, and the modules that it has loaded at its end."""
    code = RUN.format(module)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout, set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["corpus", "index", "assistant", "eval"])
def test_help_loads_nothing_heavy(module: str) -> None:
    told, modules = loaded(module, "--help")
    assert "Usage" in told
    assert modules & NOT_FOR_HELP == set()


def test_a_plain_question_in_chinese_loads_no_pinyin_and_no_large_numerals(notices_index: Path) -> None:
    told, modules = loaded("assistant", "ask", "主动公开文件几天内要上网？", "--index", str(notices_index))
    assert "20个工作日" in told
    assert modules & {"pypinyin", "cn2an"} == set()


def test_an_answer_loads_no_model_library_and_no_page(notices_index: Path) -> None:
    told, modules = loaded("assistant", "ask", "张掖市主动公开文件几天内要上网？", "--index", str(notices_index))
    assert "20个工作日" in told
    assert modules & NEVER == set()
