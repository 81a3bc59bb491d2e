"""OFD files: the notice's clauses come back as from its text file, whichever program made the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_files import PICTURE, as_line, by_character, ofd, page, pages_of, sideways
from web_pages import TEXTS, paragraphs_of, told

from corpus.errors import UnreadableFile
from corpus.read.ofd import read_ofd
from corpus.read.ofd_glyphs import deltas
from corpus.reading import read_file, understand

_LINES = ["一、加强公开。各单位应当及时公开政府信息。", "二、加强解读。政策文件应当同步解读。"]
_SHOWN = [as_line(line, 30, 40 + 10 * at) for at, line in enumerate(_LINES)]


def _default_namespace(contents: Sequence[str]) -> list[str]:
    return [content.replace("ofd:", "").replace("xmlns:ofd", "xmlns") for content in contents]


MADE: dict[str, Callable[[Sequence[str]], bytes]] = {
    "lines": lambda paragraphs: ofd(pages_of(paragraphs)),
    "characters": lambda paragraphs: ofd(pages_of(paragraphs, by_character)),
    "sideways": lambda paragraphs: ofd(pages_of(paragraphs, sideways)),
    "running head": lambda paragraphs: ofd(pages_of(paragraphs, head="政府信息公开专刊 2021")),
    "default namespace": lambda paragraphs: ofd(_default_namespace(pages_of(paragraphs))),
    "absolute paths": lambda paragraphs: ofd(pages_of(paragraphs), base="/Doc_0/Pages/"),
}


@cache
def _of_text(path: Path) -> object:
    return told(read_file(path))


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name[:3])
def test_an_ofd_file_has_the_clauses_of_its_text(made: Callable[[Sequence[str]], bytes], path: Path) -> None:
    assert told(understand(read_ofd("a.ofd", made(paragraphs_of(path))), "a.ofd")) == _of_text(path)


def test_pages_are_known_by_where_they_begin() -> None:
    long = "三、加强监督。" + "市政府办公室应当每年检查一次公开情况并通报结果，" * 60
    document = read_ofd("a.ofd", ofd(pages_of([*_LINES, long], head="政府信息公开专刊")))
    first, second, third = document.medium.pages
    assert document.raw.split("\n") == [*_LINES, long]
    assert (first, second < third < len(document.raw)) == (0, True)
    assert document.raw[second:third] in long


def test_a_template_of_one_page_is_its_own_text_and_one_of_many_is_furniture() -> None:
    head = page(as_line("澜溪市人民政府文件", 60, 25))
    one = ofd([page(*_SHOWN, template="7")], templates={"7": head})
    two = ofd([page(*_SHOWN, template="7")] * 2, templates={"7": head})
    assert read_ofd("a.ofd", one).raw.split("\n") == ["澜溪市人民政府文件", *_LINES]
    assert "文件" not in read_ofd("a.ofd", two).raw.replace("政策文件", "")


def test_watermarks_invisible_words_and_bold_by_overprint_are_no_text() -> None:
    askew = as_line("内部资料", 50, 150).replace("Boundary=", 'CTM="0.7 -0.7 0.7 0.7 0 0" Boundary=')
    unseen = as_line("看不见的字", 30, 200).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    again = as_line(_LINES[0], 30.1, 40.05)
    assert read_ofd("a.ofd", ofd([page(*_SHOWN, askew, unseen, again)])).raw.split("\n") == _LINES


def test_attached_files_are_named() -> None:
    listed = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    attached = (
        '<Attachments><Attachment ID="1" Name="任务分解表" Format="xlsx"><FileLoc>1.xlsx</FileLoc></Attachment>'
        '<Attachment ID="2" Name="联系表.doc"/></Attachments>'
    )
    data = ofd([page(*_SHOWN)], attachments=listed, parts={"Doc_0/Attachs/Attachments.xml": attached})
    assert read_ofd("a.ofd", data).medium.attachments == ("任务分解表.xlsx", "联系表.doc")


def test_several_documents_in_one_file_follow_each_other() -> None:
    body = "<DocBody><DocRoot>{}/Document.xml</DocRoot></DocBody>"
    second = ofd([page(*_SHOWN[1:])])
    with zipfile.ZipFile(io.BytesIO(second)) as archive:
        moved = {f"Doc_1{name[5:]}": archive.read(name) for name in archive.namelist() if name.startswith("Doc_0")}
    root = f"<OFD>{body.format('Doc_0')}{body.format('/Doc_1')}</OFD>"
    assert read_ofd("a.ofd", ofd([page(*_SHOWN[:1])], parts={**moved, "OFD.xml": root})).raw.split("\n") == _LINES


def test_xml_declared_in_gbk_is_read() -> None:
    content = '<?xml version="1.0" encoding="GB2312"?>' + page(*_SHOWN)
    data = ofd([""], parts={"Doc_0/Pages/Page_0/Content.xml": content.encode("gbk")})
    assert read_ofd("a.ofd", data).raw.split("\n") == _LINES


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("1 2 3", [1, 2, 3]),
        ("g 3 5.6 1", [5.6, 5.6, 5.6, 1]),
        ("2 g 1 4", [2, 4]),
        ("g", []),
        ("g x 1 2", [2]),
        ("", []),
    ],
)
def test_steps_between_characters_are_read(written: str, steps: list[float]) -> None:
    assert deltas(written, 10) == steps
    assert len(deltas("g 999999999 1", 10)) == 10


def test_a_scanned_page_among_others_is_flagged() -> None:
    document = read_ofd("a.ofd", ofd([page(*_SHOWN), page(PICTURE), page()]))
    assert [(problem.code, "第2页" in problem.message) for problem in document.problems] == [("pages not read", True)]


def test_a_small_picture_such_as_an_emblem_makes_no_scan() -> None:
    emblem = PICTURE.replace("0 0 210 297", "90 10 20 20")
    assert read_ofd("a.ofd", ofd([page(*_SHOWN), page(emblem, as_line("附件", 30, 40))])).problems == ()


_BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><OFD>&b;</OFD>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><OFD>&a;</OFD>'
_GOOD = ofd([page(*_SHOWN)])

MALFORMED = {
    "empty": (b"", "no complete ZIP"),
    "no ZIP file": ("一、加强公开。".encode(), "no complete ZIP"),
    "cut off": (_GOOD[: len(_GOOD) // 2], "no complete ZIP"),
    "no root": (_GOOD.replace(b"OFD.xml", b"XXX.xml"), "OFD.xml is missing"),
    "no document": (ofd([], parts={"OFD.xml": "<OFD/>"}), "names no document"),
    "document missing": (_GOOD.replace(b"Document.xml", b"Documint.xml"), "missing"),
    "page missing": (ofd([page()], base="Seiten/"), "missing"),
    "no pages": (ofd([]), "no text"),
    "empty pages": (ofd([page(), page()]), "no text"),
    "scan": (ofd([page(PICTURE), page(PICTURE, as_line("2", 100, 280))]), "a scan"),
    "XML cut off": (ofd([page(*_SHOWN)[:-20]]), "no whole XML"),
    "XML bomb": (ofd([page()], parts={"OFD.xml": _BOMB}), "entities"),
    "XML bomb in UTF-16": (ofd([page()], parts={"OFD.xml": _BOMB.encode("utf-16")}), "entities"),
    "entity of another file": (ofd([page()], parts={"OFD.xml": _OUTSIDE}), "entities"),
    "path that climbs out": (ofd([page()], base="../../../"), "outside the file"),
    "root that climbs out": (ofd([], parts={"OFD.xml": "<OFD><DocRoot>../a.xml</DocRoot></OFD>"}), "outside the file"),
    "encrypted": (ofd([page()], parts={"decryptseed.dat": b"x", "Encryptions.xml": "<x/>"}), "encrypted"),
    "zip bomb": (ofd([page()], parts={"Doc_0/Document.xml": " " * 2**23}), "times its size"),
    "damaged member": (_GOOD.replace(b"PK\x03\x04", b"PK\x03\x05", 2), "damaged"),
    "characters of hidden fonts": (ofd([page(as_line("\ue001\ue002\ue003\ue004\ue005", 30, 40))]), "fonts"),
    "no figures": (ofd([page('<ofd:TextObject Boundary="a b"><ofd:TextCode X="?"/></ofd:TextObject>')]), "no text"),
    "deep": (ofd([page("<a>" * 40_000 + "</a>" * 40_000)]), "no text"),
    "encoding unknown": (ofd([], parts={"OFD.xml": '<?xml version="1.0" encoding="x-none"?><OFD/>'}), "no whole XML"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_readable_ofd_file_is_refused_with_the_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_ofd("a.ofd", data)
    assert (caught.value.name, bool(caught.value.remedy)) == ("a.ofd", True)
    assert reason in caught.value.reason


@given(at=st.integers(0, len(_GOOD) - 1), byte=st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_a_changed_byte_is_read_or_refused(at: int, byte: int) -> None:
    data = _GOOD[:at] + bytes([byte]) + _GOOD[at + 1 :]
    try:
        found = read_ofd("a.ofd", data).raw
    except UnreadableFile as error:
        found = error.remedy
    assert found
