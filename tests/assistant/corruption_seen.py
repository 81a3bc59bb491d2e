"""Operators that the verifier was made against; see `corruption_unseen` for the other half."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from assistant.answer import Answer
from corpus import Fact, FactKind
from corpus.fold import match_form
from tests.assistant.corruption import (
    Material,
    Operator,
    edited,
    matches,
    own_end,
    said_instead,
    swapped_by_table,
    with_citation,
)

_MARKS = r"(?:\[\d+\])+"
_HAN = {"1": "一", "2": "二", "3": "三", "5": "五", "7": "七", "10": "十", "15": "十五", "20": "二十", "30": "三十"}
_EDGES = {"前": ("后", "起"), "后": ("前",), "起": ("前",), "by the end of": ("after the end of", "from the end of")}
_PERIODS = {
    "每年": ("每半年", "每周"), "每季度": ("每年",), "每月": ("每季度",), "每周": ("每日", "每月"), "年内": ("季度内",),
    "a year": ("a week",), "a quarter": ("a week",), "a month": ("a year",), "every quarter": ("every year",),
}  # fmt: skip
_WHOSE = {"各": ("部分",), "全部": ("部分",), "全市": ("市本级",), "所有": ("部分",), "主要负责": ("分管",)}
_NEGATIONS = re.compile(r"不得|不能|不予|不再|禁止|严禁|不需要|无需|除[^，]{2,16}外|未")


def _spelled_number(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    found = matches(answer, r"(?<![\[\d〔])\d+(?=\s*(?:个|次|日|名|项|场|篇|天))")
    if not found:
        return None
    chosen = rng.choice(found)
    others = [han for digits, han in _HAN.items() if digits != chosen[0]]
    return edited(answer, *chosen.span(), rng.choice(others))


def _everywhere(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Change one number in the lead and in the quote alike, so that they agree and the notice does not."""
    shared = [n for n in re.findall(r"\d+", answer.lead) if any(n in c.quote for c in answer.citations)]
    if not shared:
        return None
    old = rng.choice(shared)
    new, number = str(int(old) + rng.randint(1, 9)), re.compile(rf"(?<!\d){old}(?!\d)")
    made = said_instead(answer, number.sub(new, answer.lead))
    for at, citation in enumerate(answer.citations):
        made = with_citation(made, at, replace(citation, quote=number.sub(new, citation.quote)))
    return made


