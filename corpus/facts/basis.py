"""Basis: the documents that a clause cites by title, with their numbers where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.roles import DOC_NUMBER

_CITED = re.compile(rf"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》(?:\s*[（(]\s*{DOC_NUMBER}[^）)]{{0,20}}[）)])?")
_DOCUMENT = re.compile(
    r"(?:通知|条例|办法|指标|指引|规则|规程|报告|要点|意见|规定|法|方案|细则|决定|标准|规范|纲要|规划|计划|目录|指南|清单|公告|通报|函|批复|格式|准则|制度|宪法|决议|措施|章程|预案|规则|体系)(?:[（(].*[）)])?$"
)


def find_basis(words: str, own_title: str) -> Iterator[Found]:
    """Yield each document cited in 《》 other than the notice itself; `open` when 等 follows."""
    for match in _CITED.finditer(words):
        title = re.sub(r"\s", "", match["title"])
        if _DOCUMENT.search(title) and title not in own_title:
            following = words[match.end() : match.end() + 1]
            yield Found(FactKind.LEGAL_BASIS, match.start(), match.end(), title, open=following == "等")
