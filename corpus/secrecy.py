"""Secrecy: a document that bears a secrecy mark (绝密, 机密, 秘密) is found out before anything of it is kept.

A false alarm keeps a public notice out until its keeper has looked; a miss puts a state secret into the index. So a
mark that stands alone among the first lines counts, whatever it was meant to be; further down it needs its star, a
period, or its place at the head of a page or an annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.errors import SecretFile
from corpus.fold import fold

_MARK = r"(?P<mark>[绝机秘]\s*密)\s*(?:级|件)?"
# The star as it is printed, as symbol fonts encode it, and as a lost character.
_STAR = "[★☆✩✪✫✬✭✮✯✰⭐⋆*\ue000-\uf8ff\ufffd]"
# What OCR makes of it, and what is typed in its place.
_LIKE_STAR = rf"(?:{_STAR}|[·•・.?+#^~∶:;,、—–-]|[大女古六xkv乂](?=\s*\d|\s*[一二三五十长]|\s*$))"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PERIOD = (
    rf"(?:{_NUMBER}\s*(?:年|个?\s*月|天|日)|长\s*期|永\s*久|(?:启\s*用|启\s*封|公\s*布|解\s*密)\s*前|"
    r"[至到]?\s*\d{4}\s*[年.-]\s*\d{1,2}\s*[月.-]\s*\d{1,2}\s*日?\s*前?)"
)
_URGENCY = r"(?:特\s*急|加\s*急|平\s*急|特\s*提|急\s*件)"
_LABEL = (
    r"(?:(?:密\s*级(?:\s*(?:和|及|与|/|、)\s*保密期限)?|(?:保密|秘密|涉密)\s*(?:等级|级别|程度))"
    r"\s*[:：|｜=\s]\s*[\"'|｜]?\s*)"
)
_ASIDE = (
    rf"(?:(?:份\s*号|编\s*号|no\.?|第)?\s*[:：]?\s*\d{{3,8}}\s*(?:号|份)?(?=\s|[绝机秘]|$)|"
    rf"(?:紧\s*急\s*程\s*度|缓\s*急)?\s*[:：]?\s*{_URGENCY}|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–]\s*\d+\s*[-—–]|保\s*密\s*期\s*限\s*[:：]?\s*{_PERIOD})"
)
# Possessive, so that a long line of figures or blanks is read once.
_ASIDES = rf"(?>{_ASIDE}\s*+){{0,4}}+"
_OPEN, _CLOSE = r"[\s【\[(（〔<《|]*+", r"[\s】\])）〕>》|]*+"
_DECLASSIFIED = re.compile(r"已\s*解\s*密|已\s*解\s*除|解密日期")

_WHOLE = re.compile(
    rf"{_OPEN}{_ASIDES}(?P<label>{_LABEL})?{_MARK}\s*(?:(?P<star>{_STAR})|(?P<like>{_LIKE_STAR}))?\s*"
    rf"(?P<period>{_PERIOD})?{_CLOSE}{_ASIDES}$"
)
"""A line of nothing but a mark and what may stand beside one."""
_OPENING = re.compile(
    rf"^{_OPEN}{_ASIDES}{_MARK}\s*(?:{_STAR}|{_LIKE_STAR}?\s*{_PERIOD}(?![以之内的]))(?!\s*[字等]|\s*[”\"'])"
)
"""A mark with its star or period, and other words behind it on the line."""
_ENDING = re.compile(rf"(?:^|\s){_MARK}\s*(?:{_STAR}\s*{_PERIOD}?|{_LIKE_STAR}?\s*{_PERIOD}){_CLOSE}$")
_BESIDE = re.compile(rf"^{_OPEN}{_ASIDES}{_MARK}(?:\s{{2,}}|\t)\S.*文\s*件$")
_TITLED = re.compile(rf"^.*[(（【\[]\s*{_MARK}\s*(?:{_LIKE_STAR}?\s*{_PERIOD})?\s*[)）】\]]$")
_PARTICULAR = re.compile(
    rf"(?:^|[\s|｜;；,，{{]){_LABEL}{_MARK}(?=[\s|｜;；,，\"'}}★☆*]|$)(?!\s*[/、或和]?\s*[绝机秘]\s*密)"
)
_HEAD_PATTERNS = (_OPENING, _ENDING, _BESIDE, _TITLED, _PARTICULAR)
"""How a mark may share one of the first lines with other words."""

_SENTENCE = re.compile(r"。")
_CLAUSE = re.compile(r"\W{0,4}(?:第\s*[一二三四五六七八九十百\d]+\s*[章节条]|[一二三四五六七八九十]{1,3}\s*、)")
_HEAD_LINES = 40
_SHORT = 40
_LONGEST = 400
"""Of a longer line only this much is looked at, and it is no line of a mark alone."""
_PAGE_MARK = re.compile(r"[\s\-—–_·•]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[,，/]?\s*共?\s*\d*\s*页)?[\s\-—–_·•]*$")
_ANNEX = re.compile(r"附\s*(?:件|表|录|图)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_TAG = re.compile(r"<[^<>]{1,200}>")
_MARKUP = re.compile(r"^[\s\ufeff]*(?:[#>]+\s+|[-+]\s+|\*\s+)?|\*\*|__|`|[\u200b-\u200d\u2060\u00ad]")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    opens_page: bool
    listed: bool


def marked(text: str) -> str | None:
    """Return the secrecy mark that the document bears (绝密, 机密 or 秘密), None where it only speaks of secrecy."""
    found = _find(text)
    return found[0] if found else None


def check(name: str, text: str) -> None:
    """Let a file without a secrecy mark pass.

    Raises:
        SecretFile: if the text of the file called `name` bears one; its message holds no other word of the text.
    """
    if found := _find(text):
        raise SecretFile(name, *found)


def _find(text: str) -> tuple[str, int] | None:
    """Return the mark and the number of the line that it stands on."""
    if "密" not in text:
        return None
    lines = list(_lines(text))
    head = _head_length(lines)
    for at, line in enumerate(lines):
        column = _column(lines, at) if at < head else ""
        if "密" not in line.text and not column:
            continue
        found = _mark_of_head(column or line.text) if at < head else _mark_of_rest(lines, at)
        if found and not _DECLASSIFIED.search(line.text):
            return "".join(found["mark"].split()), line.number
    return None


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold something, without markup, folded; numbered as an editor numbers them."""
    fed = False
    for number, whole in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for at, part in enumerate(re.split(r"[\f\v\u2028\u2029]", whole)):
            fed = fed or at > 0
            bare = _TAG.sub(" ", part)
            plain = _MARKUP.sub("", bare).rstrip()
            if plain.strip():
                listed = bool(re.match(r"\s*[-+*]\s", bare))
                # Folding is dear, and what a long line without the character says matters to no rule.
                words = fold(plain) if "密" in plain or len(plain) <= _SHORT else plain
                yield _Line(number, words.strip(), fed, listed)
                fed = False


