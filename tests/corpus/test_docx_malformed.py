"""Malformed Word files: each is refused with what was found and what to do."""

from __future__ import annotations

import pytest
from office_builders import W, para, word, zipped

from corpus import UnreadableFile
from corpus.read.docx import read_docx

DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{para("一、公开。")}</w:body></w:document>'
BOMB = f'<!DOCTYPE w:document [<!ENTITY a "{"x" * 99}">]><w:document xmlns:w="{W}"><w:body>&a;</w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(bytes(900), "empty", id="zero bytes"),
        pytest.param("一、公开。".encode(), "ZIP", id="text"),
        pytest.param(b"{\\rtf1 x}", "ZIP", id="RTF"),
        pytest.param(word(para("甲"))[:-40], "ZIP", id="cut off"),
        pytest.param(word(para("甲"))[:300], "ZIP", id="cut off early"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "password", id="password"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le") + b"\0\0", "doc by its bytes", id="Word 2003"),
        pytest.param(zipped({"xl/workbook.xml": "<workbook/>"}), "no part word/document.xml", id="a workbook"),
        pytest.param(zipped({"word/document.xml": DOCUMENT[:-9]}), "well-formed", id="broken XML"),
        pytest.param(zipped({"word/document.xml": ""}), "well-formed", id="empty part"),
        pytest.param(zipped({"word/document.xml": BOMB}), "document type", id="entities"),
        pytest.param(zipped({"word/document.xml": "<a>" * 3000 + "</a>" * 3000}), "", id="nested too deep"),
        pytest.param(zipped({"word/document.xml": b" " * (66 << 20)}), "unpacks", id="ZIP bomb"),
        pytest.param(zipped({"word/document.xml": "<html/>"}), "no Word document", id="another root"),
        pytest.param(word(""), "no text", id="no text"),
        pytest.param(word(para("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "1 pictures", id="a picture only"),
        pytest.param(word("<w:tbl>" * 60 + "<w:tr/>" + "</w:tbl>" * 60), "no text", id="empty tables"),
    ],
)
def test_a_malformed_word_file_is_refused_with_the_finding_and_the_remedy(data: bytes, finding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_docx("n.docx", data)
    assert caught.value.name == "n.docx"
    assert finding in caught.value.reason
    assert caught.value.remedy


def test_a_damaged_part_is_refused() -> None:
    whole = bytearray(word("".join(para(str(at) * 40) for at in range(400))))
    for at in range(len(whole) // 3, len(whole) // 3 + 60):
        whole[at] ^= 0x5A
    with pytest.raises(UnreadableFile):
        read_docx("n.docx", bytes(whole))
