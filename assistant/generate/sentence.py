"""Sentence: a model's reply, cut into sentences while it arrives, each with the clauses that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\s*[\[【［]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】］]")
_MARK_BEGUN = re.compile(r"\s*[\[【［][\d\s,，、]*")
_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|[\[【［]|$)")
_OPEN, _CLOSE = "“「『《（(", "”」』》）)"
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Art|Arts|e\.g|i\.e|etc|vs|Para|Sec|Vol)|(?:^|\n)\s*\d{1,2})$", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:#{1,6}\s+|[-*•·]\s+|\d{1,2}[.、)）]\s*(?=\D))")
_EMPHASIS = re.compile(r"\*\*|__|`")
_THOUGHT, _THOUGHT_END = "<think>", "</think>"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a sentence and the numbers of the clauses that stand behind them; () where the model gave none."""

    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply; `tail` is the stop behind its last marker, `new_line` whether it begins a line."""

    segments: tuple[Segment, ...]
    tail: str = ""
    new_line: bool = False

    @property
    def words(self) -> str:
        """The sentence without its markers."""
        return "".join(segment.words for segment in self.segments) + self.tail

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that it cites, in order, each once."""
        return tuple(dict.fromkeys(number for segment in self.segments for number in segment.numbers))


def read_sentence(text: str) -> Sentence:
    """Return `text`, one sentence with its markers, read; lists and emphasis of Markdown are taken off."""
    new_line = text.startswith("\n")
    text = _BULLET.sub("", _EMPHASIS.sub("", text.strip()))
    segments: list[Segment] = []
    at = 0
    for mark in _MARK.finditer(text):
        numbers = tuple(int(number) for number in re.findall(r"\d+", mark[1]))
        if mark.start() == at and segments:
            segments[-1] = Segment(segments[-1].words, segments[-1].numbers + numbers)
        else:
            segments.append(Segment(text[at : mark.start()], numbers))
        at = mark.end()
    rest = text[at:].rstrip()
    if segments and not re.search(r"\w", rest):
        return Sentence(tuple(segments), rest, new_line)
    return Sentence((*segments, Segment(rest, ())), "", new_line)


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of a reply as soon as each is whole; what a model thinks aloud (<think>) is left out."""
    held = ""
    for piece in _without_thoughts(pieces):
        held += piece
        while (end := _end(held, last=False)) is not None:
            if re.search(r"\w", held[:end]):
                yield read_sentence(held[:end])
                held = held[end:]
            else:
                # A stop with nothing before it is the line's end: the next sentence begins a line.
                held = "\n" + held[end:].lstrip("\n") if "\n" in held[:end] else held[end:]
                if not held.strip():
                    break
    while held.strip():
        end = _end(held, last=True) or len(held)
        if re.search(r"\w", held[:end]):
            yield read_sentence(held[:end])
        held = held[end:]


def _end(text: str, *, last: bool) -> int | None:
    """Return where the first sentence of `text` ends with its markers; None while more of it may come."""
    begin = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text, begin):
        if stop[0] != "\n" and _is_inside(text[begin : stop.start()]):
            continue
        if stop[0] == "." and _ABBREVIATION.search(text[: stop.start()]):
            continue
        at = stop.start() if stop[0] == "\n" else stop.end()
        while at < len(text) and text[at] in _CLOSE:
            at += 1
        while mark := _MARK.match(text, at):
            at = mark.end()
        if not last and stop[0] != "\n":
            begun = _MARK_BEGUN.match(text, at)
            if not text[at:].strip() or (begun and begun.end() == len(text)):
                return None
        if stop[0] == "\n" and not last and not text[at:].strip():
            return None
        return at
    return None


def _is_inside(text: str) -> bool:
    """Whether a quotation or bracket that opened in the last line of `text` is still open."""
    line = text.rpartition("\n")[2]
    return any(line.count(left) > line.count(right) for left, right in zip(_OPEN, _CLOSE, strict=True))


def _without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield a reply without the part between <think> and </think> that it may begin with."""
    held, deciding, thinking = "", True, False
    for piece in pieces:
        if not deciding and not thinking:
            yield piece
            continue
        held += piece
        start = held.lstrip()
        if deciding and not thinking and len(start) >= len(_THOUGHT):
            deciding, thinking = False, start.startswith(_THOUGHT)
        elif deciding and start and not _THOUGHT.startswith(start):
            deciding = False
        if thinking and _THOUGHT_END in held:
            held, thinking = held.partition(_THOUGHT_END)[2], False
        if not deciding and not thinking:
            yield held
            held = ""
    if not thinking:
        yield held
