"""The doctor: each finding is made by the damage that it tells of."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import shutil
import sys
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from index_builders import notice_text, three_notices
from typer.testing import CliRunner

from index import BundledEncoder, build, sync
from index.__main__ import app
from index.doctor import disk, examination, program
from index.doctor.examination import examine
from index.doctor.finding import Finding
from index.encoder import BUNDLED_FOLDER
from index.generation import RECORDS, SEGMENTS, kept_names, read_manifest, replace_file
from index.lock import LOCK

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, encoder: BundledEncoder) -> Path:
    """A corpus and its index of two generations; no test writes into it."""
    folder = tmp_path_factory.mktemp("well")
    corpus = three_notices(folder / "corpus")
    (corpus / "catalogue.json").write_text("[]", encoding="utf-8")
    build(corpus, folder / "index", encoder)
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    for path in corpus.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    sync(corpus, folder / "index", encoder)
    return folder


@pytest.fixture
def well(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "well")


@pytest.fixture(autouse=True)
def whole_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages are looked at by tests of their own: those of the machine are not the tests' concern."""
    monkeypatch.setattr(examination, "check_packages", lambda: ())


def findings(folder: Path) -> list[Finding]:
    return list(examine(folder / "corpus", folder / "index", NOW))


def manifest_of(folder: Path) -> Path:
    return folder / "index" / "generations" / f"{read_manifest(folder / 'index').name}.json"


def changed(path: Path, **fields: object) -> None:
    data = json.loads(path.read_text(encoding="utf-8")) | fields
    path.write_text(json.dumps(data), encoding="utf-8")


def first(folder: Path, pattern: str) -> Path:
    """Return a file of a segment that serves and not before."""
    last = sorted(path.name for path in (folder / "index" / SEGMENTS).iterdir())[-1]
    return next((folder / "index" / SEGMENTS / last).rglob(pattern))


def rename_corpus(folder: Path) -> None:
    (folder / "corpus").rename(folder / "elsewhere")


def file_for_index(folder: Path) -> None:
    shutil.rmtree(folder / "index")
    (folder / "index").write_text("a file", encoding="utf-8")


def drop_old_segment(folder: Path) -> None:
    index = folder / "index"
    needed = read_manifest(index).segments
    (index / "generations" / f"{kept_names(index)[0]}.json").write_text(
        json.dumps({"schema": 5, "segments": {"000000-lost": {}}}), encoding="utf-8"
    )
    assert needed


def take_up(name: str, text: str) -> Callable[[Path], object]:
    """Return what puts a file into the corpus and syncs."""

    def harm(folder: Path) -> None:
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
        sync(folder / "corpus", folder / "index")

    return harm


@pytest.mark.parametrize(
    ("harm", "check", "told"),
    [
        pytest.param(lambda f: shutil.rmtree(f / "index"), "index", "no index here", id="no index"),
        pytest.param(lambda f: manifest_of(f).write_text("{"), "index", "not a manifest", id="cut manifest"),
        pytest.param(lambda f: changed(manifest_of(f), schema=4), "index", "upgrade", id="earlier schema"),
        pytest.param(lambda f: changed(manifest_of(f), encoder="mingbai-static-256@0"), "encoder", "@0", id="encoder"),
        pytest.param(lambda f: changed(manifest_of(f), encoder="path:/none"), "encoder", "none", id="lost encoder"),
        pytest.param(lambda f: first(f, "rows.npy").unlink(), "segments", "missing", id="no rows"),
        pytest.param(lambda f: first(f, "vectors.npy").write_bytes(b"x"), "segments", "SHA-256", id="vectors"),
        pytest.param(lambda f: first(f, "chroma.sqlite3").unlink(), "segments", "chroma.sqlite3", id="no store"),
        pytest.param(lambda f: first(f, "chroma.sqlite3").write_bytes(b"x" * 9000), "segments", "Chroma", id="store"),
        pytest.param(lambda f: shutil.rmtree(f / "index" / RECORDS), "records", "sync", id="no records"),
        pytest.param(
            lambda f: (f / "index" / "generations" / "000001-x.json").write_text("{"), "generations", "gc", id="cut old"
        ),
        pytest.param(drop_old_segment, "generations", "000000-lost", id="old generation without its segment"),
        pytest.param(file_for_index, "writable", "Grant the right", id="not writable"),
        pytest.param(rename_corpus, "corpus", "no such folder", id="no corpus"),
        pytest.param(lambda f: (f / "corpus" / "catalogue.json").write_text("{"), "catalogue", "JSON", id="catalogue"),
        pytest.param(take_up("e.txt", ""), "unread", "e.txt: not read", id="unread"),
        pytest.param(take_up("a.txt", ""), "unread", "earlier content stands", id="stands"),
        pytest.param(
            take_up("s.txt", "机密★1年\n\n" + notice_text("云溪县", 9)), "secret", "s.txt: not read", id="secret"
        ),
        pytest.param(lambda f: (f / "corpus" / "e.txt").write_text("新"), "synced", "e.txt is to be read", id="new"),
        pytest.param(lambda f: (f / "corpus" / "a.txt").write_text("新"), "synced", "a.txt is to be", id="changed"),
        pytest.param(lambda f: (f / "corpus" / "a.txt").unlink(), "synced", "a.txt is gone", id="gone"),
    ],
)
def test_damage_is_found_and_told_in_one_line_with_its_remedy(
    well: Path, harm: Callable[[Path], object], check: str, told: str
) -> None:
    harm(well)
    found = [one for one in findings(well) if one.check == check]
    assert any(told in one.told and one.wrong for one in found), found
    assert all("\n" not in one.told for one in found)


