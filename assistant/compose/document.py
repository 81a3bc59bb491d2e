"""Document: questions about a notice itself are told from those about its duties, and answered from what it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.ask import METADATA, Ask
from assistant.compose.bearing import (
    annex_claims,
    basis_claims,
    force_claims,
    label_claims,
    release_claims,
    whole_claims,
)
from assistant.compose.imprint import (
    addressee_claims,
    contact_claims,
    copy_claims,
    date_claims,
    issuer_claims,
    number_claims,
    signer_claims,
    title_claims,
)
from assistant.compose.printed import Composer
from assistant.draft import Claim
from assistant.question import Question
from assistant.terms import Term, coverage
from corpus import Reading
from corpus.fold import match_form

COMPOSERS: Mapping[Ask, Composer] = {
    Ask.DOC_NUMBER: number_claims,
    Ask.ISSUE_DATE: date_claims,
    Ask.ISSUER: issuer_claims,
    Ask.BASIS: basis_claims,
    Ask.WHOLE: whole_claims,
    Ask.ANNEX: annex_claims,
    Ask.RELEASE: release_claims,
    Ask.TITLE: title_claims,
    Ask.ADDRESSEE: addressee_claims,
    Ask.COPY: copy_claims,
    Ask.SIGNER: signer_claims,
    Ask.CONTACT: contact_claims,
    Ask.FORCE: force_claims,
    Ask.LABEL: label_claims,
}


_LOOSE: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (Ask.ISSUE_DATE, re.compile(
        r"(?:哪一?[天年]|什么时候|啥时候|何时|几[月号])(?:正式)?(?:发|印|出|下|的?[？?。]?$|[、，,\s])|日期|\bwhen\b[^?]*\b(?:issued|dated|published|sent|out|made)\b",
        re.I,
    )),
    (Ask.ISSUER, re.compile(r"谁(?:家|那里)?[发印出制定]|哪里[发印出]|哪个(?:单位|部门)|\bwho\b", re.I)),
    (Ask.TITLE, re.compile(r"是(?:个|份)?(?:啥|什么)|啥(?:文|东西)|[讲说关]于?(?:的是)?(?:啥|什么)|\bwhat is\b|\babout\b", re.I)),
)  # fmt: skip
"""Wordings that ask for a particular of a notice only where the question names a notice and nothing else."""
_A_NOTICE = re.compile(
    r"文件|通知|要点|方案|办法|意见|规定|细则|清单|[那这]份|号文?|文$|notice|document|plan|scheme|rules|号",
    re.IGNORECASE,
)
_SAID_BESIDE = re.compile(
    r"感觉|有点|不对|[一每]遍|[每这那两三几全]?[份件]|库里?|库中|不在|在不|怎么看|看着?|断了?|文有|[的发]?文|最[新早老近晚]的?|里头|手头|没有?|记得|好像|是不|报|这几"
    r"|in force|still|rule|rules|please|show|currently"
)
"""What is said beside the matter of a question about documents, and how such questions are cut into words."""
_NAMED_FROM = 0.6


def particulars_asked(question: Question, readings: Sequence[Reading]) -> tuple[Ask, ...]:
    """Return the particulars of notices that a question asks for, none where it asks for something else.

    Args:
        question: what was asked.
        readings: the notices that it may be answered from.
    """
    # A number beside a basis is that of the basis.
    found = [
        ask for ask in question.asks if ask in METADATA and not (ask == Ask.DOC_NUMBER and Ask.BASIS in question.asks)
    ]
    if names_only_a_notice(question, readings):
        more = [ask for ask, pattern in _LOOSE if pattern.search(question.asked) and ask not in found]
        found += [ask for ask in more if not ((found and ask == Ask.TITLE) or Ask.FORCE in found)]
    return tuple(found)


def names_only_a_notice(question: Question, readings: Sequence[Reading]) -> bool:
    """Whether all telling words of a question are words of the title of the notice that it names."""
    asked, named = documents_asked(question, readings)
    if not named and (question.scope.is_open or not _A_NOTICE.search(question.asked)):
        return False
    titles = [(match_form(reading.notice.title), 1.0) for reading in asked[:4]]
    return all(coverage([term], titles) >= _NAMED_FROM for term in _topic(question))


def has_own_topic(question: Question) -> bool:
    """Whether a question has words enough about something else to be about a duty, not about a document."""
    return len(_topic(question)) > 1


def _topic(question: Question) -> list[Term]:
    return [term for term in question.topic if not _SAID_BESIDE.fullmatch(term.asked)]


def document_claims(
    question: Question, asks: Sequence[Ask], reading: Reading, others: Sequence[Reading], place: str
) -> tuple[list[Claim], list[Ask]]:
    """Return what one notice prints of the particulars asked for, with its place, and the particulars that it lacks."""
    claims: list[Claim] = []
    lacking: list[Ask] = []
    for ask in asks:
        found = COMPOSERS[ask](question, reading, others)
        claims += [Claim(c.words, place, c.passages, c.support, c.source, c.rule) for c in found]
        lacking += [] if found else [ask]
    return list(dict.fromkeys(claims)), lacking


def documents_asked(question: Question, readings: Sequence[Reading]) -> tuple[list[Reading], bool]:
    """Return the notices whose titles the question's words name best, and whether they name them at all."""
    if Ask.BASIS in question.asks and len(question.scope.places) > 1:
        first = min(question.scope.places, key=lambda place: question.asked.find(place.words))
        readings = [r for r in readings if r.notice.region == first.region] or readings
    shares = [coverage(question.naming, [(match_form(reading.notice.title), 1.0)]) for reading in readings]
    best = max(shares, default=0.0)
    if best < _NAMED_FROM:
        return list(readings), False
    return [reading for reading, share in zip(readings, shares, strict=True) if share >= best - 0.05], True
