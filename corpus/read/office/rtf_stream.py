"""RTF stream: the bytes of a rich text file become pieces of text and marks, each with what holds where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.errors import UnreadableFile

_TOKEN = re.compile(
    rb"\\([a-zA-Z]+)(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|\\", re.DOTALL
)
_FONT = re.compile(rb"\\f(\d{1,5})\b[^{};]{0,80}?\\fcharset(\d{1,3})")
_ENCODINGS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 204: "cp1251"}
"""Encodings by the character set of a font; other fonts write in the file's code page."""
_CHINESE = "gb18030"
_DEEPEST = 2000
_PRINTED = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "~": "\u00a0", "_": "-", "softline": "\n",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info pict object nonshppict shprslt sp annotation atnid atnauthor atrfstart atrfend "
    "atndate footer footerl footerr footerf ftnsep ftnsepc aftnsep aftnsepc listtable listoverridetable pn bkmkstart "
    "bkmkend revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl mmathPr pgdsctbl "
    "nesttableprops nonesttables".split()
)
_KEPT = frozenset({"footnote", "shpinst", "shptxt", "fldinst", "ud", "listtext", "pntext"})
"""Groups that a reader may pass over and that hold text here."""
_STORIES = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footnote": "note",
    "shptxt": "box", "listtext": "label", "pntext": "label",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group: which story its text is in, and whether that is shown, changed or a field's."""

    skipped: bool = False
    story: str = "text"
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    encoding: str = _CHINESE
    field: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, or a mark by its name (par, cell, row, { and }) with its number, and what holds there."""

    text: str
    mark: str
    number: int | None
    state: State


class RtfStream:
    """Reads the bytes of one file; a part that is only for the program that wrote it gives nothing."""

    def __init__(self, name: str, data: bytes) -> None:
        """Set out to read `data`, the bytes of the file called `name`."""
        self._name, self._data = name, data
        self._fonts = {int(at): _ENCODINGS.get(int(charset)) for at, charset in _FONT.findall(data)}
        self._page = _CHINESE
        self._state, self._above = State(), list[State]()
        self._bytes, self._high = b"", 0
        self._skip, self._at = 0, 0
        self._starred = False
        self.pictures = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in their order.

        Raises:
            UnreadableFile: if the groups nest too deep.
        """
        while self._at < len(self._data) and (found := _TOKEN.match(self._data, self._at)):
            self._at = found.end()
            word, value, hexed, sign, brace, plain = found.groups()
            if hexed or plain:
                self._take(bytes([int(hexed, 16)]) if hexed else plain)
                continue
            if word or sign or brace:
                yield from self._text(self._decoded())
            if brace:
                yield from self._group(brace == b"{")
            elif word or sign:
                yield from self._control((word or sign).decode("latin-1"), int(value) if value else None)
        yield from self._text(self._decoded())

    def _take(self, data: bytes) -> None:
        passed = min(self._skip, len(data))
        self._skip -= passed
        self._bytes += data[passed:]

    def _decoded(self) -> str:
        data, self._bytes = self._bytes, b""
        for encoding in (self._state.encoding, self._page):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        return data.decode(_CHINESE, errors="replace")

    def _text(self, text: str) -> Iterator[Piece]:
        if text and not self._state.skipped:
            yield Piece(text, "", None, self._state)

    def _group(self, opens: bool) -> Iterator[Piece]:
        self._skip = 0
        if opens:
            if len(self._above) > _DEEPEST:
                remedy = "Open it in Word or WPS, save it as docx and put that file in its place."
                raise UnreadableFile(self._name, "its groups are nested too deep, as in no rich text", remedy)
            self._above.append(self._state)
        elif self._above:
            closed, self._state = self._state, self._above.pop()
            if not closed.skipped and (closed.field, closed.story) != (self._state.field, self._state.story):
                yield Piece("", "}", None, closed)

    def _control(self, word: str, value: int | None) -> Iterator[Piece]:
        starred, self._starred = self._starred, word == "*"
        if word in _SKIPPED or (starred and word not in _KEPT):
            self.pictures += word == "pict" and not self._state.skipped
            self._state = replace(self._state, skipped=True)
        elif word in _PRINTED:
            yield from self._text(_PRINTED[word])
        elif word == "u":
            yield from self._text(self._character((value or 0) % 0x10000))
            self._skip = self._state.fallback
        elif word == "bin":
            self._at += max(0, value or 0)
        elif word == "ansicpg":
            self._page = _page(value)
            self._state = replace(self._state, encoding=self._page)
        elif not self._change(word, value) and not self._state.skipped:
            yield Piece("", "par" if word in ("\n", "\r", "sect") else word, value, self._state)

    def _character(self, code: int) -> str:
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((self._high & 0x3FF) << 10) + (code & 0x3FF))
        return chr(code) if code >= 32 else ""

    def _change(self, word: str, value: int | None) -> bool:
        """Take over what a word sets for the text behind it; return whether it is such a word."""
        on, state = value != 0, self._state
        changed = {
            "v": lambda: replace(state, hidden=on),
            "deleted": lambda: replace(state, deleted=on),
            "revised": lambda: replace(state, inserted=on),
            "plain": lambda: replace(state, hidden=False, deleted=False, inserted=False),
            "uc": lambda: replace(state, fallback=max(0, value or 0)),
            "f": lambda: replace(state, encoding=self._fonts.get(value or 0) or self._page),
            "field": lambda: replace(state, field="open"),
            "fldrslt": lambda: replace(state, field="result"),
            "fldinst": lambda: replace(state, field="code"),
        }.get(word)
        if changed:
            self._state = changed()
            return word not in ("fldrslt", "fldinst")
        if story := _STORIES.get(word):
            self._state = replace(state, story=story)
        return bool(story)


def _page(number: int | None) -> str:
    """Return the encoding of a code page; one that Python does not know is read as Chinese."""
    name = {936: _CHINESE, 54936: _CHINESE, 950: "big5hkscs", 65001: "utf-8"}.get(number or 936, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return _CHINESE
    return name
