"""Kind: what a file is, told by its bytes; its name counts only among kinds of text."""

from __future__ import annotations

import io
import re
import zlib
from pathlib import PurePath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from olefile import OleFileIO

from corpus.read.encoding import wide_encoding


class _Magic(NamedTuple):
    kind: str
    at: int
    begin: bytes


_MAGIC = (
    _Magic("rar", 0, b"Rar!\x1a\x07"),
    _Magic("7z", 0, b"7z\xbc\xaf\x27\x1c"),
    _Magic("gzip", 0, b"\x1f\x8b\x08"),
    _Magic("tar", 257, b"ustar"),
    _Magic("image", 0, b"\x89PNG\r\n\x1a\n"),
    _Magic("image", 0, b"\xff\xd8\xff"),
    _Magic("image", 0, b"GIF87a"),
    _Magic("image", 0, b"GIF89a"),
    _Magic("image", 0, b"II*\0"),
    _Magic("image", 0, b"MM\0*"),
    _Magic("image", 8, b"WEBP"),
    _Magic("image", 4, b"jP  \r\n"),
    _Magic("rtf", 0, b"{\\rtf"),
    _Magic("ole-sheet", 0, b"\x09\x08\x10\0\0\x06\x05\0"),
    _Magic("caj", 0, b"CAJ\0"),
    _Magic("caj", 0, b"HN\0\0"),
    _Magic("ceb", 0, b"Founder CEB"),
    _Magic("postscript", 0, b"%!PS"),
    _Magic("program", 0, b"MZ"),
    _Magic("program", 0, b"\x7fELF"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a compound file begins with."""
_OLE_STREAMS = (
    ("EncryptedPackage", "ole-encrypted"),
    ("WordDocument", "ole-word"),
    ("Workbook", "ole-sheet"),
    ("Book", "ole-sheet"),
    ("PowerPoint Document", "ole-slides"),
)
_ZIPS = (
    ("OFD.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("META-INF/container.xml", "epub"),
)
"""What the name of a member in a ZIP file begins with, by the kind that it tells."""
_OPEN_DOCUMENTS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
_MAIL = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*(?:\r?\n[ \t][^\n]*)*\r?\n){1,30}")
_TAG = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<title>|<(?:div|table|p|span|ul|font|center|h[1-6])(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".xht", ".jhtml", ".asp", ".aspx", ".jsp", ".php"})
_BINARY = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_HEAD = 4096


def kind_of(name: str, data: bytes) -> str | None:
    """Return what the file called `name` with these bytes is, None where that is not known.

    The kinds are text, markdown, html, mhtml, docx, xlsx, pptx, odt, ods, odp, ofd, epub, zip, pdf, ole-word,
    ole-sheet, ole-slides, ole-encrypted (an Office file under a password), ole, rtf, image, word-xml, sheet-xml, rar,
    7z, gzip, tar, caj, ceb, postscript and program.
    """
    if data.startswith(b"PK\3\4") or data.startswith(b"PK\5\6"):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    for magic in _MAGIC:
        if data.startswith(magic.begin, magic.at):
            return magic.kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image"
    return _text_kind(name, data)


def _zip_kind(data: bytes) -> str:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        # Its list of members is cut off with its end; each member's name stands before its bytes too.
        names = [found.decode("utf-8", "replace") for found in _local_names(data)]
    kind = data[30:38] == b"mimetype" and re.match(
        rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)", data[38:]
    )
    if kind:
        return _OPEN_DOCUMENTS.get(kind[1], "zip")
    office = "[Content_Types].xml" in names
    for begin, found in _ZIPS:
        if (office or not begin.endswith("/")) and any(name.startswith(begin) for name in names):
            return found
    return "zip"


def _local_names(data: bytes) -> list[bytes]:
    names = []
    for found in re.finditer(b"PK\x03\x04", data):
        size = int.from_bytes(data[found.start() + 26 : found.start() + 28], "little")
        names.append(data[found.start() + 30 : found.start() + 30 + size])
    return names


def _ole_kind(data: bytes) -> str:
    try:
        with OleFileIO(io.BytesIO(data)) as file:
            streams = {path[0] for path in file.listdir() if len(path) == 1}
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError):
        # The list of its streams is damaged; their names may still be there.
        streams = {name for name, _ in _OLE_STREAMS if name.encode("utf-16-le") in data}
    return next((kind for name, kind in _OLE_STREAMS if name in streams), "ole")


def _text_kind(name: str, data: bytes) -> str | None:
    head = data[:_HEAD]
    if not head.strip(b"\0 \t\r\n\f\v"):
        return None
    wide = b"\0" in head and wide_encoding(data) is not None
    plain = head.replace(b"\0", b"") if wide or data.count(0) * 50 < len(data) else head
    if not wide and len(plain) - len(plain.translate(None, _BINARY)) > len(plain) // 50:
        return None
    text = plain.decode("latin-1" if wide else "utf-8", "replace")
    if _is_mail(head):
        return "mhtml"
    return _markup_kind(name, text.lstrip("\ufeff \t\r\nÿþ"))


def _is_mail(head: bytes) -> bool:
    fields = _MAIL.match(head)
    said = fields[0].lower() if fields else b""
    return b"mime-version:" in said and b"multipart/" in said


def _markup_kind(name: str, text: str) -> str:
    ending = PurePath(name).suffix.lower()
    if text.startswith("<?xml") or text.startswith("<w:") or text.startswith("<pkg:"):
        if 'progid="Word.Document"' in text or "<w:wordDocument" in text or "<pkg:package" in text:
            return "word-xml"
        if 'progid="Excel.Sheet"' in text or "urn:schemas-microsoft-com:office:spreadsheet" in text:
            return "sheet-xml"
    if ending in _MARKDOWN:
        return "markdown"
    if ending in _PAGES and _TAG.search(text):
        return "html"
    opening = re.match(
        r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|meta|body)[\s>]", text, re.IGNORECASE | re.DOTALL
    )
    return "html" if opening else "text"
