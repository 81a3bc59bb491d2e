"""Limits: how long a duty may take or must last, with the event from which the time runs."""

from __future__ import annotations

import re

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.facts.pattern import NUMBER, Pattern, bound, compiled, digits, group

_EVENT = re.compile(
    r"印发|印制|发布|公布|收到|接到|作出|做出|形成|变更|变化|制定|批准|批复|通过|结束|成立|受理|登记|签发|完成|公示|备案|出台|生效|实施|"
    r"召开|举行|送达|确认|提交|出版|施行|发生|上报|下达|移交|办结|审议|审定|调整|更新|发现|申请|组织|开展"
)
_SPAN = r"(?P<span>(?:个\s*)?(?:工作日|自然日|日历日|日|天|个月|月|小时|周|星期|年|分钟))"
_TRIGGER = r"(?P<trigger>[^，,。；;、：:\n]{0,40}?(?:之日起|之日|之后|以后|后|之前|前|起|时))?\s*的?\s*"
_NO_YEAR = r"(?<!\d)(?!(?:19|20)\d\d\s*年)"
_SAME_DAY = r"办|答|告|回|报|公|发|转|送|录|受|确|处|上|移|完|登|出|予|向|与|将|内|书"
_HAN_DAYS = r"[一二三四五六七八九十]{1,3}"


def trigger_in(words: str) -> tuple[str, int]:
    """Return the event that starts a time limit and where its words begin in the phrase before the figure.

    It begins behind 自 or 从, which belong to the words but not to the event; else behind 在 or 于; else at the first
    word for an event.
    """
    since = max(words.rfind("自"), words.rfind("从"))
    if since >= 0:
        return words[since + 1 :], since
    event, lead = _EVENT.search(words), re.match(r"\s*[在于]", words)
    begin = lead.end() if lead else event.start() if event else 0
    return words[begin:], begin


def _time_limit(found: re.Match[str]) -> Found:
    phrase = found.groupdict().get("trigger") or ""
    trigger, shift = trigger_in(phrase)
    start = found.start() + shift if phrase else found.start()
    span = group(found, "span")
    unit = span if span == "个月" else span.removeprefix("个")
    value = digits(found["n"])
    return Found(
        FactKind.TIME_LIMIT, start, found.end(), value, unit, bound(found), re.sub(r"\s", "", trigger)
    )  # fmt: skip


def _same_day(found: re.Match[str]) -> Found:
    """Return a limit of no length: its value is the word itself (当日, 即时), for no figure is printed."""
    phrase = found.groupdict().get("trigger") or ""
    trigger, shift = trigger_in(phrase)
    begin = found.start() + shift if _EVENT.search(trigger) else found.start("n")
    event = trigger.removesuffix("的") if begin < found.start("n") else ""
    return Found(FactKind.TIME_LIMIT, begin, found.end("n"), found["n"], "", group(found, "after"), event)


def _days_before(found: re.Match[str]) -> Found | None:
    """Return days counted back from an event (会议召开10日前, 七日前); 10日前 alone is a date, read elsewhere."""
    trigger, shift = trigger_in(found["trigger"])
    event = trigger.removesuffix("的")
    if not _EVENT.search(event):
        if found["n"].isdigit():
            return None
        event, shift = "", found.start("n") - found.start()
    return Found(
        FactKind.TIME_LIMIT, found.start() + shift, found.end(), digits(found["n"]), "日", group(found, "after"), event
    )


_BEFORE = r"提前|延长至|延长|延期|延迟|不超过|不得超过|不少于|不得少于|至少|最长不得超过|最长不超过|最长|最迟"
LIMITS = (
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(rf"{_TRIGGER}(?P<before>{_BEFORE})?\s*(?:为)?\s*{_NO_YEAR}(?P<n>{NUMBER})\s*{_SPAN}\s*(?P<after>以内|之内|内)"),
        _time_limit,
        ("内",),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(
            r"(?P<trigger>自[^，,。；;、：:\n]{2,40}?(?:之日起|起))\s*(?P<before>满|超过|不足)\s*"
            rf"{_NO_YEAR}(?P<n>{NUMBER})\s*{_SPAN}(?!岁|度)"
        ),
        _time_limit,
        ("满", "超过", "不足"),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(
            r"(?P<before>提前|延长(?:至|期限)?|延期|最多不超过|最长不超过|最长不得超过|不超过|不得超过|不少于|不得少于|不得低于|"
            r"不低于|不短于|不得短于|至少|最长|超过|不满|不足|(?<![圆充])满)\s*"
            r"(?:为|(?:应当?|要|需|可|能)?(?:提前)?(?:留存|保存|保留|存储|储存|保管|公示|公告|公开|张贴|展示|持续|维持|公布|提前|开放|延长|缓|推迟))?\s*"
            rf"{_NO_YEAR}(?P<n>{NUMBER})\s*(?P<span>个?\s*(?:工作日|自然日)|日|天|个月|个?小时|周|个?星期|年)(?!度|岁|年|级)"
        ),
        _time_limit,
        ("日", "天", "月", "时", "年", "周", "星期"),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(rf"(?P<trigger>[^，,。；;、：:\n]{{2,24}})?(?<!\d)(?P<n>{NUMBER})\s*(?P<span>个\s*工作日|工作日|天|小时)\s*(?P<after>前|之前|以前)"),
        _time_limit,
        ("前",),
    ),
    Pattern(
        # 活动前10个工作日: the event stands before the figure, and no 内 behind it.
        FactKind.TIME_LIMIT,
        compiled(
            r"(?P<trigger>[^，,。；;、：:\n]{1,24}?(?<![年月周日季\d底初])(?:之前|以前|前|之后|以后|后))\s*的?\s*"
            rf"{_NO_YEAR}(?P<n>{NUMBER})\s*(?P<span>个?\s*(?:工作日|自然日)|日|天|个月|个?小时|分钟|周)(?![\u4e00-\u9fff]?[内月季底初末])"
        ),
        _time_limit,
        ("前", "后"),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(
            r"(?:时间|时限|期限|期)(?P<before>)(?:一般)?[为是]?\s*"
            rf"{_NO_YEAR}(?P<n>{NUMBER})\s*(?P<span>个?\s*(?:工作日|自然日)|日|天|个月|个?小时|周|年|分钟)(?![\u4e00-\u9fff]?[月季底初末])"
        ),
        _time_limit,
        ("期", "时"),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(rf"(?P<trigger>[^，,。；;、：:\n]{{0,24}}?)(?P<n>当日|当天|当即|即日)(?P<after>内)?(?=[^，,。；;\n]{{0,8}}?(?:{_SAME_DAY}))"),
        _same_day,
        ("当日", "当天"),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(r"(?<!已经)(?<!不能)(?P<n>即时)(?P<after>)(?=办|受|答|回|公|发|处|响|反|完|转|更)"),
        _same_day,
        ("即时",),
    ),
    Pattern(
        FactKind.TIME_LIMIT,
        compiled(rf"(?P<trigger>[^，,。；;、：:\n月]{{0,24}}?)(?<![\d月季一二三四五六七八九十])(?P<n>\d{{1,2}}|{_HAN_DAYS})\s*日\s*(?P<after>之前|以前|前)(?!期|述|款)"),
        _days_before,
        ("日前", "日之前", "日以前"),
    ),
)  # fmt: skip
"""Time limits, the more specific first."""
