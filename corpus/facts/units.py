"""Units: who is responsible for a duty, from lists in brackets and from 由…负责."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.fact import FactKind
from corpus.facts.found import Found

_ROLE = r"(?:责任|牵头|主责|配合|协办|主办|承办|参加|参与|落实|实施|协同|组织|完成|主管|监督|指导|第一责任)(?:责任)?(?:单位|部门|主体|机构|科室|处室|领导|人)(?:及(?:责任人|配合单位))?"
_LIST = re.compile(rf"(?P<role>{_ROLE})\s*[:：]\s*(?P<list>[^；;。）)\n]+)")
_ORG_END = r"(?:局|委|办|厅|部|院|社|政府|办公室|办公厅|委员会|中心|单位|部门|机构|支行|处|科|室|公司|联|馆|站|所|队|会|乡镇|街道|组|区|县|分局|行)"
_UNIT = rf"[市县区省州乡镇][\u4e00-\u9fff]{{1,28}}?{_ORG_END}"
_BY = re.compile(
    rf"由(?P<list>(?:[\u4e00-\u9fff（）()]{{1,24}}、){{0,30}}?[\u4e00-\u9fff（）()]{{1,40}}?{_ORG_END})(?:等)?"
    r"(?=(?:共同|具体|统一|分别|会同|统筹|总体|全面)?(?:负责|牵头|承担|组织|实施|承办|主办|汇总|审核|督促|指导|监督|协调|办理|解释|处理|约谈|核对|编制|配合|会同|受理|统筹))"
)
_DUTY_OF = re.compile(
    rf"(?:^|(?<=[，,；;。：:、\n）)]))(?P<list>{_UNIT}(?:、{_UNIT}){{0,30}})(?=(?:具体|统一|共同)?(?:负责|牵头))"
)
_SPLIT = re.compile(r"[、，,；;\s]+|(?<=[局委办厅室府心位门])(?:和|及|以及|与)(?=[市县区省各乡镇])")
_BARE = frozenset({"单位", "部门", "机构", "各单位", "直属机构", "省属单位"})


def _pieces(listed: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield the units of a list with their spans; 市政府各部门、单位 is one unit."""
    at, parts = 0, []
    for gap in [*_SPLIT.finditer(listed), None]:
        end = gap.start() if gap else len(listed)
        if listed[at:end].strip():
            parts.append((at, end))
        at = gap.end() if gap else end
    merged: list[tuple[int, int]] = []
    for start, end in parts:
        if merged and re.sub(r"等+$", "", listed[start:end]) in _BARE:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    for start, end in merged:
        name = re.sub(r"等(?:单位|部门|相关单位|有关部门)?$", "", listed[start:end])
        if name:
            yield name, offset + start, offset + start + len(name)


def find_units(words: str) -> Iterator[Found]:
    """Yield each responsible unit named in a clause's own text.

    `qualifier` is the list's role where it is not plainly 责任单位; `open` whether the list says 等.
    """
    taken = bytearray(len(words))
    for pattern in (_LIST, _BY, _DUTY_OF):
        for match in pattern.finditer(words):
            begin, stop = match.span("list")
            if any(taken[begin:stop]):
                continue
            taken[begin:stop] = b"\x01" * (stop - begin)
            role = match.groupdict().get("role") or ""
            qualifier = "" if role.startswith("责任") else role
            is_open = bool(re.search(r"等", match["list"] + words[match.end("list") : match.end("list") + 1]))
            for name, start, end in _pieces(match["list"], match.start("list")):
                yield Found(
                    FactKind.RESPONSIBLE_UNIT, start, end, re.sub(r"\s", "", name), qualifier=qualifier, open=is_open
                )
