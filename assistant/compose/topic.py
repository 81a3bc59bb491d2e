"""Topic: what a question for a list asks of the facts: their kind, their period, a last day or an event they follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.ask import Ask
from assistant.compose.last_day import last_day_asked
from assistant.compose.mention import mention_asked
from assistant.question import Question
from assistant.terms import Term
from corpus import Clause, Fact, FactKind, Reading
from corpus.clause import CLOSING, FRONT, SIGNATURE
from corpus.fold import match_form, read_numerals
from index.sentences import headings_above, split_sentences


@dataclass(frozen=True, slots=True)
class Topic:
    """What the items of a list must have.

    `label` names it in the question's language; `kinds` are names of `_KINDS`, any of which will do; `period` is the
    Chinese word for how often (年, 季度); `last_day` month and day on or before which something is due, with `year`, 0
    where it is not said; `event` what a time limit runs from; `terms` the further words that an item must prove; `mentioned` the
    words of which one must stand in it.
    """

    label: str
    kinds: tuple[str, ...] = ()
    period: str = ""
    last_day: tuple[int, int] | None = None
    year: int = 0
    event: str = ""
    terms: tuple[Term, ...] = ()
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a list, `notice.text[start:end]`, with the facts for which it is listed.

    `earlier` says that it is due before the day asked for.
    """

    reading: Reading
    clause: Clause
    start: int
    end: int
    facts: tuple[Fact, ...]
    earlier: bool = False

    @property
    def words(self) -> str:
        """The sentence."""
        return self.reading.notice.text[self.start : self.end]


_LISTING = re.compile(
    r"哪些|哪几|列出|列一下|列[个全]|全列|逐[项条]|清单|所有|全部|一[条个]不[落漏]|汇总|凡是|每一?[项条]|都[是有]|统统|[有]没有|\b(?:list|all the|everything)\b"
    r"|\b(?:which|what|every) (?:\w+ ){0,3}?(?:tasks?|things|items?|dut(?:y|ies)|deadlines|time limits|targets|indicators|quotas"
    r"|reports|materials|documents|percentages|requirements)\b",
    re.IGNORECASE,
)
_ONE_FIGURE = re.compile(
    r"几(?!项|条|件|类|个方面|乎|份)|多少|多久|何时|什么时候|谁|\bhow\b|\bwhen\b|\bwho\b", re.IGNORECASE
)
"""What asks for one figure or one office, however many words of a list stand beside it."""
_SAME_DAY = re.compile(
    r"不得?晚于[^，。；]{0,12}当[日天]|(?:于|在)?(?:当[日天]|次日)(?:内|前)?(?=公开|公布|发布|报|答复|更新|上网|送)"
)


def _is_quantity(fact: Fact) -> bool:
    """Whether a span is how long something lasts, such as 不少于40小时 of training, not within what time it is done."""
    return fact.unit in ("小时", "分钟") and fact.qualifier in ("不少于", "不得少于", "至少", "最少", "不低于")


