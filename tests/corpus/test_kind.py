"""What a file is, is told by its bytes; its name counts only among kinds of text."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile

import pytest

from corpus.read.kind import kind_of

TEXT = "关于做好政务公开工作的通知\n一、加强公开。各单位应当及时公开政府信息。\n" * 5


def packed(*names: str, first: bytes = b"") -> bytes:
    """Return a ZIP file with members of these names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "<x/>" * 50)
    return data.getvalue()


def compound(*streams: str) -> bytes:
    """Return an OLE compound file with empty streams of these names beside its root."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for at, name in enumerate(("Root Entry", *streams)):
        entry = bytearray(128)
        encoded = (name + "\0").encode("utf-16-le")
        entry[: len(encoded)] = encoded
        right = at + 1 if 0 < at < len(streams) else 0xFFFFFFFF
        child = 1 if at == 0 and streams else 0xFFFFFFFF
        struct.pack_into("<HBBIII", entry, 64, len(encoded), 2 if at else 5, 1, 0xFFFFFFFF, right, child)
        struct.pack_into("<IQ", entry, 116, 0xFFFFFFFE, 0)
        entries += entry
    return bytes(header) + table + entries.ljust(512, b"\0")


def _tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return data.getvalue()


MAIL = b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n--x"
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
OLD_WORD = compound("WordDocument")

KINDS = {
    "text": ("a.txt", TEXT.encode(), "text"),
    "text in GBK": ("a.txt", TEXT.encode("gbk"), "text"),
    "text in UTF-16": ("a.txt", TEXT.encode("utf-16"), "text"),
    "text in UTF-16 without a mark": ("a.txt", TEXT.encode("utf-16-be"), "text"),
    "text without an ending": ("notice", TEXT.encode(), "text"),
    "text called .doc": ("a.doc", TEXT.encode(), "text"),
    "text with a stray zero byte": ("a.txt", TEXT.encode() + b"\0" + TEXT.encode(), "text"),
    "Markdown": ("a.MD", f"# {TEXT}".encode(), "markdown"),
    "page": ("a.html", f"<p>{TEXT}</p>".encode(), "html"),
    "page called .txt": ("a.txt", f"<!DOCTYPE html><html><body>{TEXT}".encode(), "html"),
    "page called .doc": ("a.doc", f"\ufeff\r\n<!-- saved -->\n<html xmlns:o='x'>{TEXT}".encode(), "html"),
    "page in XHTML": ("a.xhtml", f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>{TEXT}'.encode(), "html"),
    "page in UTF-16": ("a.htm", f"<html><body>{TEXT}".encode("utf-16"), "html"),
    "text called .html": ("a.html", TEXT.encode(), "text"),
    "text that tells of tags": ("a.txt", f"{TEXT}网页用<html>标签。".encode(), "text"),
    "web archive": ("a.mht", b"From: <x>\r\n" + MAIL.replace(b"\n", b"\r\n"), "mhtml"),
    "web archive called .doc": ("a.doc", MAIL, "mhtml"),
    "Word": ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "docx"),
    "Word called .zip": ("a.zip", packed("[Content_Types].xml", "word/document.xml"), "docx"),
    "Word cut off": ("a.docx", packed("[Content_Types].xml", "word/document.xml")[:-60], "docx"),
    "sheet": ("a.docx", packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    "slides": ("a.pptx", packed("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
    "open document": ("a.odt", packed("content.xml", first=b"application/vnd.oasis.opendocument.text"), "odt"),
    "OFD": ("a.ofd", packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    "ZIP file": ("a.docx", packed("word/a.txt", "b.txt"), "zip"),
    "empty ZIP file": ("a.zip", packed(), "zip"),
    "old Word": ("a.doc", compound("WordDocument", "1Table"), "ole-word"),
    "old Word called .docx": ("a.docx", OLD_WORD, "ole-word"),
    "old Word, damaged": ("a.doc", OLD_WORD[:48] + b"\xfe" * 4 + OLD_WORD[52:], "ole-word"),
    "old sheet": ("a.doc", compound("Workbook"), "ole-sheet"),
    "old slides": ("a.ppt", compound("PowerPoint Document"), "ole-slides"),
    "under a password": ("a.docx", compound("EncryptionInfo", "EncryptedPackage"), "ole-encrypted"),
    "other compound": ("a.msg", compound("__properties"), "ole"),
    "RTF called .doc": ("a.doc", b"{\\rtf1\\ansi", "rtf"),
    "PDF called .txt": ("a.txt", b"\r\n%PDF-1.7\n", "pdf"),
    "PNG": ("a.pdf", b"\x89PNG\r\n\x1a\n", "image"),
    "JPEG": ("a", b"\xff\xd8\xff\xe0", "image"),
    "TIFF": ("a.tif", b"II*\0\x08\0\0\0", "image"),
    "RAR": ("a.zip", b"Rar!\x1a\x07\x01\0", "rar"),
    "7z": ("a.zip", b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
    "tar": ("a.tar", _tar(), "tar"),
    "Word in XML": ("a.doc", WORD_XML, "word-xml"),
    "empty": ("a.docx", b"", None),
    "unknown": ("a.txt", bytes(range(256)) * 20, None),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind"), KINDS.values(), ids=KINDS)
def test_a_file_is_what_its_bytes_say(name: str, data: bytes, kind: str | None) -> None:
    assert kind_of(name, data) == kind
