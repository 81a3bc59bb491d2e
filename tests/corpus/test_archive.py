"""Archives: every notice in a ZIP file is had under its right name; what is dangerous is refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from corpus.errors import UnreadableFile
from corpus.read import archive as module
from corpus.read.archive import members

TEXT = "一、加强公开。各单位应当及时公开政府信息。".encode()


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def named(raw: bytes, *, extra: bytes = b"") -> bytes:
    """Return a ZIP file whose one member's name is these bytes, without a word on their encoding."""
    holder = "x" * len(raw)
    info = zipfile.ZipInfo(holder)
    info.extra = extra
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(info, TEXT)
    return data.getvalue().replace(holder.encode(), raw)


def _had(data: bytes) -> tuple[dict[str, bytes], list[UnreadableFile]]:
    found = list(members("bundle.zip", data))
    return dict(one for one in found if not isinstance(one, UnreadableFile)), [
        one for one in found if isinstance(one, UnreadableFile)
    ]


def _unicode_path(raw: bytes, name: str) -> bytes:
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(packed(("通知/要点.txt", TEXT)), id="Unicode, said so"),
        pytest.param(named("通知/要点.txt".encode("gbk")), id="GBK"),
        pytest.param(named("通知/要点.txt".encode()), id="Unicode, not said"),
        pytest.param(named(b"1.txt", extra=_unicode_path(b"1.txt", "通知/要点.txt")), id="Unicode beside"),
    ],
)
def test_a_member_has_its_right_name(data: bytes) -> None:
    assert _had(data) == ({"bundle.zip/通知/要点.txt": TEXT}, [])


def test_a_unicode_name_beside_another_member_s_is_not_taken() -> None:
    found, _ = _had(named(b"1.txt", extra=_unicode_path(b"2.txt", "通知.txt")))
    assert list(found) == ["bundle.zip/1.txt"]


def test_a_traditional_name_in_big5_is_read() -> None:
    found, _ = _had(named("政務公開工作要點通知.txt".encode("big5")))
    assert list(found) == ["bundle.zip/政務公開工作要點通知.txt"]


def test_folders_hidden_files_and_what_systems_add_are_passed_over() -> None:
    names = [
        "a/",
        ".DS_Store",
        "a/.git/config",
        "__MACOSX/a/._b.txt",
        "a/~$b.docx",
        "Thumbs.db",
        "a/desktop.ini",
        "a/b.txt",
    ]
    found, errors = _had(packed(*((name, TEXT) for name in names)))
    assert (list(found), errors) == (["bundle.zip/a/b.txt"], [])


def test_an_archive_in_an_archive_is_opened_and_no_deeper() -> None:
    inner = packed(("c.txt", TEXT), ("deep.zip", packed(("d.txt", TEXT))))
    found, errors = _had(packed(("in.zip", inner), ("b.txt", TEXT)))
    assert list(found) == ["bundle.zip/in.zip/c.txt", "bundle.zip/b.txt"]
    assert [error.name for error in errors] == ["bundle.zip/in.zip/deep.zip"]


def test_an_office_file_is_a_file_though_it_is_a_zip_inside() -> None:
    office = packed(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert list(_had(packed(("a.docx", office)))[0]) == ["bundle.zip/a.docx"]


@pytest.mark.parametrize(
    "name",
    ["/etc/a.txt", "../a.txt", "a/../../b.txt", "C:/a.txt", "c:a.txt", "a\\..\\b.txt", "~/a.txt", "a\nb.txt"],
)
def test_a_name_that_leads_out_is_refused_and_the_others_still_come(name: str) -> None:
    found, errors = _had(packed((name, TEXT), ("good.txt", TEXT)))
    assert list(found) == ["bundle.zip/good.txt"]
    assert [("leads out" in error.reason, bool(error.remedy)) for error in errors] == [(True, True)]


def test_an_encrypted_member_is_refused_by_name() -> None:
    data = bytearray(packed(("secret.txt", TEXT), ("good.txt", TEXT)))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    found, errors = _had(bytes(data))
    assert list(found) == ["bundle.zip/good.txt"]
    assert [(error.name, "encrypted" in error.reason) for error in errors] == [("bundle.zip/secret.txt", True)]


def test_a_damaged_member_does_not_cost_the_others() -> None:
    data = packed(("bad.txt", TEXT), ("good.txt", TEXT), method=zipfile.ZIP_STORED).replace(TEXT, b"?" * len(TEXT), 1)
    found, errors = _had(data)
    assert list(found) == ["bundle.zip/good.txt"]
    assert [(error.name, "damaged" in error.reason) for error in errors] == [("bundle.zip/bad.txt", True)]


def test_a_member_packed_in_an_unknown_way_is_refused_by_name() -> None:
    data = bytearray(packed(("bad.txt", TEXT), ("good.txt", TEXT)))
    for mark, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        data[data.index(mark) + offset] = 77
    found, errors = _had(bytes(data))
    assert (list(found), [error.name for error in errors]) == (["bundle.zip/good.txt"], ["bundle.zip/bad.txt"])


def test_a_member_that_swells_is_refused() -> None:
    found, errors = _had(packed(("bomb.txt", b"0" * 2**22), ("good.txt", TEXT)))
    assert list(found) == ["bundle.zip/good.txt"]
    assert "times its size" in errors[0].reason


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 150)
    inner = packed(("b.txt", TEXT), ("c.txt", TEXT), method=zipfile.ZIP_STORED)
    _, errors = _had(packed(("in.zip", inner), ("a.txt", TEXT)))
    assert "too much" in errors[0].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rar!\x1a\x07\x01\0" + bytes(40), "rar"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(40), "7z"),
        (b"\x1f\x8b\x08\0" + bytes(40), "gzip"),
        (packed(("a.txt", TEXT))[:-30], "no complete ZIP"),
        (b"PK\3\4", "no complete ZIP"),
        (b"", "no complete ZIP"),
        (TEXT, "no complete ZIP"),
        (packed(*((f"{n}.txt", b"") for n in range(5001))), "5,001 files"),
    ],
)
def test_what_is_no_archive_that_can_be_opened_is_refused_with_the_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        list(members("bundle.zip", data))
    assert (caught.value.name, bool(caught.value.remedy)) == ("bundle.zip", True)
    assert reason in caught.value.reason


def test_a_rar_in_the_archive_is_refused_by_name_and_the_others_still_come() -> None:
    found, errors = _had(packed(("a.rar", b"Rar!\x1a\x07\x01\0"), ("good.txt", TEXT)))
    assert (list(found), [error.name for error in errors]) == (["bundle.zip/good.txt"], ["bundle.zip/a.rar"])
