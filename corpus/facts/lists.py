"""Lists: the members of an enumeration with their places: 甲、乙和丙, 甲、乙以及丙."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING, _CLOSING = "（(《“「[〔", "）)》”」]〕"
_JOINT = re.compile(r"、|或者|以及|及(?!其|时)|和|与|或|[\s/]+")

BODY_END = (
    r"(?:局|委|办|厅|部|院|社|总署|公署|行署|政府|办公室|办公厅|委员会|中心|单位|部门|机构|机关|组织|支行|银行|处|科|室|公司|联|馆|站|所|队|会|会议|"
    r"乡镇|街道|组|小组|区|县|分局|行|海关|学校|协会|党组织|党委|同志|工作人员|负责人|领导|公报)"
)
"""How the name of a body, or of an office that acts for one, ends."""

_ENDS_AS_BODY = re.compile(rf"{BODY_END}(?:[（(][^（）()]{{1,12}}[）)])?$")
_BARE = re.compile(r"(?:各)?(?:单位|部门|机构|机关|直属机构|省属单位|有关单位|相关单位)$")
_OTHERS = re.compile(r"等(?:有关|相关)?(?:单位|部门|机构|机关)?$")

Piece = tuple[int, int]


def _top_level_joints(words: str) -> Iterator[re.Match[str]]:
    """Yield the joints that stand in no brackets and no quotation marks."""
    depth, at = 0, 0
    for joint in _JOINT.finditer(words):
        between = words[at : joint.start()]
        depth += sum(between.count(mark) for mark in _OPENING) - sum(between.count(mark) for mark in _CLOSING)
        at = joint.start()
        if depth <= 0:
            yield joint


def split_list(words: str) -> Iterator[Piece]:
    """Yield the span of each member of a list, split at every joint outside brackets."""
    at = 0
    for joint in [*_top_level_joints(words), None]:
        end = joint.start() if joint else len(words)
        start = at + len(words[at:end]) - len(words[at:end].lstrip())
        stop = start + len(words[start:end].rstrip())
        if stop > start:
            yield start, stop
        at = joint.end() if joint else end


def split_bodies(words: str) -> Iterator[Piece]:
    """Yield the span of each body in a list of bodies.

    A member that does not end as a body's name does belongs to the next one (市或者区档案馆), and a bare
    单位 or 部门 behind a name belongs to that name (其上级机关、单位).
    """
    merged: list[Piece] = []
    begin: int | None = None
    for start, stop in split_list(words):
        first = start if begin is None else begin
        name = _OTHERS.sub("", words[start:stop])
        if merged and begin is None and _BARE.fullmatch(words[start:stop]):
            merged[-1] = (merged[-1][0], stop)
        elif name and not _ENDS_AS_BODY.search(name):
            begin = first
        else:
            merged.append((first, start + len(name) if name else stop))
            begin = None
    yield from merged
