"""Question: what was asked, made stand-alone and read for language, kind, scope and content words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ask import METADATA, VALUE_KINDS, Ask
from assistant.deadline.day import DayWords
from assistant.language import Language
from assistant.scope import Scope
from assistant.terms import Term
from index.slips import Slip

_TELLING = 0.8
_DOCUMENT_WORD = re.compile(
    r"文号|发文|机关|签发|主送|抄送|联系|电话|有效|施行|生效|索引|分类|属性|发给|制发|下发|出台|成文|印发|发布|落款|日期|标题|全文|完整|附件|依据|文件|引用|上级|要点|通知|方案|版记|收录|文本|内容|正文|根据|贯彻|名称|政务公开|国家|省|市|县|"
    r"plan|notice|document|issue|number|date|annex|attach|base|text|complete|full|title|openness|work|cut|copy",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"[吗么嘛][？?。\s]*$|(?P<verb>[\u4e00-\u9fff])不(?P=verb)|能不能|可不可以|是不是|要不要|有没有|是否|能否|可否|会不会|该不该|用不用|许不许|得不得"
    r"|^(?:is|are|was|were|do|does|did|can|could|may|must|should|has|have|will|would)\b",
    re.IGNORECASE,
)
_TOPIC_FROM = 2
_OF_A_NOTICE_ONLY = frozenset(
    {Ask.DOC_NUMBER, Ask.TITLE, Ask.BASIS, Ask.RELEASE, Ask.ADDRESSEE, Ask.COPY, Ask.SIGNER, Ask.LABEL}
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be answered.

    `asked` is what the user typed; `text` the stand-alone form that is searched; `asks` what it asks for, the most
    specific first; `terms` its content words. `follows` says whether something was taken over from earlier turns;
    `slips` what of it was read otherwise than typed; `start` is the day from which a limit runs, `acted` a later one.
    """

    asked: str
    text: str
    language: Language
    asks: tuple[Ask, ...]
    scope: Scope
    terms: tuple[Term, ...]
    follows: bool = False
    slips: tuple[Slip, ...] = ()
    start: DayWords | None = None
    acted: DayWords | None = None

    @property
    def ask(self) -> Ask:
        """The most specific kind of thing asked for."""
        return self.asks[0]

    @property
    def wants_value(self) -> bool:
        """Whether a figure, a date or a unit is asked for."""
        return any(ask in VALUE_KINDS for ask in self.asks)

    @property
    def asks_figure(self) -> bool:
        """Whether a number is asked for before any unit or content: a time limit, a frequency, a share or a count."""
        duties = [ask for ask in self.asks if ask not in METADATA and ask not in (Ask.COMPARE, Ask.DUTIES)]
        return bool(duties) and duties[0] in (Ask.TIME, Ask.FREQUENCY, Ask.SHARE, Ask.COUNT)

    @property
    def topic(self) -> tuple[Term, ...]:
        """The telling words of the question that are not about documents."""
        return tuple(t for t in self.terms if t.weight > _TELLING and not _DOCUMENT_WORD.search(t.asked))

    @property
    def has_own_topic(self) -> bool:
        """Whether the question has words enough about something else to be about a duty, not about a document."""
        return len(self.topic) >= _TOPIC_FROM

    @property
    def naming(self) -> tuple[Term, ...]:
        """The words that can tell one notice from another by its title: all but those that any notice has."""
        return tuple(term for term in self.terms if not _DOCUMENT_WORD.fullmatch(term.asked))

    @property
    def decides(self) -> bool:
        """Whether the question is to be decided with yes or no and asks for nothing else."""
        return self.asks == (Ask.WHAT,) and bool(_YES_NO.search(self.asked))

    @property
    def asks_time(self) -> bool:
        """Whether a time limit, a date or a frequency is asked for."""
        return any(ask in (Ask.TIME, Ask.FREQUENCY) for ask in self.asks)

    @property
    def about_document(self) -> bool:
        """Whether the notice itself is asked about, not a duty in it."""
        return any(ask in METADATA for ask in self.asks)

    @property
    def only_about_document(self) -> bool:
        """Whether what is asked for can be said of a notice only, such as its number, title, basis or addressee."""
        return self.ask in _OF_A_NOTICE_ONLY
