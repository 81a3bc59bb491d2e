"""Furniture: lines and parts of lines that a web page or a printer put around a notice, as tables."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Furniture:
    """One kind of line that belongs to no clause, wherever it stands in the file."""

    kind: str
    pattern: re.Pattern[str]
    longest: int = 80


def _line(kind: str, pattern: str, longest: int = 80) -> Furniture:
    return Furniture(kind, re.compile(pattern, re.IGNORECASE), longest)


_PAGE_WORDS = (
    r"(?:返回|回到)(?:顶部|首页|列表|上级)|无障碍(?:浏览|阅读)?|长者(?:版|模式)|关怀(?:版|模式)|"
    r"简体|繁[体體]|网站地图|设为首页|加入收藏"
)
ANYWHERE = (
    _line("page mark", r"[\s\-—–_·•]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*共\s*\d+\s*页)?[\s\-—–_·•]*$"),
    _line("page mark", r"page\s*\d+(\s*(of|/)\s*\d+)?$"),
    _line("page mark", r"\d{1,4}\s*/\s*\d{1,4}$"),
    _line("rule", r"[\-—–_=*＊·•~★☆\s]{3,}$"),
    _line(
        "address", r"(?:网址[:：]\s*)?(?:https?://\S+|(?:[\w-]+\.)+(?:gov|com|org|net|edu|cn)(?:\.cn)?(?:/\S*)?)$", 200
    ),
    _line("preview", r"预览已结束|完整(?:报告|内容|版)?(?:链接|请|下载)|未完待续|点击(?:查看|阅读)(?:全文|更多|原文)"),
    _line("navigation", r"(?:您|你)?(?:当前|现在|所在)的?位置\s*(?:是)?[:：]|首页\s*[>＞»›/|｜-]", 160),
    _line("navigation", r"(?:上|下)一(?:篇|条|页|则)"),
    _line(
        "navigation", r"(?:分享|转发)(?:到|至)?\s*[:：]?(?:\s*(?:微信|微博|qq空间|QQ|朋友圈|新浪|腾讯|更多|短信))*\s*$"
    ),
    _line("navigation", r"(?:相关|推荐|热门)(?:链接|文章|阅读|信息|新闻|解读|附件下载)\s*[:：]?$"),
    _line(
        "navigation",
        rf"(?:{_PAGE_WORDS})(?:[\s|｜/·]++[\u4e00-\u9fff]{{2,4}}+(?=[\s|｜]|$)|[\s|｜/·]*+(?:{_PAGE_WORDS}))*+\s*$",
    ),
    _line("navigation", r"扫一扫.{0,20}$|(?:微信)?扫码.{0,6}(?:关注|分享|打开|访问|阅读|查看).{0,12}$"),
    _line(
        "footer",
        r"(?:.*[\s　|｜])?版权所有(?![者人权])|.*(?:copyright|©|produced by|power(?:ed)? by)"
        r"|.*(?:ICP备\s*\d|公网安备\s*\d|网站标识码\s*[:：]?\s*\w{8,}|(?:技术|网站)支持\s*[:：])",
        200,
    ),
)

EDGE = (
    _line("contact", r"(?:主办|承办|协办|运维|维护)(?:单位|机构)?\s*[:：]\s*\S{2,40}$"),
    _line("contact", r"(?:联系(?:电话|地址|方式)|地址|邮编|邮政编码|传真)\s*[:：].*$"),
    _line("footer", r"(?:联系我们|关于我们|网站声明|隐私(?:声明|政策))(?:[\s|｜:：].*)?$"),
    _line("footer", r"(?:信息来源|来源|作者|编辑|责任编辑|责编|审核|校对|供稿)\s*[:：].*$"),
)

_EDGE_LEFT = r"(?<![^\s　|｜\]】）)》>·])"
_EDGE_RIGHT = r"(?![^\s　|｜\[【（(《<·])"
_CONTROL = (
    r"[\[【(（]?\s*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|我要纠错|纠错|保存本页|"
    r"返回(?:顶部|列表|上页)?)\s*[\]】)）]?"
)
_INLINE = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]\s*(?:\[?\s*\d*\s*\]?\s*次?)(?=\s|$|[|｜\[【字分])"
    r"|(?:字号|字体)(?:大小)?\s*(?:[:：]\s*)?[\[【(（]?\s*(?:[大中小]\s*){2,3}[\]】)）]?"
    r"|(?:字号|字体)(?:大小)?\s*[:：]\s*(?:\[\s*\])?(?=\s|$)"
    rf"|{_EDGE_LEFT}(?:{_CONTROL})+{_EDGE_RIGHT}"
    rf"|{_EDGE_LEFT}(?:视力保护色\s*[:：]?.*|分享到?\s*[:：].*)$|\|(?=\s*$)"
)
"""Controls of a page; words such as 关闭 only where they stand alone between spaces, bars or brackets."""
_INLINE_TRIGGER = re.compile(r"浏览|点击|阅读|访问|字号|字体|打印|关闭|收藏|纠错|分享|视力|返回")


def furniture_kind(line: str) -> str | None:
    """Return what kind of furniture the whole of `line` is, None when it is none."""
    for furniture in ANYWHERE:
        sentence = "。" in line and furniture.kind != "preview"
        if len(line) <= furniture.longest and not sentence and furniture.pattern.match(line):
            return furniture.kind
    return None


def edge_kind(line: str) -> str | None:
    """Return what kind of furniture `line` is when it stands before the first or after the last clause."""
    for furniture in EDGE:
        if len(line) <= furniture.longest and furniture.pattern.match(line):
            return furniture.kind
    return None


def inline_furniture(line: str) -> list[tuple[int, int]]:
    """Return the spans of page controls (打印本页, 字号, 浏览次数) in a line that holds no sentence."""
    if len(line) > 120 or "。" in line or not _INLINE_TRIGGER.search(line):
        return []
    spans = [found.span() for found in _INLINE.finditer(line) if found[0].strip()]
    rest = _INLINE.sub("", line)
    has_label = re.search(r"[:：]|\d{4}", rest)
    return spans if not rest.strip() or (spans and has_label) else []
