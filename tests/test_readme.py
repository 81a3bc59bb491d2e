"""The README shows what really happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.settings import Settings
from tests.tools.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_answer_shown_is_the_one_given(notices_index: Path) -> None:
    shown = re.search(r"^    \$ \.venv/bin/python -m assistant (.+)\n((?:    .*\n|\n)+?)(?=\S)", README, re.MULTILINE)
    assert shown
    result = CliRunner().invoke(app, [*shlex.split(shown[1]), "--index", str(notices_index)])
    assert result.exit_code == 0
    assert [line.removeprefix("    ") for line in shown[2].strip("\n").splitlines()] == result.stdout.splitlines()


def test_every_target_and_file_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", README)) - targets == set()
    # [\w/] without dots, so that a folder's name ends where its slash stands.
    named = re.findall(r"^ {4}(?: {2})?(\w+(?:/|\.py)) {2,}", README, re.MULTILINE)
    assert len(named) >= 10
    assert [name for name in named if not any(ROOT.glob(f"**/{name}"))] == []


def test_every_setting_is_in_the_table() -> None:
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\|.*`MINGBAI_{name.upper()}` \| (?:`(.*?)` )?\|", README, re.MULTILINE)
        assert row, name
        assert (row[1] or "") == str(field.default)
