"""Stated: whether a sentence states the kind of thing that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ask import VALUE_KINDS, Ask
from assistant.question import Question
from assistant.terms import coverage
from assistant.wanted import DURATIONS, states_contact, states_duration, states_unit, wanted_units
from corpus import Fact, FactKind
from corpus.fold import match_form

_KIND_BONUS = 0.25
# More than words and likeness can make up for: another sentence of the clause has the figure.
_LACKING = 1.0
COUNTED = re.compile(r"[\d一二两三四五六七八九十]+\s*[种类个项名人家条份件期场篇位所轮](?!\s*(?:工作日|自然日|月))")
"""A count in a clause that is no duty, such as 3种."""
_ABOUT = 0.4
_ACTOR = re.compile(
    r"(?:部门|单位|机关|机构|局|委|办|厅|办公室|中心|政府|公司|小组|同志|负责人|人员|专家学者|书记|市长|县长|区长|主任|党组|委员会|协会)"
    r"(?:原则上|具体|统一|共同|分别)?(?:负责|牵头|承担|组织|实施|[要应须需将会可能得]|会同|履行|对|是|为|在|主管|指导|审核|带头|直接|主动)"
    r"|(?:由|向|报|经|明确|依托|会同|与)[\u4e00-\u9fff（）]{2,20}(?:部门|单位|机关|机构|局|委|办|厅|室|中心|政府|公司|小组|科|处)"
    r"|(?:邀请|听取|征求|吸收|组织|请|询问|咨询)[^。；，]{0,24}(?:代表|专家|学者|媒体|企业|协会|商会|公众|群众|居民|律师|委员)"
    r"|(?:代表|专家|学者|媒体|公众|群众|居民|律师|委员)[^。；，]{0,16}(?:列席|参加|参与|出席|旁听)"
)
_WHERE = re.compile(
    r"网|平台|系统|专栏|栏目|公报|媒体|微博|微信|公众号|客户端|热线|信箱|邮箱|电话|大厅|窗口|中心|馆|场所|地点|地址|会议室|"
    r"办公室|部门|机关|机构|单位|委员会|法院|政府|[市县区乡镇村](?=报|提|申|备|登)|形式|方式|渠道|途径|现场|[点站处室所]"
)
_VAGUE_DUTY = "定期 及时 尽快 适时 按时 实时 稳步 常态化 同步 第一时间 随时 立即 动态".split()


def kind_fit(question: Question, words: str, facts: Sequence[Fact]) -> float:
    """Return a bonus for a sentence with the kind of value asked for, a malus for one without the figure asked for."""
    if not states_asked(question, words, facts):
        return -_LACKING
    if not question.wants_value or not states_value(question, words, facts):
        return 0.0
    return _KIND_BONUS if value_facts(question, facts) else _KIND_BONUS * 0.4


def states_value(question: Question, words: str, facts: Sequence[Fact]) -> bool:
    """Whether a sentence states what kind of value is asked for: a fact of it, a length of time, a count, or a duty
    without a figure.

    A word such as 及时 is such a duty only in a part of the sentence that is about what is asked.
    """
    if value_facts(question, facts):
        return True
    if question.asks_time and any(
        any(word in part for word in _VAGUE_DUTY) and coverage(question.terms, [(match_form(part), 1.0)]) >= _ABOUT
        for part in re.split(r"[，,；;。]", words)
    ):
        return True
    units = wanted_units(question.text, question.language)
    if Ask.TIME in question.asks and units & DURATIONS:
        return states_duration(words)
    if units and states_unit(units, words, facts):
        return True
    return Ask.COUNT in question.asks and bool(COUNTED.search(words)) and not question.asks_time


def names_someone(words: str) -> bool:
    """Whether a sentence says of an office or of officials that they do something."""
    return bool(_ACTOR.search(words))


def names_channel(words: str, facts: Sequence[Fact]) -> bool:
    """Whether a sentence says where or by what means something is done."""
    return any(fact.kind == FactKind.CHANNEL for fact in facts) or bool(_WHERE.search(words))


def value_facts(question: Question, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return those of `facts` that are of a kind the question asks for, of the most specific kind that has any."""
    for ask in question.asks:
        for kinds in VALUE_KINDS.get(ask, ()):
            fitting = tuple(fact for fact in facts if fact.kind in kinds)
            if fitting:
                return fitting
    return ()


def states_asked(question: Question, words: str, facts: Sequence[Fact]) -> bool:
    """Whether a sentence states the figure, in its unit, or the number or address that a question asks for.

    Always when it asks for none of these.
    """
    if not states_contact(question.text, words):
        return False
    if not question.asks_figure:
        return True
    return states_value(question, words, facts) and _in_units(question, words, facts)


def _in_units(question: Question, words: str, facts: Sequence[Fact]) -> bool:
    """Whether the figure is in the unit asked for, in any unit of time where one is, or a duty without a figure."""
    if not value_facts(question, facts) and question.asks_time:
        return True  # 定期, 及时: a duty without a figure; or a length of time that is no limit
    units = wanted_units(question.text, question.language)
    if Ask.TIME in question.asks:
        units = DURATIONS if units & DURATIONS else units
    return states_unit(units, words, facts)
