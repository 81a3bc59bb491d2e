"""Channels: by what means, in what form or at what place something is published, heard, submitted or handled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.facts.lists import Piece, split_list

_WORDS = r"[^，,。；;：:\n]"
_BY = r"(?:通过|利用|运用|采取|采用|依托|借助|经由|(?<![可所予加难是、])以(?![及上下内来后前外为便]))"
_AT = r"(?<![存现正所实旨])在(?![线内])"
_HEAD = r"(?:渠道|形式|方式|途径)"
_KINDS = r"(?:渠道|形式|方式|途径|媒介|媒体|载体|手段|平台|场所)"
_WHICH = (
    r"(?:多种|各种|新|(?:大众)?传播|呈现|展现|书面|技术|政务服务|非现场|调解|竞争性|法定|线上|线下|多样化?的?|"
    r"[\u4e00-\u9fff]{1,8}的)"
)
_MEANS = (
    r"(?:网站|政务服务网|政府网(?!站)|平台|公报|专栏|栏目|系统|热线电话|热线|信箱|邮箱|公众号|客户端|移动端|终端|媒体|报刊|广播|电视台|电视|电台|微博|微信|"
    r"公告栏|公示栏|信息栏|大厅|窗口|发布会|刊物|报纸|信息屏|显示屏|图书馆|档案馆|(?:接待|服务|查阅|阅览|办事)场所|网页|短信|APP)"
    r"(?:首页|“[^”\n]{1,16}”(?:专栏|平台|栏目)|《[^》\n]{1,20}》|[\u4e00-\u9fff]{2,5}栏目)?"
)
_NAMED = rf"(?P<list>{_WORDS}{{0,30}}?{_MEANS}(?:(?:、|和|或者|以及|及|与|或){_WORDS}{{0,30}}?{_MEANS})*)"
_LISTED = rf"(?P<list>{_WORDS}{{1,110}}?)"
_USED = (
    r"(?=等|上|公开|发布|公布|公示|提出|提交|提供|核验|核实|做好|全方位|及时|统一|集中|向|对|进行|实施|推|加强|增强|让|申请|查|办|受理|开|"
    r"持续|为依托|为载体|交流|宣传|解读|同步|实时|广泛|主动|依法|联|刊|搭|予以|[^\u4e00-\u9fff、]|$)(?!发布违法|开发|对接|推进)"
)
_PUBLISH = (
    r"公开|发布|公布|公示|刊登|刊载|登载|公告|开设|设置|设立|建立|展示|实施|备案|同源|办理|提出|"
    r"查询|持续|加大|统一|集中|进行|予以"
)
_ABUSE = r"(?!发布违法|销售|牟|骚扰|制造|干扰|变相|谋取|侵害|表达|阻|收取|强)"
_VAGUE = re.compile(
    r"(?:多种|各种|任何|相应|有效|不同|一定|多|该|上述|何种|适当|此|这些?|下列|以下|合法|正当|法定|法治(?:思维)?|市场化|办理|参与|公开|联系|获取|申请|多样|"
    r"新|规定|.{0,12}(?:要求|规定|程序|途径|手续|活动|名义|为由))的?"
)
_ACTS = re.compile(
    r"推进|提升|实现|打造|构建|推动|促进|优化|健全|强化|增强|诉讼|仲裁|行政(?:复议|许可|裁决|确认)|"
    r"得当|对接|出让|划拨|转让|参股|兼并|收购|股份|股权|合资|招商"
)
_LEAD = re.compile(r"^.*(?:公布|设立|喜闻乐见|投诉举报|无需签收|工作机构|在内)的(?=.{2})|^包括(?=.{2})")
_TOPIC = re.compile(
    r"公开|公布|公示|公告|发布|解读|宣传|提出|提交|申请|受理|送达|报送|征求|征集|听取|告知|通知|答复|回应|投诉|举报|查询|查阅|反馈|监督|督查|调度|"
    r"信访|接待|沟通|互动|交流|意见|信息|听证|调解|培训|办理|行政许可|问政|争议|纠纷|办事|核实|核验|政务|公文|档案|报告|传播"
)
"""What a sentence speaks of when its means are channels; 以股份合作等方式 of an enterprise is none."""
_IS_MEANS = re.compile(rf"(?:{_MEANS}|”)$")


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to name channels; the group `list` holds them, and each ends as a means does when `named`."""

    regex: re.Pattern[str]
    needs: tuple[str, ...]
    named: bool = False


