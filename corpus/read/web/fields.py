"""Fields: the table above a notice on its page (索引号, 发文字号, 成文日期 …), however the page lays it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.header import parse_date
from corpus.read.stated import LABELS, label_of
from corpus.read.web.blocks import Block, is_hidden, plain
from corpus.read.web.grid import rows_of
from corpus.read.web.tree import Element

_ANY = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True) if not label.isascii())
_LABEL = re.compile(rf"(?:(?<=^)|(?<=[\s|｜\[【(（;；,，\]】)）]))[\[【]?\s*({_ANY})\s*[\]】]?\s*[:：]")
_BRACKETED = re.compile(rf"[\[【]\s*({_ANY})\s*[\]】]\s*")
_POSTED = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_LONGEST = 600
_PROSE = 40
_ENDS = re.compile(r"[\s|｜\[【(（;；,，]+$")


def table_fields(table: Element) -> dict[str, str]:
    """Return the label and value of each field if a table is made of fields; else nothing."""
    cells = [[plain(cell.element.words) for cell in row] for row in rows_of(table)]
    fields: dict[str, str] = {}
    used = 0
    for row in cells:
        for label, value, count in _pairs(row):
            fields.setdefault(label, value)
            used += count
    filled = [cell for row in cells for cell in row if cell]
    said = {*fields.values()}
    prose = any(len(cell) > _PROSE and cell not in said and not line_fields(cell) for cell in filled)
    return fields if len(fields) >= 2 and used >= 0.7 * len(filled) and not prose else {}


def _pairs(row: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield label, value and the number of filled cells of each field in a row of a table."""
    at = 0
    while at < len(row):
        following = row[at + 1] if at + 1 < len(row) else ""
        if label_of(row[at]) in LABELS:
            own = label_of(following) not in LABELS
            yield label_of(row[at]), following if own else "", 1 + bool(following and own)
            at += 1 + own
            continue
        for label, value in line_fields(row[at]).items():
            yield label, value, 1
        at += 1


def line_fields(text: str) -> dict[str, str]:
    """Return the label and value of each field if a line is made of fields, one or several; else nothing."""
    if len(text) > _LONGEST:
        return {}
    found = list(_LABEL.finditer(text)) or list(_BRACKETED.finditer(text))
    posted = _POSTED.match(text)
    begin = posted.end() if posted else 0
    if not found or text[begin : found[0].start()].strip(" \u3000|｜[【（("):
        return {}
    fields = {"发布日期": posted[0]} if posted else {}
    for at, one in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        fields.setdefault(label_of(one[1]), _ENDS.sub("", text[one.end() : end]).strip())
    return fields


def block_fields(blocks: Sequence[Block]) -> tuple[dict[str, str], set[Block]]:
    """Return the fields that stand in blocks outside a notice's text, and the blocks that make them up."""
    fields: dict[str, str] = {}
    used: set[Block] = set()
    for at, block in enumerate(blocks):
        if block in used:
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        here = line_fields(block.text)
        alone = _alone(block, here)
        if alone:
            used.add(block)
            if following and _is_value_of(block, following):
                fields.setdefault(alone, following.text)
                used.add(following)
        elif here:
            used.add(block)
            for label, value in here.items():
                fields.setdefault(label, value)
        elif _is_posting_day(block.text):
            used.add(block)
            fields.setdefault("发布日期", block.text)
    return fields, used


def _is_value_of(label: Block, value: Block) -> bool:
    """Whether the page puts a block that is no field itself next to a label."""
    if line_fields(value.text) or label_of(value.text) in LABELS:
        return False
    return value.where in (label.where, label.where.parent) or value.where.parent in (label.where, label.where.parent)


def _alone(block: Block, here: dict[str, str]) -> str:
    """Return the label that a block is, its value being the next block; empty where it is more or none."""
    label = label_of(block.text)
    if label not in LABELS or any(here.values()):
        return ""
    telling = block.where.tag in ("dt", "th", "td", "label") or block.text.rstrip()[-1] in ":：】]"
    return label if telling or len(label) > 2 else ""


def _is_posting_day(text: str) -> bool:
    """Whether a line is only the day, and perhaps the hour, at which a page was put up; 年月日 alone may sign it."""
    found = _POSTED.match(text)
    if not found or parse_date(found[0]) is None:
        return False
    rest = text[found.end() :].strip()
    return not rest and ("年" not in found[0] or ":" in found[0] or "：" in found[0])


def tables_of_fields(root: Element) -> Iterator[tuple[Element, dict[str, str]]]:
    """Yield the tables of a page that are made of fields, and their fields."""
    for element in root.elements():
        if element.tag != "table" or any(map(is_hidden, element.ancestors())):
            continue
        nested = any(one.tag == "table" for one in element.elements() if one is not element)
        if not nested and (fields := table_fields(element)):
            yield element, fields