_KINDS: dict[str, Callable[[Fact], bool]] = {
    "time": lambda f: f.kind == FactKind.DATE or (f.kind == FactKind.TIME_LIMIT and not _is_quantity(f)),
    "date": lambda f: f.kind == FactKind.DATE,
    "workdays": lambda f: f.kind == FactKind.TIME_LIMIT and f.unit == "工作日",
    "share": lambda f: f.kind == FactKind.PERCENTAGE,
    "times": lambda f: f.kind == FactKind.FREQUENCY and bool(f.unit),
    "target": lambda f: (
        f.kind in (FactKind.PERCENTAGE, FactKind.QUOTA)
        or (f.kind == FactKind.FREQUENCY and bool(f.unit and f.qualifier))
        or (f.kind == FactKind.TIME_LIMIT and _is_quantity(f))
    ),
}
_KIND_WORDS = (
    ("date", re.compile(r"[带有定][^，。]{0,4}日期|(?:具体|截止|完成)(?:的)?(?:日期|时间)|截止|\b(?:due dates?|with a date)\b", re.I)),
    ("workdays", re.compile(r"工作日|\bworking days?\b", re.I)),
    ("time", re.compile(r"时限|期限|时间要求|时间节点|\b(?:time limits?|deadlines?)\b", re.I)),
    ("share", re.compile(r"比例|百分比|百分数|百分之|占比|\b(?:percentages?|shares?|proportions?)\b", re.I)),
    ("times", re.compile(r"次数|频次|频率|\b(?:frequenc(?:y|ies))\b", re.I)),
    ("target", re.compile(
        r"(?:考核|评估|量化|数量|数字|硬性?|工作)?指标|(?:量化|数量|数字)(?:要求|目标|规定)|\b(?:targets?|indicators?|quotas?|figures)\b",
        re.I,
    )),
)  # fmt: skip
_PERIODS = (
    ("半年", re.compile(r"每(?:个)?半年|半年一次|\b(?:half[- ]yearly|every six months|twice a year)\b", re.I)),
    ("季", re.compile(r"每(?:个|一)?季度?|季度|\b(?:every|each|per) quarter\b|\bquarterly\b", re.I)),
    ("月", re.compile(r"每(?:个)?月|\b(?:every|each|per) month\b|\bmonthly\b", re.I)),
    ("周", re.compile(r"每(?:个)?(?:周|星期)|\b(?:every|each|per) week\b|\bweekly\b", re.I)),
    ("年", re.compile(r"每(?:一)?年(?:度)?|年年|\b(?:every|each|per|a) year\b|\b(?:yearly|annual(?:ly)?)\b", re.I)),
)
_SAYS = {
    "年": re.compile(r"每年|年内|全年|年度|次年|翌年|当年"),
    "半年": re.compile(r"半年"),
    "季": re.compile(r"季"),
    "月": re.compile(r"每(?:个)?月|月度|按月|次月"),
    "周": re.compile(r"每(?:个)?(?:周|星期)"),
}
_EVENT = re.compile(
    r"(?P<event>印发|收到申请|收到|受理|批准|公布|发布|公开|发生|变更|形成|作出决定|作出|完成|结束|通过|上岗)(?:之日起|以后|之后|后|起)"
)
_EVENT_EN = re.compile(
    r"\bafter (?:the )?(?:\w+ )?(?P<event>issue|receipt|approval|publication|change|completion)\b", re.I
)
_EVENTS_EN = {
    "issue": "印发", "receipt": "收到", "approval": "批准", "publication": "公布", "change": "变更", "completion": "完成",
}  # fmt: skip
_MONTH_AND_DAY = re.compile(r"-\d{2}-\d{2}$")
_PLAIN = re.compile(
    r"(?:材料|事项?|任务|工作|要求|规定|内容|地方|目标|东西|指标|时限|期限|时间|比例|次数|频次|完成|到期|年底|月底|每年|每季度?|每月|每周|半年|之前|以前"
    r"|哪[些几]|[有要做干]|全部|所有|百分[比数之]|日期|截止|具体|一条不落|写明|含当天|当天|或者?|事|干|要点|方案|通知|文件|办法|有没有|没有|工作日|带|里|都|几个|算上|固定"
    r"|tasks?|things?|duties|items?|requirements?|deadlines?|limits?|every|each|list|all|year|quarter|month|end|done|finished|completed|due)+"
)
_ACTIONS = {
    "报送": re.compile(r"报送|上报|申报|提交|送|(?<![通公预简年月周日汇举填情])报(?![告纸刊名道社])"),
    "报告": re.compile(r"报告|报送|上报"),
    "公开": re.compile(r"公开|公布|发布|公示|上网"),
    "公布": re.compile(r"公开|公布|发布|公示"),
    "更新": re.compile(r"更新|调整"),
}


def topic_asked(question: Question) -> Topic | None:
    """Return what list of facts `question` asks for, None when it asks for none or for no list."""
    text = read_numerals(question.scope.rest)
    others = {Ask.COMPARE, Ask.CHANNEL, Ask.WHO} & set(question.asks)
    if mentioned := mention_asked(question):
        return Topic("、".join(mentioned), mentioned=mentioned)
    if others or question.about_document or _ONE_FIGURE.search(question.asked):
        return None
    kinds, used = [], list[str]()
    for kind, pattern in _KIND_WORDS:
        if found := pattern.search(text):
            kinds.append(kind)
            used.append(found[0])
    if "workdays" in kinds or "share" in kinds:
        # 工作日期限 are the limits in working days, 百分比指标 the targets in per cent.
        kinds = [kind for kind in kinds if kind in ("workdays", "share")]
    period = ""
    for name, pattern in _PERIODS:
        if not period and (found := pattern.search(text)):
            period = name
            used.append(found[0])
    last_day, year, words = last_day_asked(text)
    event, event_words = _event(text)
    used += [words, event_words]
    if not (kinds or period or last_day or event):
        return None
    label = _label(question, kinds, used)
    terms = tuple(term for term in question.terms if not _is_taken(term, used))
    if not _LISTING.search(question.asked) and (not kinds or any(term.telling for term in terms)):
        return None
    return Topic(label, tuple(kinds), period, last_day, year or _year_of(question), event, terms)


def _label(question: Question, kinds: Sequence[str], used: Sequence[str]) -> str:
    """Return how an answer names the list: as the question does; figures to be met by what they are."""
    parts = [part.lstrip("有带") for part in used if part]
    if "target" in kinds:
        named = "量化指标" if question.language == "zh" else "figures to be met"
        parts = [named if _KIND_WORDS[-1][1].search(part) else part for part in parts]
    return ("、" if question.language == "zh" else ", ").join(dict.fromkeys(parts))


