"""Event: what starts a time limit, as kinds of event with the words for them in notices and in questions."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event: its word in an answer, and what names it in Chinese and in English."""

    zh: str
    en: str
    words_zh: re.Pattern[str]
    words_en: re.Pattern[str]


def _event(zh: str, en: str, words_zh: str, words_en: str) -> Event:
    return Event(zh, en, re.compile(words_zh), re.compile(rf"\b(?:{words_en})\b", re.IGNORECASE))


ISSUE = _event(
    "印发", "issue", "印发|下发|制发|出台|发文|签发|成文|落款", "issued?|issuing|printed|signed|dated|put out"
)
PUBLISH = _event(
    "公布", "publication", "发布|公布|公开|出版|上网", "published|publication|released?|made public|posted"
)
RECEIVE = _event("收到", "receipt", "收到|接到|收悉|接收|收的", "received?|receipt|receiving|got|came in|arrived")
APPLY = _event("提交", "submission", "提交|申请|递交|上报|报送", "submitted|filed|applied|lodged|sent in")
DECIDE = _event("作出", "the decision", "[作做]出|下达|决定", "made|decided|decision")
FORM = _event("形成", "creation", "形成|制作|获取|生成", "created|creation|formed|drawn up|generated|produced")
CHANGE = _event("变更", "the change", "变更|变化|调整|更新|变动", "changed?|altered|adjusted|updated")
APPROVE = _event("批准", "approval", "批准|批复|审批|审定|通过", "approved|approval|adopted")
END = _event("结束", "the end", "结束|完成|办结|期满", "ended|finished|closed|completed")
ACCEPT = _event("受理", "acceptance", "受理|登记|立案", "accepted|acceptance|registered")
HAPPEN = _event("发生", "the event", "发生|突发", "happened|occurred|broke out")
FIND = _event("发现", "discovery", "发现|查实", "discovered|discovery|found")
HOLD = _event("召开", "the event", "召开|举行|举办|开会|开展", "held|takes? place|will be held")
FORCE = _event("实施", "entry into force", "生效|施行|实施|执行", "in force|took effect|takes effect|effective")
OTHER = _event(
    "起算",
    "the starting day",
    "公示|公告|送达|备案|成立|上岗|到岗|确认|交办|转办|起算|算起|开始|起",
    "served|begins?|began|from",
)

EVENTS = (
    ISSUE, PUBLISH, RECEIVE, DECIDE, FORM, CHANGE, APPROVE, END, ACCEPT, HAPPEN, FIND, HOLD, FORCE, APPLY, OTHER,
)  # fmt: skip
"""Every kind; where one phrase names several (收到申请), the earlier is what happens."""

_TAKEN_FOR: frozenset[tuple[str, str]] = frozenset(
    (one.zh, other.zh)
    for one, other in (
        (ISSUE, FORM), (DECIDE, FORM), (PUBLISH, ISSUE), (ISSUE, PUBLISH), (APPLY, RECEIVE), (FORCE, ISSUE),
    )
)  # fmt: skip
"""Which event may stand in for which other where a clerk knows only its day; an answer then says so."""


def events_in(words: str) -> tuple[Event, ...]:
    """Return the kinds of event that `words` name, Chinese or English, in the order of `EVENTS`; OTHER only alone."""
    found = tuple(e for e in EVENTS if e.words_zh.search(words) or e.words_en.search(words))
    return tuple(e for e in found if e is not OTHER) or found


def first_event(words: str) -> Event | None:
    """Return the event that `words` name first (收到的公开申请: 收到), None when they name none; never OTHER."""
    places = {event.zh: _place(event, words) for event in events_in(words) if event is not OTHER}
    return next((e for e in EVENTS if e.zh in places and places[e.zh] == min(places.values())), None)


def last_event(words: str) -> Event | None:
    """Return the event that stands nearest before a day; what was received or decided is no event of its own."""
    found = [event for event in events_in(words) if event is not OTHER]
    for plain in (RECEIVE, DECIDE):
        if plain in found:
            return plain
    return max(found, key=lambda event: _place(event, words), default=None)


def _place(event: Event, words: str) -> int:
    found = event.words_zh.search(words) or event.words_en.search(words)
    return found.start() if found else -1


def starts(event: Event | None, trigger: str) -> tuple[bool, bool]:
    """Return whether `event` can start a limit that runs from `trigger`, and whether it only stands in for that.

    An event that the question does not name, or a limit that names no trigger, is taken as it is.
    """
    wanted = [e for e in events_in(trigger) if e is not OTHER]
    if RECEIVE in wanted:
        wanted = [e for e in wanted if e is not APPLY]
    if event is None or event is OTHER or not wanted or event in wanted:
        return True, False
    stands_in = any((event.zh, each.zh) in _TAKEN_FOR for each in wanted)
    return stands_in, stands_in
