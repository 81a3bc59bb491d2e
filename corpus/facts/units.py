"""Units: who is responsible for a duty, from lists in brackets and from 由…负责."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.facts.lists import BODY_END, split_bodies

_ROLE = r"(?:责任|牵头|主责|配合|协办|主办|承办|参加|参与|落实|实施|协同|组织|完成|主管|监督|指导|第一责任)(?:责任)?(?:单位|部门|主体|机构|科室|处室|领导|人)(?:及(?:责任人|配合单位))?"
_LIST = re.compile(rf"(?P<role>{_ROLE})\s*[:：]\s*(?P<list>[^；;。）)\n]+)")
_ORG_END = BODY_END
_UNIT = rf"[市县区省州乡镇][\u4e00-\u9fff]{{1,28}}?{_ORG_END}"
_HOW = r"(?:依法|共同|具体|统一|分别|会同|统筹|总体|全面|依照[^，,。；;\n]{1,24}?|按照[^，,。；;\n]{1,20}?|根据[^，,。；;\n]{1,20}?|及时|优先|提前|直接|代为)"
_DUTY = (
    r"负责(?!人)|牵头|承担|组织|实施|承办|主办|汇总|审核|督促|指导|监督|协调|办理|解释|处理|约谈|核对|编制|配合|会同|受理|统筹|"
    r"责令|给予|予以|决定|确定|制定|批准|公布|处罚|没收|作出|提出|收集|保管|接收|接受|征购|收购|主持|指定|填写|进行|查处|采取|管理|核定|认定|审批|"
    r"征收|拟订|拟定|出具|登记|整理|答复|收取|收缴|拨付|安排|发布|备案|审定|复核|评定|认可|移送|协商|追究|维护|建立|设立|起草|报送|报"
)
_BY = re.compile(
    rf"(?<![自经理])由(?!两个|申请|当事|信访人|消费者|投诉人|双方)"
    rf"(?P<list>(?:[\u4e00-\u9fff（）()]{{1,30}}、){{0,30}}?(?:[\u4e00-\u9fff（）()]{{1,44}}?{_ORG_END}|(?<=、)(?:单位|部门|机构)))(?:等)?"
    rf"(?={_HOW}{{0,3}}(?:{_DUTY}))"
)
_DUTY_OF = re.compile(
    rf"(?:^|(?<=[，,；;。：:、\n）)]))(?P<list>{_UNIT}(?:、{_UNIT}){{0,30}})(?=(?:具体|统一|共同)?(?:负责|牵头))"
)
_AUTHORITY = re.compile(
    r"(?:^|(?<=[，,；;。：:、\n）)\s]))(?P<list>(?:国务院|国家|全国|省|市|县级以上|地方|各级|本级|同级|上级|设区的|地级以上)"
    rf"[\u4e00-\u9fff]{{0,30}}?{_ORG_END})(?=(?:依法|具体|统一|共同|主要)?(?:负责|牵头|主管)(?!人|的|同志|单位|部门|[^，,。；;\n]{{1,16}}的(?:部门|机构|人员)))"
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


def _bodies(listed: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield the bodies that a sentence names, joined by 、, 或者 or 和, with their spans."""
    for start, end in split_bodies(listed):
        yield listed[start:end], offset + start, offset + end


def find_units(words: str) -> Iterator[Found]:
    """Yield each responsible unit named in a clause's own text.

    `qualifier` is the list's role where it is not plainly 责任单位; `open` whether the list says 等.
    """
    taken = bytearray(len(words))
    for pattern in (_LIST, _BY, _DUTY_OF, _AUTHORITY):
        for match in pattern.finditer(words):
            begin, stop = match.span("list")
            if any(taken[begin:stop]):
                continue
            taken[begin:stop] = b"\x01" * (stop - begin)
            role = match.groupdict().get("role") or ""
            qualifier = "" if role.startswith("责任") else role
            is_open = bool(re.search(r"等", match["list"] + words[match.end("list") : match.end("list") + 1]))
            pieces = _pieces if pattern is _LIST else _bodies
            for name, start, end in pieces(match["list"], match.start("list")):
                yield Found(
                    FactKind.RESPONSIBLE_UNIT, start, end, re.sub(r"\s", "", name), qualifier=qualifier, open=is_open
                )