def _head_length(lines: Sequence[_Line]) -> int:
    """Return how many lines stand before the first sentence or clause, that sentence's line included."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if _CLAUSE.match(line.text):
            return at
        if _SENTENCE.search(line.text):
            return at + 1
    return min(len(lines), _HEAD_LINES)


def _column(lines: Sequence[_Line], at: int) -> str:
    """Return the words that lines of one character each spell downwards from here, "" where they spell none."""
    if len(lines[at].text) > 1 or lines[at].text not in "绝机秘":
        return ""
    letters = [line.text for line in lines[at : at + 6]]
    return "".join(letters[:2]) if len(letters) > 1 and letters[1] == "密" else ""


def _mark_of_head(text: str) -> re.Match[str] | None:
    """Return the mark in one of the first lines."""
    if len(text) <= _LONGEST and (found := _WHOLE.match(text)):
        return found
    return next((found for pattern in _HEAD_PATTERNS if (found := pattern.search(text[:_LONGEST]))), None)


def _mark_of_rest(lines: Sequence[_Line], at: int) -> re.Match[str] | None:
    """Return the mark on a line further down: with a star or a label, or at the head of a page or an annex."""
    found = _WHOLE.match(lines[at].text) if len(lines[at].text) <= _LONGEST else None
    if not found:
        return None
    if found["star"] or found["label"] or (found["like"] and found["period"]):
        return found
    near = [lines[i].text for i in (at - 2, at - 1, at + 1) if 0 <= i < len(lines)]
    heads = lines[at].opens_page or any(_ANNEX.match(text) for text in near)
    beside_page = any(_PAGE_MARK.match(text) for text in near[-2:])
    return found if heads or (beside_page and not lines[at].listed) else None
