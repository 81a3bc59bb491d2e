"""Encoding: which of the encodings of official texts some bytes are in, and their characters."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.errors import UnreadableFile
from corpus.notice import Problem

BAD_CHARACTERS = "bad characters"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, that of UTF-32 before that of UTF-16, which it begins with."""
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_BINARY = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_SAMPLE = 40_000
_LOST = "\ufffd"
_MOST_LOST = 0.002
"""A file that loses more of its characters is in no encoding that is known here, or damaged."""
_FEW_LOST = 5
_USUAL = 0.9
_COMMON = 0.6
"""Of running Chinese nine in ten Han characters are common; of bytes read in a wrong encoding a third are."""
_LEVEL_1 = {"gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
"""The lead bytes of the common characters, for Simplified and for Traditional Chinese."""
_REMEDY = "Save it as plain text in UTF-8 and put it back."
_CORRUPT_REMEDY = "Fetch the file again, or save it as plain text in UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of some bytes, the encoding that they were in, and how many were lost (U+FFFD stands there)."""

    text: str
    encoding: str
    lost: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the keeper should know: that characters were lost."""
        if not self.lost:
            return ()
        name = self.encoding.upper()
        message = f"文件有{self.lost}处字节不是{name}编码，读不出的字以“{_LOST}”代替，所在语句应当与原件核对。"
        return (Problem(BAD_CHARACTERS, message),)


def read_characters(name: str, data: bytes) -> Decoded:
    """Return the characters of `data`, the bytes of the text file called `name`, whatever encoding they are in.

    Raises:
        UnreadableFile: if it is empty, binary, damaged or in no encoding of Chinese texts.
    """
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(name, "the file is empty, a notice was expected", "Put the complete file in its place.")
    wide = wide_encoding(data)
    if wide:
        mark = next((mark for mark, encoding in _MARKS if encoding == wide and data.startswith(mark)), b"")
        decoded = _accepted(name, _decoded(data[len(mark) :], wide))
        if not decoded.lost and not _reads_as_chinese(decoded.text):
            raise UnreadableFile(name, f"the first bytes say {wide}, the others are not", _REMEDY)
        return decoded
    if sum(byte in _BINARY for byte in data[:4096]) > len(data[:4096]) // 50:
        raise UnreadableFile(name, "the file is binary, text was expected", _REMEDY)
    return _accepted(name, _narrow(name, data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    # A character that the writer himself had lost is no bad byte, but a clerk must know of it all the same.
    return Decoded(text.replace("\0", "").lstrip("\ufeff"), encoding, text.count(_LOST) + text.rstrip("\0").count("\0"))


def _accepted(name: str, decoded: Decoded) -> Decoded:
    size = len(decoded.text)
    if decoded.lost > max(_FEW_LOST, _MOST_LOST * size) or decoded.lost * 10 > size:
        reason = f"{decoded.lost} of its {size} characters are not {decoded.encoding}"
        raise UnreadableFile(name, f"{reason}, text with hardly any such place was expected", _CORRUPT_REMEDY)
    return decoded


def wide_encoding(data: bytes) -> str | None:
    """Return the encoding of bytes that begin with a byte order mark, or, without one, are UTF-16 or UTF-32."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return next((encoding for encoding in _WIDE if _is_wide(data, encoding)), None) if b"\0" in data else None


def _is_wide(data: bytes, encoding: str) -> bool:
    """Whether bytes without a mark read in UTF-16 or UTF-32 as Chinese with its usual signs."""
    text = data[:_SAMPLE].decode(encoding, "replace")
    usual = sum(map(_is_usual, text))
    return "\0" not in text.rstrip("\0") and usual >= _USUAL * len(text) and common_share(text) >= _COMMON


def _narrow(name: str, data: bytes) -> Decoded:
    """Return the characters of bytes in UTF-8, GB18030 or Big5.

    UTF-8 tells itself, even where a byte of it is damaged. The two others are told apart by which of them gives
    common characters: either reads nearly any bytes.
    """
    unicode = _decoded(data, "utf-8")
    letters = sum(c > "\x7f" for c in unicode.text) - unicode.text.count(_LOST)
    if unicode.lost <= letters // 20:
        return unicode
    candidates = [_decoded(data, encoding) for encoding in ("gb18030", "big5hkscs")]
    fitting = [one for one in candidates if _reads_as_chinese(one.text)]
    if not fitting:
        raise UnreadableFile(name, "the encoding is none of UTF-8, UTF-16, UTF-32, GB18030 and Big5", _REMEDY)
    return max(fitting, key=lambda one: common_share(one.text) - 10 * one.lost / len(one.text))


def _reads_as_chinese(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(map(_is_usual, sample)) >= _USUAL * len(sample) and common_share(sample) >= _COMMON


def _is_usual(c: str) -> bool:
    """Whether a character is common Chinese, ASCII or Chinese punctuation, as in any official text."""
    return (
        "\u4e00" <= c <= "\u9fff" or " " <= c <= "~" or c in "\t\r\n" or "\u3000" <= c <= "\u303f" or c > "\uff00" or
        "\u2010" <= c <= "\u2026" or c in "\xa0·×"
    )  # fmt: skip


def common_share(text: str) -> float:
    """Return what share of the Han characters in `text` are common ones; 1 where there are none."""
    han = [c for c in text[:_SAMPLE] if "\u3400" <= c <= "\u9fff" or c == _LOST or "\ue000" <= c <= "\uf8ff"]
    return sum(map(_is_common, han)) / len(han) if han else 1.0


@cache
def _is_common(c: str) -> bool:
    return any(low <= lead <= high for lead, (low, high) in _leads(c))


def _leads(c: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for encoding, area in _LEVEL_1.items():
        try:
            yield c.encode(encoding)[0], area
        except UnicodeEncodeError:
            continue
