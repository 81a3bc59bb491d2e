"""Text files: every encoding of official texts is read, and what cannot be read is refused with the remedy."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from corpus import UnreadableFile, read_file, read_folder

TEXT = "关于做好政务公开工作的通知\n一、加强公开。各单位应当及时公开政府信息，主动回应社会关切。\n二、加强解读。\n"
TRADITIONAL = (
    "關於做好政務公開工作的通知\n一、加強公開。各單位應當及時公開政府資訊，主動回應社會關切。\n二、加強解讀。\n"
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16 big-endian with a mark"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode("gbk"), id="GBK with Windows line ends"),
        pytest.param(TRADITIONAL.encode("big5"), id="Big5"),
    ],
)
def test_a_file_in_any_encoding_of_official_texts_is_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    reading = read_file(path)
    assert reading.notice.title in ("关于做好政务公开工作的通知", "關於做好政務公開工作的通知")
    assert ["/".join(clause.path) for clause in reading.clauses] == ["文头", "一", "二"]
    assert "\ufeff" not in reading.notice.raw


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_the_zero_bytes_of_its_line_ends_and_figures(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(("2020年工作要点\n" + TEXT.replace("。", " 1 2 3 4 5 6 7 8 9\n")).encode(encoding))
    assert "加强公开" in read_file(path).notice.text


@pytest.mark.parametrize(
    ("name", "data", "finding"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "no picture"),
        ("program.txt", b"MZ\x90\x00" + bytes(range(256)) * 4, "program"),
        ("broken.txt", codecs.BOM_UTF16_LE + "通知".encode("utf-16-le") + b"\x00", "utf-16"),
        ("noise.txt", bytes(range(128, 256)) * 8, "encoding"),
        ("letter.txt", "今天天气很好。\n明天开会。\n".encode(), "no numbered clause"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_the_finding_and_the_remedy(
    tmp_path: Path, name: str, data: bytes, finding: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    assert caught.value.name == name
    assert finding in caught.value.reason
    assert caught.value.remedy
    assert str(caught.value) == f"{name}: {caught.value.reason}. {caught.value.remedy}"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.txt: the file cannot be opened"):
        read_file(tmp_path / "gone.txt")


def test_one_bad_file_in_a_folder_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"")
    readings, unreadable = read_folder(tmp_path)
    assert ([reading.notice.source for reading in readings], [error.name for error in unreadable]) == (
        ["good.txt"],
        ["bad.txt"],
    )