def test_nothing_is_wrong_with_what_is_well(well: Path) -> None:
    assert findings(well) == []


def test_a_writer_at_work_is_told_and_is_not_wrong(well: Path) -> None:
    with FileLock(well / "index" / LOCK):
        (found,) = findings(well)
    assert (found.check, found.wrong) == ("lock", False)


def test_looking_at_a_folder_without_an_index_makes_none(tmp_path: Path) -> None:
    three_notices(tmp_path / "corpus")
    assert [one.check for one in findings(tmp_path)] == ["index"]
    assert not (tmp_path / "index").exists()


def test_little_room_is_told(well: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10, 9, 1))
    (found,) = disk.check_room(well / "index")
    assert "Make room" in found.told


@pytest.mark.parametrize("now", [dt.datetime(1970, 1, 2, tzinfo=dt.UTC), NOW - dt.timedelta(days=9)])
def test_a_clock_that_is_behind_is_told(now: dt.datetime) -> None:
    (found,) = program.check_clock(now, NOW)
    assert "Set the clock" in found.told
    assert list(program.check_clock(NOW, NOW)) == []


def test_an_old_python_is_told() -> None:
    (found,) = program.check_python((3, 10))
    assert "3.10; expected 3.11" in found.told
    assert list(program.check_python((3, 13))) == []


def test_packages_that_are_missing_other_or_cut_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("whole", "cut-off"):
        told = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (told / "top_level.txt").write_text(f"{name.replace('-', '_')}_module\n", encoding="utf-8")
    (tmp_path / "whole_module.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(program.check_packages(["whole==1.0"])) == []
    found = [one.told for one in program.check_packages(["whole==2.0", "cut-off==1.0", "nowhere-to-be-had==3"])]
    assert ["whole is 1.0; expected 2.0" in found[0], "cut-off lacks cut_off_module" in found[1]] == [True, True]
    assert "nowhere-to-be-had is not installed" in found[2] and len(found) == 3


def test_a_program_that_was_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", missing)
    (found,) = program.check_packages()
    assert "make setup" in found.told


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "reranker.safetensors", "modules.json"])
def test_a_changed_or_missing_file_of_the_encoder_is_told(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(BUNDLED_FOLDER, tmp_path / BUNDLED_FOLDER.name)
    assert list(program.check_encoder(folder)) == []
    (folder / name).write_bytes(b"other")
    assert [name in one.told for one in program.check_encoder(folder)] == [True]
    (folder / name).unlink()
    assert ["no file" in one.told for one in program.check_encoder(folder)] == [True]


def test_an_encoder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (found,) = program.check_encoder(tmp_path, {})
    assert "cannot be opened" in found.told


def test_the_sums_are_those_of_the_released_encoder() -> None:
    listed = json.loads(program.SUMS.read_text(encoding="utf-8"))
    files = {path.relative_to(BUNDLED_FOLDER).as_posix() for path in BUNDLED_FOLDER.rglob("*") if path.is_file()}
    assert listed.keys() == files - {"README.md"}, "list the files of the encoder in index/models/sums.json"
    assert list(program.check_encoder()) == [], "write the SHA-256 of the encoder's files into index/models/sums.json"


def test_the_command_ends_with_code_one_where_something_is_wrong(well: Path) -> None:
    def run(*more: str) -> tuple[int, str]:
        folders = ["--corpus", str(well / "corpus"), "--index", str(well / "index")]
        result = CliRunner().invoke(app, ["doctor", *folders, *more])
        return result.exit_code, result.stdout

    assert run() == (0, "nothing wrong\n")
    replace_file(well / "index" / "current", "")
    code, told = run()
    assert (code, len(told.splitlines())) == (1, 2) and told.startswith("wrong: index: ")
    code, told = run("--json")
    assert (code, json.loads(told)["wrong"], json.loads(told)["findings"][0]["check"]) == (1, 1, "index")


def test_this_python_is_new_enough() -> None:
    assert list(program.check_python(sys.version_info[:2])) == []
