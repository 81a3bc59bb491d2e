"""Compare: what each of several notices says on one thing, as a table, and whether they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.ask import Ask
from assistant.compose.passages import lead_words
from assistant.draft import Claim, Draft
from assistant.evidence import Evidence, asked_facts
from assistant.question import Question
from assistant.scope import Missing
from assistant.stated import value_facts
from assistant.table import COMPARISON, LEAD_LONGEST, VERDICTS, not_held, unstated
from assistant.verify import fault_of
from corpus import Fact, FactKind, Reading
from corpus.fold import match_form
from index.sentences import split_sentences

COMPARED_MOST = 12
"""The most notices of one table; where more are in scope only those that say something are shown."""
_LEAD_MOST = 3
_SILENT = {
    "zh": "“未规定”指在该通知里没有找到与问题相符的条款。",
    "en": "“not stated” means that no clause of that notice was found to fit the question.",
}
_ALIKE = 0.6
"""The share of the pairs of characters of one notice's rule that another's sentence must have to be its rule too."""
_SURE = 0.75
"""How well each notice's sentence must cover the question, as a share of the best, to say that they agree or differ."""
_SAME_BOUND = {
    "不得少于": "不少于", "至少": "不少于", "最少": "不少于", "不低于": "不少于", "不得低于": "不少于", "以上": "不少于",
    "以内": "内", "之内": "内", "不得超过": "不超过", "最多": "不超过", "以下": "不超过", "之前": "前", "以前": "前",
}  # fmt: skip


def compares(question: Question, chosen: Sequence[Evidence]) -> bool:
    """Whether `question` asks how several notices compare: it names them, or `chosen` is of several.

    What is different between two things that one notice speaks of is no such question.
    """
    scope = question.scope
    named = len({place.words for place in scope.places}) + len(scope.years)
    several = named > 1 or len({item.notice.id for item in chosen}) > 1
    return Ask.COMPARE in question.asks and several


def compare_draft(
    question: Question,
    chosen: Sequence[Evidence],
    readings: Sequence[Reading],
    places: Mapping[str, str],
    claim: Callable[[Evidence], Claim],
) -> Draft | None:
    """Return a table of what each of the notices in `readings` says, None when none says anything.

    `chosen` holds the evidence of those that do, best first, `places` the name of each; a notice that has none is read
    once more for a sentence in the words of the best. `claim` puts one evidence into words; a claim that does not hold
    is left out before the notices are compared.
    """
    if not chosen:
        return None
    found = {item.notice.id: item for item in chosen}
    shown = [r for r in readings if len(readings) <= COMPARED_MOST or r.notice.id in found]
    for reading in shown:
        if reading.notice.id not in found and (item := _alike(question, chosen[0], reading)):
            found[reading.notice.id] = item
    said = {key: (item, words) for key, item in found.items() if not fault_of(words := claim(item))}
    if not said:
        return None
    claims = tuple(said[r.notice.id][1] for r in shown if r.notice.id in said)
    silent = tuple(places[r.notice.id] for r in shown if r.notice.id not in said)
    verdict = _verdict(question, [item for item, _ in said.values()])
    rows = (*((name, unstated(question.language)) for name in silent), *_absent(question))
    notes = (_SILENT[question.language],) if silent else ()
    return Draft(COMPARISON, claims, notes, True, _lead(question, verdict, claims), blanks=rows)


def _alike(question: Question, best: Evidence, reading: Reading) -> Evidence | None:
    """Return the sentence of `reading` that says what `best` says in nearly the same words, None if none does."""
    wanted = _pairs(lead_words(best, question.terms, asked_facts(question, best)))
    nearest, share = None, _ALIKE
    for clause in reading.clauses:
        for piece in () if clause.is_section else split_sentences(clause.own_text, clause.start):
            alike = len(wanted & _pairs(reading.notice.text[piece.start : piece.end])) / max(len(wanted), 1)
            if alike >= share:
                nearest, share = (clause, piece.start, piece.end), alike
    if nearest is None:
        return None
    clause, start, end = nearest
    facts = tuple(f for f in reading.facts if f.clause_id == clause.id and start <= f.start < end)
    if value_facts(question, best.facts) and not value_facts(question, facts):
        return None
    return Evidence(reading.notice, clause, start, end, facts, best.covered * share, 0.0, 0.0)


def _pairs(words: str) -> set[str]:
    folded = re.sub(r"\W|\d", "", match_form(words))
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def _absent(question: Question) -> list[tuple[str, str]]:
    """Return the places asked for of which the corpus holds nothing, and that it does not."""
    missing: Sequence[Missing] = question.scope.missing
    return [(one.words, not_held(question.language)) for one in missing if one.kind in ("place", "year")]


def _verdict(question: Question, said: Sequence[Evidence]) -> str:
    """Return what the cited figures show: differ, agree, one (only one notice states it) or open.

    It is open where no figures are compared, and where one of the sentences covers the question too badly to be sure
    that it speaks of the same thing.
    """
    if len(said) == 1:
        return "one"
    best = max(item.covered for item in said)
    values = [_value_of(asked_facts(question, item)) for item in said]
    if not question.wants_value or not all(values) or min(item.covered for item in said) < _SURE * best:
        return "open"
    return "agree" if len(set(values)) == 1 else "differ"


def _value_of(facts: Sequence[Fact]) -> frozenset[tuple[str, str, str, str]]:
    """Return what `facts` state in a form that is equal for equal rules."""
    return frozenset(_form_of(fact) for fact in facts)


def _form_of(fact: Fact) -> tuple[str, str, str, str]:
    bound = _SAME_BOUND.get(fact.qualifier, fact.qualifier)
    value = re.sub(r"^[省市县区州]", "", fact.value) if fact.kind == FactKind.RESPONSIBLE_UNIT else fact.value
    return fact.kind.value, value, {"天": "日"}.get(fact.unit, fact.unit), bound


def _lead(question: Question, verdict: str, claims: Sequence[Claim]) -> str:
    zh = question.language == "zh"
    words = VERDICTS[verdict][0 if zh else 1].format(claims[0].place)
    colon, joint = ("：", "；") if zh else (": ", "; ")
    parts = [claims[0].words] if verdict == "one" else [f"{c.place}{colon}{c.words}" for c in claims]
    told = joint.join(parts)
    return f"{words}{colon}{told}" if len(claims) <= _LEAD_MOST and len(told) <= LEAD_LONGEST else words
