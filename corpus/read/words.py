"""Words: characters of a page put together to the words that stand side by side."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.read.glyphs import Glyph
from corpus.read.printed import Piece, is_wide, join_words

_WIDE_GAP = 0.9
_WORD_GAP = 0.17
_RAISED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def pieces_of(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Return the characters put together to words that stand side by side, in no particular order."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.char.isspace() or unicodedata.category(glyph.char) in ("Cc", "Cf"):
            if runs and runs[-1] and glyph.char.isspace():
                runs[-1].append(replace(glyph, char=" "))
            continue
        if runs and _follows(_last(runs[-1]), glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return _merged([_piece(run) for run in runs])


def _last(run: list[Glyph]) -> Glyph:
    return next(glyph for glyph in reversed(run) if glyph.char != " ")


def _follows(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    level = abs(before.base - after.base) < 0.12 * size and min(before.size, after.size) > 0.55 * size
    onward = after.left >= before.left - 0.1 * size and after.left - before.right < _WIDE_GAP * size
    return level and onward and before.pale == after.pale


def _piece(run: list[Glyph]) -> Piece:
    shown = [glyph for glyph in run if glyph.char != " "]
    blanks = {before for before, after in pairwise(run) if after.char == " "}
    usual = _usual_gap(shown)
    text = shown[0].char
    for before, after in pairwise(shown):
        text += _between(before, after, usual, blank=before in blanks) + after.char
    size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0] or 0.1
    base = Counter(round(glyph.base, 1) for glyph in shown).most_common(1)[0][0]
    pale = sum(glyph.pale for glyph in shown) * 2 > len(shown)
    left, right = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
    return Piece(text, left, base - 0.85 * size, right, base + 0.15 * size, size, faint=pale)


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """Return how far apart most letters stand, in characters: more than nothing in a title (通　知) or a full line."""
    gaps = [(after.left - before.right) / after.size for before, after in pairwise(glyphs)]
    return max(0.0, sorted(gaps)[len(gaps) // 2]) if gaps else 0.0


def _between(before: Glyph, after: Glyph, usual: float, *, blank: bool) -> str:
    """Return what stands between two characters: a blank where their gap is wider than those around it."""
    gap = (after.left - before.right) / after.size - usual
    return " " if gap > _WORD_GAP or (blank and gap > _WORD_GAP / 2) else ""


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with those joined that a change of font or size cut, and footnote marks set on the line."""
    done: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.left):
        at = next((i for i in range(len(done) - 1, -1, -1) if _adjoins(done[i], piece)), None)
        if at is None:
            done.append(piece)
        else:
            done[at] = _joined(done[at], piece)
    return done


def _adjoins(before: Piece, after: Piece) -> bool:
    size = max(before.size, after.size)
    gap = after.left - before.right
    if not -0.7 * size < gap < _WIDE_GAP * size or before.faint != after.faint:
        return False
    level = abs(before.bottom - after.bottom) < 0.2 * size and min(before.size, after.size) > 0.55 * size
    return level or (_is_raised(before, after) and gap < 0.4 * size)


def _is_raised(before: Piece, after: Piece) -> bool:
    """Whether `after` is a footnote mark or an exponent set small and high behind `before`, or `before` one before."""
    small, large = sorted((before, after), key=lambda one: one.size)
    rise = large.bottom - small.bottom
    return small.size < 0.8 * large.size and 0.1 * large.size < rise < 0.8 * large.size and len(small.text) <= 5


def _joined(before: Piece, after: Piece) -> Piece:
    size = max(before.size, after.size)
    marks = [
        _marked(one.text) if one.size < 0.8 * size and _is_raised(before, after) else one.text
        for one in (before, after)
    ]
    wide = after.left - before.right > 0.8 * size
    text = f"{marks[0]} {marks[1]}" if wide and not _both_wide(*marks) else join_words(*marks)
    main = before if before.size >= after.size else after
    right = max(before.right, after.right)
    return replace(main, text=text, left=min(before.left, after.left), right=right)


def _both_wide(before: str, after: str) -> bool:
    return is_wide(before[-1]) and is_wide(after[0])


def _marked(text: str) -> str:
    """Return a raised number as the round sign that a reader would write; 1 behind a word would change the word."""
    digits = text.strip("[]〔〕()（）")
    return _RAISED[int(digits)] if digits.isdecimal() and digits.isascii() and int(digits) < len(_RAISED) else text