def _is_taken(term: Term, used: Sequence[str]) -> bool:
    return bool(_PLAIN.fullmatch(term.asked)) or any(term.asked in part or part in term.asked for part in used if part)


def _year_of(question: Question) -> int:
    return question.scope.years[0] if len(question.scope.years) == 1 else 0


def _event(text: str) -> tuple[str, str]:
    if found := _EVENT.search(text):
        return found["event"], found[0]
    if found := _EVENT_EN.search(text):
        return _EVENTS_EN[found["event"].lower()], found[0]
    return "", ""


def topic_items(topic: Topic, readings: Sequence[Reading]) -> list[Item]:
    """Return the sentences of `readings` that have what `topic` asks for, in the order of the text.

    Where a day is asked for, those due on it come first and those due earlier behind them.
    """
    found = [item for reading in readings for item in _of_reading(topic, reading)]
    return sorted(found, key=lambda item: item.earlier)


def _of_reading(topic: Topic, reading: Reading) -> Iterator[Item]:
    clauses = {clause.id: clause for clause in reading.clauses}
    facts: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        facts.setdefault(fact.clause_id, []).append(fact)
    for clause in reading.clauses:
        if clause.path[-1] in (FRONT, SIGNATURE, CLOSING):
            continue
        above = match_form(" ".join(headings_above(clause, clauses)))
        for piece in split_sentences(clause.own_text, clause.start):
            words = reading.notice.text[piece.start : piece.end]
            here = [fact for fact in facts.get(clause.id, ()) if piece.start <= fact.start < piece.end]
            kept = tuple(fact for fact in here if _fits(topic, fact, reading))
            due = [_is_earlier(topic, fact) for fact in kept] if topic.last_day else [False]
            if topic.mentioned:
                if any(match_form(one) in match_form(words) for one in topic.mentioned):
                    yield Item(reading, clause, piece.start, piece.end, ())
                continue
            if (kept or _says_same_day(topic, words)) and _proves(topic, words, above):
                yield Item(reading, clause, piece.start, piece.end, kept, all(due))


def _says_same_day(topic: Topic, words: str) -> bool:
    """Whether a list of time limits also has a sentence whose limit is a day without a figure (不得晚于当日)."""
    alone = not (topic.period or topic.last_day or topic.event)
    return alone and "time" in topic.kinds and bool(_SAME_DAY.search(words))


def _fits(topic: Topic, fact: Fact, reading: Reading) -> bool:
    """Whether a fact is of what `topic` asks for, in every respect that it names."""
    words = reading.notice.text[fact.start : fact.end]
    if topic.kinds and not any(_KINDS[kind](fact) for kind in topic.kinds):
        return False
    if topic.period and not (
        fact.kind in (FactKind.FREQUENCY, FactKind.DATE) and _SAYS[topic.period].search(words) and _repeats(words)
    ):
        return False
    if topic.event and not (fact.kind == FactKind.TIME_LIMIT and topic.event in fact.trigger):
        return False
    return topic.last_day is None or _is_due(topic, fact, words)


def _repeats(words: str) -> bool:
    """Whether the words of a fact say that something comes again, not in one year only (2021年内)."""
    return not re.search(r"\d{4}\s*年", words)


def _is_due(topic: Topic, fact: Fact, words: str) -> bool:
    """Whether a fact is a last day on or before the one asked for."""
    if fact.kind != FactKind.DATE or topic.last_day is None or not _MONTH_AND_DAY.search(fact.value):
        return False
    bounded = fact.qualifier.endswith("前") or fact.qualifier == "内" or bool(re.search(r"[底末终]\s*$", words))
    return bounded and _day_key(topic, fact) <= (topic.year if _year(topic, fact) else 0, *topic.last_day)


def _year(topic: Topic, fact: Fact) -> int:
    """Return the year of a fact when the topic names one too, else 0: the days of a year are compared then."""
    return int(fact.value[:4]) if topic.year and not fact.value.startswith("-") else 0


def _day_key(topic: Topic, fact: Fact) -> tuple[int, int, int]:
    month, day = fact.value[-5:].split("-")
    return _year(topic, fact), int(month or 0), int(day)


def _is_earlier(topic: Topic, fact: Fact) -> bool:
    return topic.last_day is not None and _day_key(topic, fact)[1:] != topic.last_day


def _proves(topic: Topic, words: str, above: str) -> bool:
    """Whether a sentence or a heading above it has each further word of the topic; what is done stands in it itself."""
    folded = match_form(words)
    for term in topic.terms:
        action = next((pattern for name, pattern in _ACTIONS.items() if name in term.wordings), None)
        if action:
            if not action.search(folded):
                return False
        elif term.telling and max(term.found_in(folded), term.found_in(above)) < 0.5:
            return False
    return True