_TABLE = (
    _Wording(
        re.compile(rf"{_BY}{_LISTED}(?:等(?:{_WHICH}){{0,3}}{_KINDS}|(?:的|的?(?:多种|各种|其他))?{_HEAD}){_ABUSE}"),
        ("形式", "方式", "渠道", "途径", "等"),
    ),
    _Wording(
        re.compile(rf"{_BY}{_NAMED}{_USED}"),
        ("通过", "利用", "运用", "依托", "借助", "经由", "以"),
        named=True,
    ),
    _Wording(
        re.compile(rf"{_AT}{_NAMED}(?:等(?:[\u4e00-\u9fff]{{0,6}}?{_KINDS})?)?上?(?:显著位置)?(?=[^，,。；;\n]{{0,6}}?(?:{_PUBLISH}))"),
        ("在",),
        named=True,
    ),
    _Wording(
        re.compile(rf"(?:畅通|拓宽|加强|开通|设立|设置){_LISTED}等(?=[^，,。；;\n]{{0,10}}?(?:渠道|平台|场所))"),
        ("渠道", "平台", "场所"),
    ),
    _Wording(re.compile(rf"向{_NAMED}等?延伸"), ("延伸",), named=True),
    _Wording(re.compile(rf"由{_NAMED}(?:统一|集中)?(?:刊|登|公布|公开)"), ("由",), named=True),
)  # fmt: skip


def _own_name(words: str) -> int:
    """Return where the channel's own name begins in a member of a list."""
    lead = _LEAD.match(words)
    return lead.end() if lead else 0


def _sentence(words: str, begin: int, stop: int) -> str:
    """Return the sentence that holds words[begin:stop]."""
    ends = [at for at in (words.find(mark, stop) for mark in "。；\n") if at >= 0]
    return words[max(words.rfind(mark, 0, begin) for mark in "。；\n") + 1 : min(ends, default=len(words))]


def find_channels(words: str) -> Iterator[Found]:
    """Yield each channel, form or place that a clause names; `open` when the list says 等."""
    taken = bytearray(len(words))
    for wording in _TABLE:
        if not any(need in words for need in wording.needs):
            continue
        for match in wording.regex.finditer(words):
            begin, stop = match.span("list")
            if any(taken[begin:stop]) or _ACTS.search(match["list"]):
                continue
            if not wording.named and not _TOPIC.search(_sentence(words, begin, stop)):
                continue
            taken[begin:stop] = b"\x01" * (stop - begin)
            for start, end in _members(match["list"], named=wording.named):
                skipped = _own_name(match["list"][start:end])
                name = re.sub(r"\s", "", match["list"][start + skipped : end])
                if len(name) > 1 and not _VAGUE.fullmatch(name):
                    is_open = words[stop : stop + 1] == "等"
                    at = begin + start + skipped
                    yield Found(FactKind.CHANNEL, at, begin + end, name, open=is_open, around=(begin, stop))


def _members(listed: str, *, named: bool) -> Iterator[Piece]:
    """Yield the members of a list; what is no means by itself belongs to the next (省、市主流媒体, 中央和地方媒体)."""
    begin: int | None = None
    for start, end in split_list(listed):
        first = start if begin is None else begin
        ends_here = _IS_MEANS.search(listed[start:end]) or (listed[end : end + 1] == "、" and end - start > 1)
        if named and end < len(listed) and not ends_here:
            begin = first
            continue
        begin = None
        yield first, end
