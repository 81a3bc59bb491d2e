"""Text files: bytes in UTF-8, UTF-16 or GB18030 become characters."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from corpus.errors import UnreadableFile
from corpus.read.document import Document

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_REMEDY = "Save it as plain text in UTF-8 and put it back."


def read_plain(name: str, data: bytes) -> Document:
    """Return the document that a text file is.

    Raises:
        UnreadableFile: as `decode`.
    """
    return Document(decode(name, data))


def decode(name: str, data: bytes) -> str:
    """Return the characters of a text file.

    Raises:
        UnreadableFile: if the file is empty, binary or in no Chinese or Unicode encoding.
    """
    if not data.strip():
        raise UnreadableFile(name, "the file is empty, a notice was expected", "Put the complete file in its place.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if _looks_like_utf16(data):
        return _strict(name, data, "utf-16-le" if data[1] == 0 else "utf-16-be")
    if b"\0" in data or sum(byte in _BINARY for byte in data[:4096]) > len(data[:4096]) // 50:
        raise UnreadableFile(name, "the file is binary, text was expected", _REMEDY)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _reads_as_chinese(text):
            return text
    best = from_bytes(data, cp_isolation=["big5", "utf_8", "gb18030"]).best()
    if best is None or not _reads_as_chinese(str(best)):
        raise UnreadableFile(name, "the encoding is none of UTF-8, UTF-16, GB18030 and Big5", _REMEDY)
    return str(best)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            name, f"byte {error.start} is not {encoding}, as the file's first bytes say", _REMEDY
        ) from error


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:200]
    return len(head) >= 8 and (head[1::2].count(0) > len(head) // 8) != (head[::2].count(0) > len(head) // 8)


def _reads_as_chinese(text: str) -> bool:
    """Whether most characters are common Chinese, ASCII or Chinese punctuation, as in any official text."""
    usual = sum(
        "\u4e00" <= c <= "\u9fff" or c.isascii() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in text
    )
    return usual >= 0.9 * len(text)
