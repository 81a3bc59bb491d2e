"""Catalogue: what the keeper knows is laid over what the notice prints; a malformed one is refused by field."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from corpus_builders import NOTICES

from corpus import CorpusError, read_file, read_folder
from corpus.catalogue import FILE_NAME, read_catalogue
from corpus.file import sha256_of

TEXT = "关于做好政务公开工作的通知\n一、加强公开。\n二、加强解读。\n"


def _folder(tmp_path: Path, catalogue: object) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / FILE_NAME).write_text(json.dumps(catalogue, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_an_entry_completes_what_the_notice_does_not_print(tmp_path: Path) -> None:
    row = {"source": "a.txt", "id": "qingmu", "issuer": "青木市人民政府", "region": "岚省/青木市", "date": "2020-03-01"}
    notice = read_file(_folder(tmp_path, [row]) / "a.txt").notice
    assert (notice.id, notice.issuer, notice.region) == ("qingmu", "青木市人民政府", ("岚省", "青木市"))
    assert notice.issued_on == dt.date(2020, 3, 1)
    assert notice.title == "关于做好政务公开工作的通知"


def test_a_folder_without_a_catalogue_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert read_catalogue(tmp_path) == {}
    assert len(read_folder(tmp_path)[0]) == 1


def test_the_catalogue_and_the_readme_are_no_notices(tmp_path: Path) -> None:
    (_folder(tmp_path, []) / "README.md").write_text("# 说明\n一、甲。\n", encoding="utf-8")
    readings, unreadable = read_folder(tmp_path)
    assert ([reading.notice.source for reading in readings], unreadable) == (["a.txt"], ())


def test_a_file_that_was_changed_after_it_was_entered_is_flagged(tmp_path: Path) -> None:
    notice = read_file(_folder(tmp_path, [{"source": "a.txt", "sha256": "0" * 64}]) / "a.txt").notice
    assert [problem.code for problem in notice.problems] == ["changed file"]


def test_a_file_with_the_entered_checksum_is_not_flagged(tmp_path: Path) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert read_file(_folder(tmp_path, [{"source": "a.txt", "sha256": digest}]) / "a.txt").notice.problems == ()


@pytest.mark.parametrize(
    ("catalogue", "finding"),
    [
        pytest.param({"a.txt": {}}, "expected a list of objects", id="an object"),
        pytest.param(["a.txt"], "expected a list of objects", id="a list of names"),
        pytest.param([{"id": "x"}], "entry 1 has no source", id="no source"),
        pytest.param([{"source": "a.txt", "title": 7}], "title of a.txt is 7", id="a number for a title"),
        pytest.param(
            [{"source": "a.txt", "date": "2020年"}],
            "date of a.txt is '2020年', expected YYYY-MM-DD",
            id="a date in words",
        ),
        pytest.param([{"source": "a.txt", "region": ["岚省"]}], "region of a.txt", id="a list for a region"),
    ],
)
def test_a_malformed_catalogue_is_refused_by_field(tmp_path: Path, catalogue: object, finding: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read_folder(_folder(tmp_path, catalogue))
    assert finding in str(caught.value)
    assert FILE_NAME in str(caught.value)


def test_a_catalogue_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (_folder(tmp_path, []) / FILE_NAME).write_text("[{", encoding="utf-8")
    with pytest.raises(CorpusError, match="not valid JSON"):
        read_catalogue(tmp_path)


def test_a_folder_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        read_folder(tmp_path / "gone")


def test_the_bundled_catalogue_describes_the_five_notices_as_they_were_received() -> None:
    entries = read_catalogue(NOTICES)
    assert sorted(entries) == sorted(path.name for path in NOTICES.glob("*.txt"))
    assert all(entry.sha256 == sha256_of(NOTICES / source) for source, entry in entries.items())
