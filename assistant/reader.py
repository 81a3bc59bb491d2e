"""Reader: reads questions, carrying over from earlier turns what a follow-up leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.ask import METADATA, Ask, asks_of
from assistant.deadline.day import DayWords, ask_with_day
from assistant.errors import QuestionError
from assistant.language import language_of
from assistant.question import Question
from assistant.scope import Scope, Scoper
from assistant.terms import Rarity, Term, read_terms
from corpus import Notice
from corpus.fold import simplify
from index.slips import Corrected

LONGEST = 2000
"""The most characters that a question may have; a clerk's question has fewer than 100."""

_FOLLOW_ZH = re.compile(
    r"呢[？?。]*$|^(?:那|那么|还有|另外|换成|换|再|以及|如果是|要是)|它|其(?=[责发文依落期])|该(?:文|通知|项|条|任务)"
    r"|这(?:个|项|条|份|些|件|块|事)|那(?:个|项|条|份|些|边)|上面|上述|刚才|前面|同样|也是|又是"
)
_FOLLOW_EN = re.compile(
    r"^(?:and|what about|how about|but|so|then|or)\b"
    r"|\b(?:it|its|they|them|their|this|that|these|those|there|same)\b|instead\b",
    re.IGNORECASE,
)
_SWITCH_ZH = re.compile(
    r"^(?:那|那么|换成|换做|换|再看|如果是|要是|还有)?\s*(?:那边|这边)?\s*(?:呢|的呢|又如何|怎么样|如何|也是(?:这样|一样|这个\S{0,4})?吗?)?[？?。\s]*$"
)


@dataclass(frozen=True, slots=True)
class _Turn:
    text: str
    scope: Scope
    asks: tuple[Ask, ...]
    terms: tuple[Term, ...]


class Reader:
    """Reads questions over one generation of notices.

    Args:
        notices: the notices by id.
        rarity: how much a word counts among their clauses.
        corrected: puts the slips of a question right; without it a question is read as it was typed.
    """

    def __init__(
        self, notices: Mapping[str, Notice], rarity: Rarity, corrected: Callable[[str], Corrected] = Corrected
    ) -> None:
        self._scoper = Scoper(notices)
        self._rarity = rarity
        self._corrected = corrected

    @property
    def scoper(self) -> Scoper:
        """What reads the places, years and numbers of a question."""
        return self._scoper

    def read(self, question: str, history: Sequence[str | Answer] = ()) -> Question:
        """Return `question` read after the earlier turns in `history`, oldest first.

        Raises:
            QuestionError: if the question is empty or longer than LONGEST characters.
        """
        asked = self._checked(question)
        before: _Turn | None = None
        start: DayWords | None = None
        for turn in history[-6:]:
            earlier = turn.question if isinstance(turn, Answer) else turn
            if earlier.strip() and len(earlier) <= LONGEST:
                given, _, rest = _day_in(self._corrected(simplify(earlier.strip())).text, before)
                before, goes_on = self._follow(rest, before)
                start = given or (start if goes_on else None)
        now = self._corrected(simplify(asked))
        given, acted, rest = _day_in(now.text, before)
        read, follows = self._follow(rest, before)
        start = given or (start if follows else None)
        asks = _of_deadline(read.asks) if given else read.asks
        language = language_of(asked)
        return Question(asked, read.text, language, asks, read.scope, read.terms, follows, now.slips, start, acted)

    def _checked(self, question: str) -> str:
        asked = " ".join(question.split())
        if not re.search(r"\w", asked):
            raise QuestionError(
                "问题是空的，请输入要查询的内容。 The question is empty; please type what you want to know."
            )
        if len(asked) > LONGEST:
            raise QuestionError(
                f"问题有{len(asked)}个字，最多{LONGEST}个字，请只写要问的那一句。 "
                f"The question has {len(asked)} characters (at most {LONGEST}); please ask one thing."
            )
        return asked

    def _alone(self, text: str) -> _Turn:
        scope = self._scoper.read(text)
        return _Turn(text, scope, asks_of(text, language_of(text)), read_terms(scope.rest, self._rarity))

    def _follow(self, text: str, before: _Turn | None) -> tuple[_Turn, bool]:
        """Return the turn that `text` makes after the turn before, and whether it took something over from it.

        What a follow-up names replaces what the turn before named: its place the place, its topic the topic, its kind
        of question the kind.
        """
        turn = self._alone(text)
        if before is None:
            return turn, False
        pattern = _FOLLOW_ZH if language_of(text) == "zh" else _FOLLOW_EN
        topical = [term for term in turn.terms if term.weight > 1.0]
        points_back = bool(pattern.search(text))
        if not points_back and ((topical and not turn.scope.is_open) or len(topical) >= 2 or len(turn.terms) >= 3):
            return turn, False
        scope = before.scope if turn.scope.is_open else turn.scope
        about_document = any(ask in METADATA for ask in turn.asks)
        keeps_topic = not topical and not about_document
        terms = (*before.terms, *turn.terms) if keeps_topic else turn.terms
        asks = before.asks if turn.asks == (Ask.WHAT,) or _only_switches(text, turn) else turn.asks
        words = f"{before.scope.rest} {turn.scope.rest}" if keeps_topic else turn.scope.rest
        merged = Scope(scope.notices, scope.places, scope.years, scope.missing, words, scope.cited)
        return _Turn(" ".join(words.split()), merged, asks, _once(terms)), True


def _day_in(text: str, before: _Turn | None) -> tuple[DayWords | None, DayWords | None, str]:
    return ask_with_day(text, after_deadline=before is not None and Ask.TIME in before.asks)


def _of_deadline(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Return the asks of a question that gives a starting day: for a time, and not for the day of issue."""
    others = (ask for ask in asks if ask not in (Ask.TIME, Ask.ISSUE_DATE, Ask.RELEASE, Ask.FORCE, Ask.WHAT))
    return (Ask.TIME, *others)


def _only_switches(text: str, turn: _Turn) -> bool:
    """Whether a turn names another place or year and nothing else."""
    return not turn.scope.is_open and bool(_SWITCH_ZH.match(turn.scope.rest)) and language_of(text) == "zh"


def _once(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple({term.asked: term for term in terms}.values())
