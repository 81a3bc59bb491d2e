"""What is held: the notices of an index without their texts, and how `status` tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from index_builders import notice_text, three_notices
from typer.testing import CliRunner

from index import BundledEncoder, Index, build, sync
from index import held as held_module
from index.__main__ import app
from index.errors import IndexDamaged
from index.generation import read_manifest, replace_file
from index.held import FILE, Held, read_held


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


@pytest.fixture
def folder(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> Path:
    build(corpus, tmp_path / "index", encoder)
    (corpus / "d.txt").write_text(notice_text("云溪县", 1, (0, 1, 6)), encoding="utf-8")
    (corpus / "e.txt").write_text(notice_text("清河县", 4)[:-20], encoding="utf-8")
    (corpus / "c.txt").write_text("", encoding="utf-8")
    (corpus / "f.txt").write_text("", encoding="utf-8")
    sync(corpus, tmp_path / "index", encoder)
    return tmp_path / "index"


def test_what_is_held_is_what_the_notices_tell(folder: Path, encoder: BundledEncoder) -> None:
    readings = Index.open(folder, encoder).readings
    assert read_held(folder) == tuple(Held.of(readings[key]) for key in sorted(readings))


def test_no_text_is_decoded_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_module, "decode_reading", None)
    assert len(read_held(folder)) == 5


def test_a_segment_of_before_tells_it_from_its_notices(folder: Path) -> None:
    before = read_held(folder)
    manifest = read_manifest(folder)
    path = folder / "generations" / f"{manifest.name}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for name, files in data["segments"].items():
        del files[FILE]
        (folder / "segments" / name / FILE).unlink()
    replace_file(path, json.dumps(data))
    assert read_held(folder) == before


def test_a_damaged_list_is_told(folder: Path) -> None:
    for path in folder.rglob(FILE):
        path.write_text("[{}", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="build"):
        read_held(folder)


def test_status_lists_notices_problems_successors_and_what_was_not_read(folder: Path) -> None:
    lines = CliRunner().invoke(app, ["status", "--index", str(folder)]).stdout.splitlines()
    assert "notices: 5" in lines
    held = read_held(folder)
    assert [line.split()[1] for line in lines if line.startswith("held: ")] == [one.id for one in held]
    (old,) = (one for one in held if one.superseded_by)
    assert f"superseded: {old.id} by {old.superseded_by}" in lines
    (cut,) = (one for one in held if one.problems)
    assert f"problem: {cut.id}: {cut.problems[0].message}" in lines
    assert sum("c.txt" in line and "earlier content stands" in line for line in lines) == 1
    assert sum("f.txt" in line and "nothing of it is searched" in line for line in lines) == 1


def test_status_as_json_holds_the_same(folder: Path) -> None:
    status = json.loads(CliRunner().invoke(app, ["status", "--index", str(folder), "--json"]).stdout)
    assert {"generation", "notices", "clauses", "sentences", "segments", "unreadable", "held"} <= status.keys()
    rows = [held_module._held(row) for row in status["held"]]
    assert rows == list(read_held(folder))
