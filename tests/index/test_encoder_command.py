"""The commands with another encoder: `--encoder` builds with it, and later commands find it by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from encoder_builders import serving, write_model
from index_builders import three_notices
from typer.testing import CliRunner, Result

from assistant.__main__ import app as assistant_app
from index.__main__ import app

KEY = "sk-very-secret-0123456789"
ASKED = "各部门每年组织培训不少于2次"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folders(tmp_path: Path) -> tuple[object, ...]:
    return ("--corpus", three_notices(tmp_path / "corpus"), "--index", tmp_path / "index")


def test_a_folder_builds_and_searches(folders: tuple[object, ...], tmp_path: Path) -> None:
    model = write_model(tmp_path / "model")
    assert run("build", *folders, "--encoder", f"path:{model}").exit_code == 0
    assert "0 added" in run("sync", *folders).stdout
    hits = json.loads(run("search", ASKED, *folders[2:], "--mode", "dense", "--json").stdout)
    assert hits[0]["sentence"].startswith(ASKED)


def test_another_encoder_than_the_indexs_is_one_clear_line(folders: tuple[object, ...], tmp_path: Path) -> None:
    run("build", *folders, "--encoder", f"path:{write_model(tmp_path / 'model')}")
    for command in (("search", "x"), ("sync", *folders[:2])):
        refused = run(*command, *folders[2:], "--encoder", "bundled")
        assert refused.exit_code == 1
        assert "was made with encoder path:" in refused.stderr and "Open it with path:" in refused.stderr
    asked = ["ask", "几天？", "--index", str(folders[3]), "--encoder", "bundled"]
    answer = CliRunner().invoke(assistant_app, asked)
    assert answer.exit_code == 1 and "was made with encoder path:" in answer.stderr


def test_an_endpoint_builds_and_answers_and_its_key_is_not_printed(
    folders: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(KEY) as endpoint:
        monkeypatch.setenv("MINGBAI_EMBEDDING_URL", endpoint.url)
        monkeypatch.setenv("MINGBAI_EMBEDDING_KEY", KEY)
        printed = run("build", *folders, "--encoder", "openai:tiny").output
        printed += (status := run("status", *folders[2:], "--json")).output
        assert json.loads(status.stdout)["encoder"] == "openai:tiny@16"
        asked = ["ask", "云溪县每年组织培训几次？", "--index", str(folders[3])]
        answer = CliRunner().invoke(assistant_app, asked)
        assert "不少于2次" in answer.output
        endpoint.key = "another"
        refused = run("search", "x", *folders[2:])
    assert refused.exit_code == 1 and "status 401" in refused.stderr
    assert KEY not in printed + answer.output + refused.output