def _edge(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    return swapped_by_table(answer, _EDGES, rng)


def _period(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    return swapped_by_table(answer, _PERIODS, rng)


def _whose(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    return swapped_by_table(answer, _WHOSE, rng)


def _invented_quote(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Say and cite a sentence that no notice has, at the place of a true one."""
    if not answer.citations:
        return None
    unit, figure = rng.choice(["各部门", "各县区政府", "政府网站"]), rng.randint(2, 40)
    words = f"{unit}要在{figure}个工作日内完成政务公开信息的清理和整改"
    made = said_instead(answer, words if answer.language == "zh" else f"“{words}”")
    return with_citation(made, 0, replace(answer.citations[0], quote=words + "。"))


def _unknown_marker(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    found = matches(answer, r"\[\d+\]")
    if not found:
        return None
    chosen = rng.choice(found)
    return edited(answer, *chosen.span(), f"[{len(answer.citations) + rng.randint(1, 5)}]")


def _document_number(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    found = list(re.finditer(r"〔(\d{4})〕(\d+)号", answer.text))
    if not found:
        return None
    chosen = rng.choice(found)
    part = rng.choice([1, 2])
    return edited(answer, *chosen.span(part), str(int(chosen[part]) + rng.randint(1, 3)))


def _clause_named(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Cite the true words under another clause's number."""
    if not answer.citations:
        return None
    at = rng.randrange(len(answer.citations))
    citation = answer.citations[at]
    others = [c for c in material.readings[citation.notice_id].clauses if c.path != citation.clause_path]
    return with_citation(answer, at, replace(citation, clause_path=rng.choice(others).path))


def _units(answer: Answer, material: Material) -> list[Fact]:
    cited = {c.clause_id for c in answer.citations}
    return [
        fact
        for reading in material.readings.values()
        for fact in reading.facts
        if fact.kind == FactKind.RESPONSIBLE_UNIT and fact.clause_id not in cited and len(fact.value) >= 3
    ]


def _office(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Name an office of another duty in a list of those responsible."""
    found = matches(answer, r"(?<=[：、，（“])[\u4e00-\u9fff]{2,12}(?:局|办公室|部门|政府|中心|委)(?=[、，）”；\[])")
    if answer.kind not in ("who", "list") or not found:
        return None
    chosen = rng.choice(found)
    cited = "".join(match_form(c.quote) for c in answer.citations)
    others = [f.value for f in _units(answer, material) if match_form(f.value) not in cited]
    return edited(answer, *chosen.span(), rng.choice(others)) if others else None


def _office_more(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Add an office to those responsible."""
    cited = "".join(match_form(c.quote) for c in answer.citations)
    others = [f.value for f in _units(answer, material) if match_form(f.value) not in cited]
    if answer.kind != "who" or not others:
        return None
    return said_instead(answer, answer.lead + ("、" if answer.language == "zh" else ", ") + rng.choice(others))


def _count(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Change how many duties of a unit there are."""
    found = matches(answer, r"(?<=负责)\d+(?=项)|(?<=）)\d+(?=项)|\d+(?= named)|\d+(?= bound| possibly)")
    if answer.kind != "list" or not found:
        return None
    chosen = rng.choice(found)
    return edited(answer, *chosen.span(), str(int(chosen[0]) + rng.choice([-1, 1, 2])))


def _line_dropped(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Leave one duty of a counted list out."""
    found = matches(answer, r"^\d+\. .+\n?")
    if answer.kind != "list" or not found:
        return None
    return edited(answer, *rng.choice(found).span(), "")


def _fact_of_the_clause(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Say the figure of one duty for another: both stand in the same notice, the sentence is torn."""
    facts = [f for c in answer.citations for f in material.readings[c.notice_id].facts if f.unit and f.value.isdigit()]
    found = matches(answer, r"(?<![\[\d])\d+\s*(?:个工作日|日|次|名|个|%)")
    if answer.language == "en" or not facts or not found:
        return None
    chosen, fact = rng.choice(found), rng.choice(facts)
    new = fact.value + ("个" if fact.unit == "工作日" else "") + fact.unit
    return edited(answer, *chosen.span(), new) if match_form(new) != match_form(chosen[0]) else None


def _negation_cut(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Quote on from behind a negation or an exception, so that the rest is said without it."""
    if answer.language != "zh" or answer.kind not in ("value", "what") or not answer.citations:
        return None
    found = [m for m in _NEGATIONS.finditer(answer.citations[0].quote) if len(answer.citations[0].quote) > m.end() + 8]
    if not found:
        return None
    rest = answer.citations[0].quote[rng.choice(found).end() :]
    return said_instead(answer, re.split(r"[。；]", rest)[0].strip("，,"))


def _said_besides(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Add a statement that nothing supports, with a true marker."""
    number = rng.randint(2, 30)
    more = rng.choice([f"逾期{number}日的予以通报", f"每月公布{number}次", "其他单位可以不执行"])
    if answer.language == "en":
        more = rng.choice([f"late cases are fined after {number} days", "other bodies are exempt"])
    return said_instead(answer, answer.lead + ("；" if answer.language == "zh" else "; ") + more)


def _labels_exchanged(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Give each of two places the other's rule."""
    found = matches(answer, r"(?:^|(?<=；)|(?<=; ))[^：:；;“]{2,30}?(?:：|: )")
    found = [m for m in found if m.end() <= len(answer.lead)]
    if answer.kind != "compare" or len(found) < 2:
        return None
    first, second = sorted(rng.sample(found, 2), key=lambda m: m.start())
    return edited(edited(answer, *second.span(), first[0]), *first.span(), second[0]) if first[0] != second[0] else None


def _shared(one: str, other: str) -> float:
    """Return how much of two questions is the same, by pairs of characters (words in English)."""
    first, second = ({a + b for a, b in pairwise(t)} for t in (_tokens(one), _tokens(other)))
    return len(first & second) / max(1, len(first | second))


def _tokens(question: str) -> list[str]:
    return question.lower().split() if question.isascii() else list(question)


def _wholly_another(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Print the true answer to another question, its own citations with it, under the same place."""
    mine = {c.clause_id for c in answer.citations}
    others = [
        a
        for a in material.answers
        if a.answered and a.kind in ("value", "who", "what") and a.language == answer.language
        and not mine & {c.clause_id for c in a.citations} and _shared(a.question, answer.question) < 0.15
    ]  # fmt: skip
    if not others or answer.kind not in ("value", "who", "what"):
        return None
    return replace(rng.choice(others), question=answer.question)


def _other_sentence(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Cite another clause of the same notice for the words."""
    if not answer.citations:
        return None
    at = rng.randrange(len(answer.citations))
    old = answer.citations[at]
    reading = material.readings[old.notice_id]
    said = match_form(answer.text[: own_end(answer)])
    others = [
        c
        for c in reading.clauses
        if c.id != old.clause_id and len(c.own_text) > 20 and match_form(c.own_text)[:20] not in said
    ]
    if answer.kind == "metadata" or not others:
        return None
    clause = rng.choice(others)
    made = replace(
        old, clause_id=clause.id, clause_path=clause.path, quote=clause.own_text, start=clause.start, end=clause.own_end
    )
    return with_citation(answer, at, made)


def _span_moved(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Give a quote another place in the notice than its own."""
    if not answer.citations:
        return None
    at, by = rng.randrange(len(answer.citations)), rng.choice([-3, -1, 1, 2, 40])
    old = answer.citations[at]
    return with_citation(answer, at, replace(old, start=old.start + by, end=old.end + by))


def _printed_otherwise(answer: Answer, material: Material, rng: random.Random) -> Answer | None:
    """Print other words than those that the citation holds."""
    if not answer.citations:
        return None
    old = rng.choice(answer.citations)
    place = rng.randrange(len(old.quote))
    quote = old.quote[:place] + rng.choice(["不", "各", "3", "市"]) + old.quote[place:]
    return replace(answer, text=answer.text.replace(old.printed, replace(old, quote=quote).printed))


SEEN: Mapping[str, Operator] = {
    "a number spelled otherwise": _spelled_number,
    "a number changed in lead and quote": _everywhere,
    "前 and 后 exchanged": _edge,
    "a period changed": _period,
    "who is bound changed": _whose,
    "a quote invented": _invented_quote,
    "a marker without citation": _unknown_marker,
    "a document number changed": _document_number,
    "another clause named": _clause_named,
    "an office replaced": _office,
    "an office added": _office_more,
    "a count changed": _count,
    "a counted line dropped": _line_dropped,
    "the figure of another duty": _fact_of_the_clause,
    "a negation cut off": _negation_cut,
    "a statement added": _said_besides,
    "two places exchanged": _labels_exchanged,
    "another duty, its own citation": _wholly_another,
    "the citation of another duty": _other_sentence,
    "a span moved": _span_moved,
    "a quote printed otherwise": _printed_otherwise,
}
"""The operators that the verifier was made against."""
