"""Title: what a notice is called apart from who issues it and how it was revised, and the year that it plans."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.fold import match_form, read_numerals

_INNER = re.compile(
    r"^(?P<before>[^《]*?)(?:关于)?(?:印发|发布|公布|转发|颁布|批转|下发|修订印发|重新印发)\s*(?P<name>.+?)(?:的(?:通知|决定|公告|令))$"
)
_QUOTED = re.compile(r"^\W*《(.+)》\W*(?:[（(].{1,20}[）)])?$")
_VERSION = re.compile(
    r"[（(【\[](?:\d{4}年?)?(?:第[一二三四五六七八九十\d]+次)?(?:最?新)?"
    r"(?:修订|修正|修改|试行|暂行|修订版|修订稿|版|年版|本|新版|废止)(?:稿|版|本)?[）)】\]]$"
)
_REVISED = re.compile(r"[（(【\[][^（）()【】]{0,12}(?:修订|修正|修改)[^（）()【】]{0,4}[）)】\]](?:的通知)?$|修订版$")
_PLAN = re.compile(
    r"(?:要点|任务分解表?|重点任务|重点工作|任务分工|分工方案|重点分工|工作分工|工作计划|年度计划|计划|(?:实施|工作|行动|推进|落实|活动)方案|"
    r"工作安排|任务清单|工作清单|工作台账|分工表|任务书|规划|行动|实施意见|工作意见|工作的?(?:指导)?意见)$"
)
_RULE = re.compile(r"(?:办法|规定|规程|细则|制度|条例|规则|章程|标准|规范|报告|总结|通报|考核|整改方案|预案|法|情况)$")
_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d{2})\s*年?(?:度)?\s*(?:[-—–－~～至到]+\s*(?P<last>(?:19|20)\d{2}))?\s*(?:年|(?=[）)]))"
)
_NUMBERED = re.compile(r"[〔\[［(（【﹝]\s*(?:19|20)\d{2}\s*[〕\]］)）】﹞]\s*第?\s*\d+\s*号")


_LONGEST = 400
"""No title is longer; what is comes from a file without lines, and only its beginning is looked at."""


def own_name(title: str) -> str:
    """Return what a title names: 甲办法 for 某市人民政府关于印发《甲办法》的通知.

    The title itself where it gives out nothing.
    """
    title = title.strip()[:_LONGEST]
    found = _INNER.match(title)
    name = found["name"].strip() if found else title
    quoted = _QUOTED.match(name)
    return quoted[1] if quoted else name


@lru_cache(maxsize=8192)
def base_name(title: str) -> str:
    """Return the form in which the names of two versions of a document are equal."""
    name = own_name(title)
    while (shorter := _VERSION.sub("", name.strip())) != name:
        name = shorter
    return match_form(re.sub(r"[《》〈〉<>“”\"'‘’]", "", name))


def is_revision(title: str) -> bool:
    """Return whether a title says that the document is a revision: 甲办法（2021年修订）."""
    return bool(_REVISED.search(own_name(title)) or _REVISED.search(title[:_LONGEST]))


def plan_year(title: str) -> int | None:
    """Return the year whose work the document called `title` plans, the last of several; None for what is no plan."""
    name = read_numerals(_NUMBERED.sub("", own_name(title)))
    years = list(_YEARS.finditer(name))
    bare = re.sub(r"[（(【][^（）()【】]*[）)】]", "", name).strip(" 》")
    if not years or _RULE.search(bare) or not _PLAN.search(bare) or is_revision(title):
        return None
    return max(int(found["last"] or found["first"]) for found in years)
