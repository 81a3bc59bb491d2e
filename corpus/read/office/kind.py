"""Kind: what an office file is, by its bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PARTS = (
    ("word/", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("ofd.xml", "ofd"),
    ("content.xml", "odf"),
)
_STREAMS = (
    ("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S
)
_MHTML = re.compile(rb"(?:MIME-Version|From|Date|Subject|Content-Type):.*?multipart/related", re.I | re.S)
_WORD_XML = re.compile(
    rb"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:w:wordDocument|pkg:package|Workbook|ss:Workbook)\b"
)


def kind_of(data: bytes) -> str | None:
    """Return what `data` are; None for text and for what is not known.

    That is docx, xlsx, xlsb, pptx, ofd, odf, zip, doc, xls, ppt, encrypted (a newer Office file under a password),
    ole, rtf, pdf, html, mhtml or flatxml (Word or Excel in one XML file).
    """
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(OLE):
        return _kind_of_ole(data)
    if head.startswith(_ZIP):
        return _kind_of_zip(data)
    for pattern, kind in ((_WORD_XML, "flatxml"), (_HTML, "html"), (_MHTML, "mhtml")):
        if pattern.match(head):
            return kind
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return "pdf" if b"%PDF-" in head[:1024] else None


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").casefold().lstrip("/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        # A truncated package still names its first parts.
        names = [one.decode("latin-1") for one in re.findall(rb"(?:word|xl|ppt)/", data[: 1 << 16])]
    return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), "zip")


def _kind_of_ole(data: bytes) -> str:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return "ole"
