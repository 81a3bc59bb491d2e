"""Duties: every task of a unit, in counted groups: named, bound through a collective, possibly bound (design, 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.draft import Claim, Draft, Passage, Support
from assistant.english import render_phrase, render_unit
from assistant.question import Question
from corpus import Clause, Fact, FactKind, Reading

_COLLECTIVE = re.compile(
    r"^(?:市|县|区|省|州)?(?:直|级|政府|属)?(?:人民政府)?各(?:级)?(?:各)?(?:部门|单位|机关)|^各(?:级|有关)?各?(?:部门|单位|机关)|各部门、(?:各)?单位"
)
_POSSIBLE = re.compile(r"有关(?:部门|单位|方面)|相关(?:部门|单位|方面)|各相关|各有关")
_UNIT_FORM = re.compile(
    r"(?P<unit>(?:[省市县区州])?[\u4e00-\u9fff]{2,10}?(?:局|委员会|委|办公室|办|厅|中心|支行|监管分局|部门|各单位|区政府|县政府|市政府|单位))(?=[^\u4e00-\u9fff]|在|有|要|的|作为|被|承担|负责|牵头|为|都|参与|做|列|该|应|需|得|管)"
)
_GOVERNMENTS = re.compile(r"^各?(?:县区|区县|县|区|市县|县市区|县（区）|县（市、区）)(?:人民)?政府$")
_GENERIC_UNIT = re.compile(
    r"^(?:哪|什么|责任|牵头|配合|有关|相关|主管|这个|那个|我们?|本|一个|每个|负责)|^(?:责任|牵头|配合)?(?:单位|部门)$"
)


@dataclass(frozen=True, slots=True)
class Group:
    """The duties that bind a unit in one way: by name, through a collective, or possibly."""

    name: str
    duties: tuple[tuple[Clause, Fact, Reading], ...]


def unit_in(question: Question, readings: Iterable[Reading]) -> str:
    """Return the unit whose duties `question` asks for, as the notices write it; "" when it names none."""
    text = re.sub(r"\s", "", question.text + question.asked)
    values = {fact.value for reading in readings for fact in reading.facts if fact.kind == FactKind.RESPONSIBLE_UNIT}
    named = [
        v for v in values if len(v) >= 3 and (v in text or (len(v) > 4 and re.sub(r"^[市县区省州]", "", v) in text))
    ]
    english = [v for v in values if len(v) >= 3 and _english_match(v, question.asked)]
    formed = [
        m["unit"]
        for m in _UNIT_FORM.finditer(re.sub(r"\s", "", question.scope.rest))
        if not _GENERIC_UNIT.search(m["unit"])
    ]
    return max([*named, *english] or formed, key=len, default="")


def _english_match(unit: str, asked: str) -> bool:
    english = re.sub(r"^(?:municipal|county|district|provincial) ", "", render_phrase(unit).lower())
    return len(english) > 8 and english in asked.lower()


def group_duties(unit: str, readings: Sequence[Reading]) -> tuple[Group, Group, Group]:
    """Return the duties of `unit` in `readings`: named, through a collective, possibly bound."""
    named: list[tuple[Clause, Fact, Reading]] = []
    collective: list[tuple[Clause, Fact, Reading]] = []
    possible: list[tuple[Clause, Fact, Reading]] = []
    bare = re.sub(r"^[市县区省州]", "", unit)
    for reading in readings:
        clauses = {clause.id: clause for clause in reading.clauses}
        for clause_id, units in _units_by_clause(reading).items():
            kinds = [_binding(bare, unit, fact) for fact in units]
            for target, kind in ((named, "named"), (collective, "collective"), (possible, "possible")):
                if kind in kinds:
                    target.append((clauses[clause_id], units[kinds.index(kind)], reading))
                    break
    return Group("named", tuple(named)), Group("collective", tuple(collective)), Group("possible", tuple(possible))


def _units_by_clause(reading: Reading) -> Mapping[str, list[Fact]]:
    units: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        if fact.kind == FactKind.RESPONSIBLE_UNIT:
            units.setdefault(fact.clause_id, []).append(fact)
    return units


def _binding(bare: str, unit: str, fact: Fact) -> str:
    """Return how a listed unit binds the one asked for: named, collective, possible, or "" for not at all."""
    if fact.value == unit or re.sub(r"^[市县区省州]", "", fact.value) == bare:
        return "named"
    is_government = bool(re.search(r"(?:县|区|市|乡镇|街道)?政府$", unit))
    if _POSSIBLE.search(fact.value) and not is_government:
        return "possible"
    if is_government and _GOVERNMENTS.match(fact.value):
        return "collective"
    if not is_government and _COLLECTIVE.search(fact.value):
        return "collective"
    return "possible" if fact.open and not is_government else ""


_GROUP_WORDS: Mapping[str, tuple[str, str]] = {
    "named": ("点名负责", "named"),
    "collective": ("通过统称（{}）负责", "bound through a collective ({})"),
    "possible": ("可能涉及（{}）", "possibly bound ({})"),
}


def duties_draft(question: Question, unit: str, readings: Sequence[Reading], places: Mapping[str, str]) -> Draft | None:
    """Return the counted groups of a unit's duties as a draft, None when no duty binds it."""
    groups = [group for group in group_duties(unit, readings) if group.duties]
    if not groups or (groups[0].name == "possible" and len(groups) == 1):
        return None
    zh = question.language == "zh"
    counts = [f"{_label(g, zh)}{len(g.duties)}项" if zh else f"{len(g.duties)} {_label(g, zh)}" for g in groups]
    name = unit if zh else render_unit(unit)
    summary = f"{name}的任务：{'，'.join(counts)}" if zh else f"Tasks of {name}: {'; '.join(counts)}"
    first, *others = groups
    claims = tuple(_duty_claim(clause, fact, reading, places) for clause, fact, reading in first.duties)
    return Draft("list", claims, table=True, summary=summary, extras=tuple(_mention(g, zh) for g in others))


def _label(group: Group, zh: bool) -> str:
    collective = (fact.value + ("等" if group.name == "possible" and fact.open else "") for _, fact, _ in group.duties)
    through = "".join(f"“{name}”" for name in dict.fromkeys(collective))
    return _GROUP_WORDS[group.name][0 if zh else 1].format(through)


def _mention(group: Group, zh: bool) -> str:
    """Return one line that names the clauses of a further group, which the answer lists but does not quote."""
    labels = "、".join(clause.label for clause, _, _ in group.duties)
    return f"{_label(group, zh)}：{labels}" if zh else f"{_label(group, zh).capitalize()}: {labels}"


def _duty_claim(clause: Clause, fact: Fact, reading: Reading, places: Mapping[str, str]) -> Claim:
    """Return one duty: the clause's heading, proved by the list that names the unit."""
    text = reading.notice.text
    title = clause.heading or text[clause.start + len(clause.marker) : clause.own_end].split("。")[0][:60]
    left = max(text.rfind(mark, clause.start, fact.start) for mark in "（(\n。")
    start = max(left if left >= 0 and text[left] in "（(" else left + 1, clause.start)
    ends = [at + 1 for mark in "）)。\n" if (at := text.find(mark, fact.end, clause.own_end)) >= 0]
    passage = Passage(reading.notice, clause, start, min(ends, default=clause.own_end))
    place = places[reading.notice.id] if len(places) > 1 else ""
    return Claim(title, place, (passage,), Support.RENDERED, fact.value, "unit list")
