"""Layout: the lines of a decoded file, cleaned of marks and joined to the paragraphs that page breaks cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.furniture import furniture_kind, inline_furniture
from corpus.markers import Marker, Numbering, match_marker
from corpus.notice import Boilerplate
from corpus.roles import Role, role_of

Span = tuple[int, int]

LINE_BREAK = r"\r\n\f\v\x85\u2028\u2029"
"""The characters that end a line, as a set in a pattern holds them."""

_UNBROKEN = re.compile(rf"[^{LINE_BREAK}]+")
_MARKDOWN_HEAD = re.compile(r"\s*(?:#{1,6}\s+|>\s+|[*+]\s+(?=\S)|-\s+(?=\D))")
_MARKDOWN_EMPHASIS = re.compile(r"\*{1,3}|__|`|^\s*#+\s*$|\s#+$")
_SET_APART = re.compile(r"\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*\s*|__[^_]+__\s*)$")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]+")
_TERMINAL = re.compile(r"[。！？；：!?;:…][”’」』）)》】\"']*$|[）)】》」』]$")
_OPEN_END = re.compile(r"[，、,（(《“‘「『【—-]$")
_OWN_LINE = (
    Role.NUMBER, Role.DATE, Role.LABEL, Role.LETTERHEAD, Role.ADDRESSEE, Role.COPY, Role.IMPRINT, Role.ANNEX_HEAD,
    Role.ANNEX_LINE, Role.RELEASE,
)  # fmt: skip
"""Lines that never carry on the paragraph above them."""
_HEADING_LINE = 30
_OPENING = re.compile(r"(?:.*[今去明本近]年|.*[来先次外此时前中后]|第[一二三四五六七八九十])[，,]")
"""Short words with a comma that begin a sentence: 一年来， 首先， 第一，."""
_CUT_LINE = 20
"""As many characters as a heading has at least that is cut at the end of a line."""
_PROSE = 25
"""A line of this many characters is no heading or name."""
_TAIL = 12
"""As much of a paragraph's end as tells whether it is finished."""
_COUNTED = re.compile(r"[年月日个名项次家条件期%％]")
_SENTENCE = re.compile(r"[。；，,;]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, the spans of `raw` that they came from, and the marker that opens it."""

    text: str
    spans: tuple[Span, ...]
    marker: Marker | None

    @property
    def start(self) -> int:
        """Where the paragraph begins in `raw`."""
        return self.spans[0][0]

    @property
    def has_sentence(self) -> bool:
        """Whether the paragraph runs on behind a full stop or a semicolon."""
        return bool(re.search(r"[。；]", self.text))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    spans: tuple[Span, ...]
    marker: Marker | None
    wide: int
    over_page: bool = False
    """Whether a page number stands between this line and the one above it."""
    set_apart: bool = False
    """Whether Markdown marks make a heading of the whole line."""


class _Run:
    """The lines of a paragraph that is still being read, and what tells whether the next line carries it on."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines: list[_Line] = []
        self.marker = lines[0].marker
        self.tail = ""
        self.length = self.wide = 0
        self.has_stop = self.has_sentence = self.set_apart = False
        for line in lines:
            self.add(line)

    def add(self, line: _Line) -> None:
        """Append a line."""
        self._lines.append(line)
        self.tail = (self.tail + line.text)[-_TAIL:]
        self.length += len(line.text)
        self.wide, self.set_apart = line.wide, line.set_apart
        self.has_stop = self.has_stop or "。" in line.text
        self.has_sentence = self.has_sentence or bool(_SENTENCE.search(line.text))

    def paragraph(self) -> Paragraph:
        """Return the lines joined."""
        spans = tuple(span for line in self._lines for span in line.spans)
        return Paragraph("".join(line.text for line in self._lines), spans, self.marker)


def _subtract(span: Span, holes: Sequence[Span]) -> list[Span]:
    kept, at = [], span[0]
    for start, end in sorted(holes):
        if start > at:
            kept.append((at, min(start, span[1])))
        at = max(at, end)
    if at < span[1]:
        kept.append((at, span[1]))
    return kept


def _trim(raw: str, spans: list[Span]) -> list[Span]:
    """Return the spans without the white space at either end, whether it fills a span or only begins or ends one."""
    worded = [at for at, (start, end) in enumerate(spans) if not raw[start:end].isspace()]
    if not worded:
        return []
    kept = spans[worded[0] : worded[-1] + 1]
    start, end = kept[0]
    kept[0] = (end - len(raw[start:end].lstrip()), end)
    start, end = kept[-1]
    kept[-1] = (start, start + len(raw[start:end].rstrip()))
    return kept


def _words(raw: str, spans: Sequence[Span]) -> str:
    return "".join(raw[start:end] for start, end in spans)


def _comments(raw: str) -> list[Span]:
    """Return the HTML comments of the file, which may go over several lines."""
    found: list[Span] = []
    start = raw.find("<!--")
    while start >= 0 and (end := raw.find("-->", start)) >= 0:
        found.append((start, end + 3))
        start = raw.find("<!--", end + 3)
    return found


def _clean(raw: str, start: int, end: int, comments: Sequence[Span], boilerplate: list[Boilerplate]) -> list[Span]:
    """Return the spans of one line without comments, Markdown marks, invisible characters and page controls."""
    line = raw[start:end]
    holes = list(comments[bisect_left(comments, start, key=lambda span: span[1]) : bisect_left(comments, (end, end))])
    head = _MARKDOWN_HEAD.match(line)
    if head:
        holes.append((start, start + head.end()))
    for pattern in (_MARKDOWN_EMPHASIS, _INVISIBLE):
        holes += [(start + m.start(), start + m.end()) for m in pattern.finditer(line)]
    controls = inline_furniture(line)
    if controls and match_marker(line.strip()):
        controls = []
    holes += [(start + a, start + b) for a, b in controls]
    boilerplate += [Boilerplate(start + a, start + b, "page control") for a, b in controls]
    return _trim(raw, _subtract((start, end), holes))


def _cleaned(raw: str, boilerplate: list[Boilerplate]) -> Iterator[tuple[str, tuple[Span, ...], bool]]:
    """Yield the words of each line that has some, with their spans, and whether marks make it a heading."""
    comments = _comments(raw)
    for found in _UNBROKEN.finditer(raw):
        spans = _clean(raw, *found.span(), comments, boilerplate)
        if spans:
            yield _words(raw, spans), tuple(spans), bool(_SET_APART.match(found[0]))
        elif found[0].strip():
            boilerplate.append(Boilerplate(*found.span(), "page control"))
    boilerplate += [Boilerplate(start, end, "comment") for start, end in comments]


def _is_figure(before: str, text: str, after: str) -> bool:
    """Whether a line that is only a number is no page number: one of a column, or cut off from what it counts."""
    return text.isdecimal() and (before.isdecimal() or after.isdecimal() or bool(_COUNTED.match(after)))


def _lines(raw: str, boilerplate: list[Boilerplate]) -> Iterator[_Line]:
    numbering, begins, over_page = Numbering(), True, False
    cleaned = list(_cleaned(raw, boilerplate))
    for at, (text, spans, set_apart) in enumerate(cleaned):
        before, after = (cleaned[i][0] if 0 <= i < len(cleaned) else "" for i in (at - 1, at + 1))
        kind = furniture_kind(text)
        if kind and not _is_figure(before, text, after):
            boilerplate.append(Boilerplate(spans[0][0], spans[-1][1], kind))
            over_page = over_page or kind == "page mark"
            continue
        wide = sum(2 if ord(c) > 0x2E7F else 1 for c in text)
        line = _Line(text, spans, numbering.read(text, begins=begins), wide, over_page, set_apart)
        over_page = False
        begins = bool(_TERMINAL.search(text)) or (line.marker is not None and len(text) <= _HEADING_LINE)
        yield line


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """Return the width at which the file's lines are wrapped, None when a line is a whole paragraph."""
    widths = [line.wide for line in lines if line.wide >= 40]
    if len(widths) < 8:
        return None
    common, count = Counter(width // 4 for width in widths).most_common(1)[0]
    near = sum(n for width, n in Counter(w // 4 for w in widths).items() if abs(width - common) <= 1)
    if count >= 4 and near >= 0.5 * len(widths) and max(widths) <= common * 4 + 12:
        return common * 4
    return None


def _run_in_styles(lines: Sequence[_Line]) -> dict[str, bool]:
    """Return for each numbering style whether its headings usually run into the paragraph."""
    votes: dict[str, list[bool]] = defaultdict(list)
    for line in lines:
        if line.marker:
            votes[line.marker.style.name].append("。" in line.text)
    return {style: sum(seen) * 2 > len(seen) for style, seen in votes.items()}


def _first_sentence_length(text: str) -> int:
    found = re.search(r"[。！？；，,]", text)
    return found.start() if found else len(text)


def _is_cut(heading: _Run, after: _Line, run_in: bool) -> bool:
    """Return whether a heading ends in the next line; `run_in` says that such headings end there in 。"""
    if heading.length < _CUT_LINE or "。" not in after.text:
        return False
    length = _first_sentence_length(after.text)
    return not _OPENING.match(after.text[: length + 1]) and (run_in or length < 4)


def _continues(before: _Run, after: _Line, wrap: int | None, run_in: dict[str, bool]) -> bool:
    """Return whether `after` is the rest of the paragraph that `before` begins."""
    if _TERMINAL.search(before.tail) and not _OPEN_END.search(before.tail):
        return False
    opens_article = after.marker is not None and after.marker.style.name == "article" and not after.marker.spaced
    if (after.marker and not opens_article) or role_of(after.text) in _OWN_LINE:
        return False
    if _OPEN_END.search(before.tail):
        return True
    if before.set_apart or after.set_apart:
        return False
    if after.over_page and before.length >= _PROSE:
        return True
    if wrap is not None:
        return before.wide >= wrap - 4
    if before.marker and not before.has_stop:
        return _is_cut(before, after, run_in.get(before.marker.style.name, False))
    return before.length >= _PROSE and before.has_sentence


def read_layout(raw: str) -> tuple[list[Paragraph], list[Boilerplate]]:
    """Return the paragraphs of `raw` in order, and what was left out of them with the reason.

    Lines that a page break or a fixed width cut are joined with nothing in between.
    """
    boilerplate: list[Boilerplate] = []
    lines = list(_lines(raw, boilerplate))
    wrap, run_in = _wrap_width(lines), _run_in_styles(lines)
    runs: list[_Run] = []
    for line in lines:
        if runs and _continues(runs[-1], line, wrap, run_in):
            runs[-1].add(line)
        else:
            runs.append(_Run([line]))
    return [run.paragraph() for run in runs], boilerplate
