"""Basis: the documents that a clause cites by title, with their numbers where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.roles import DOC_NUMBER

_ORDER = (
    r"[\u4e00-\u9fff]{2,24}令\s*(?:[〔\[（(]?\d{4}[〕\]）)]?\s*年?)?\s*"
    r"第\s*[\d一二三四五六七八九十百零〇]{1,5}\s*号"
)
"""The number of a decree (国务院令第711号, 省政府令第5号), which follows no year."""

_CITED = re.compile(
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
    rf"(?:\s*[（(]\s*(?:{DOC_NUMBER}|{_ORDER})[^）)]{{0,20}}[）)])?"
)
_DOCUMENT = re.compile(
    r"(?:通知|条例|办法|指标|指引|规则|规程|报告|要点|意见|规定|法|方案|细则|决定|标准|规范|纲要|规划|计划|目录|指南|清单|公告|通报|函|批复|格式|准则|制度|宪法|决议|措施|章程|预案|规则|体系)(?:[（(].*[）)])?$"
)


def _is_own(title: str, own_title: str) -> bool:
    """Whether a cited title is the notice's own or that of the plan it issues; 信访条例 is not 某省信访条例."""
    if not own_title.endswith((title, f"{title}》的通知", f"{title}的通知")):
        return title in own_title and f"《{title}》" in own_title
    before = own_title[: own_title.rfind(title)]
    return not before or bool(re.search(r"(?:印发|转发|公布|发布|下发|批转)(?:《|〈)?$", before))


def find_basis(words: str, own_title: str) -> Iterator[Found]:
    """Yield each document cited in 《》 other than the notice itself; `open` when 等 follows."""
    for match in _CITED.finditer(words):
        title = re.sub(r"\s", "", match["title"])
        if _DOCUMENT.search(title) and not _is_own(title, own_title):
            following = words[match.end() : match.end() + 1]
            yield Found(FactKind.LEGAL_BASIS, match.start(), match.end(), title, open=following == "等")
