"""Binding: which clauses bind a unit: by name, through a collective that covers it, or possibly (design, 5).

Read from the lists of responsible units, and from the clauses' own words where somebody is to do something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.compose.unit import RANKS, Unit, split_rank
from corpus import Clause, FactKind, Reading


class Bound(StrEnum):
    """How a clause binds a unit, the strongest first."""

    NAMED = "named"
    COLLECTIVE = "collective"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Binding:
    """One clause that binds a unit.

    `notice.text[start:end]` are the words that bind it (its own name, 市政府各部门); `role` what the list calls it where
    that is more than 责任单位 (牵头单位, 配合单位).
    """

    bound: Bound
    clause: Clause
    reading: Reading
    start: int
    end: int
    role: str = ""

    @property
    def words(self) -> str:
        """The words that bind the unit."""
        return self.reading.notice.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody whom a clause binds: the words and their span, the role of a list, whether the list says 等."""

    value: str
    start: int
    end: int
    role: str
    open: bool


_LOOSE = re.compile(r"有关|相关|等(?:主管)?(?:部门|单位)")
_GOVERNMENTS = re.compile(
    r"^各?(?P<which>(?:县|区|市|州|乡镇|乡|镇|街道)(?:[、（(]?(?:县|区|市|镇|街道)[）)]?)*)(?:政府|办事处)"
)
_EVERYBODY = re.compile(r"各(?:级)?、?各?(?:工作)?(?:部门|单位|机关)")
_OF_GOVERNMENT = re.compile(r"政府(?:各|有关|相关)|组成部门")
_PARTY = re.compile(
    r"委(?:组织|宣传|统战|政法|网信|办公|编办|政研)|网信办|编办|(?:组织|宣传|统战|政法|社工)部|政法委|党群|党委|纪委|监委|人大|政协|法院|检察院"
)
_VERTICAL = re.compile(
    r"税务局|人行|人民银行|支行|银保监|金融监管局|海关|调查队|气象局|地震局|邮政管理局|烟草|消防救援|分局$"
)
"""Offices under a higher office of their own, not departments of the place's government."""

_DOES = (
    r"(?:(?:等|会同|[、和与及])[^，。；：\n]{0,60}?)?(?:主要)?(?:负责人|负责同志)?"
    r"(?:按[^，。；]{0,10}|[在于][^，。；]{1,24}?[内前后日]|自行|具体|统一|共同|分别|统筹|直接)*"
    r"(?:负责|牵头|配合|协助|协同|指导|审核|组织|实施|承办|主办|承担|参与|协调|督促|监督|汇总|解释|委托|作出|办理|提供|申报|编制|报送|做好|加强|要|应|须|必须|需|将|对)"
)
_BEFORE = r"(?:(?<=[由和与及同、，。；：:（(\n　 ”])|(?<=^))"
_COLLECTIVE = re.compile(
    rf"(?P<who>(?:各[{RANKS}]{{1,3}}|(?:全?[{RANKS}]|新区)(?:人民政府|政府|直|级|属)?)?各(?:级、?各?)?(?:有关|相关)?(?:工作)?(?:部门|单位|机关)(?:、(?:各)?单位)?"
    rf"|(?:[{RANKS}](?:政府|直|级)?)?(?:有关|相关)(?:部门|单位)|等(?:主管|有关|相关)(?:部门|单位))(?={_DOES})"
)
_CLAUSE_OPENING = re.compile(r"\s+")


def bindings(unit: Unit, readings: Iterable[Reading]) -> tuple[Binding, ...]:
    """Return one binding for each clause that binds `unit`, the strongest group first, then in the order of the text."""
    found = [binding for reading in readings for binding in _of_reading(unit, reading)]
    return tuple(sorted(found, key=lambda binding: list(Bound).index(binding.bound)))


def _of_reading(unit: Unit, reading: Reading) -> Iterator[Binding]:
    listed: dict[str, list[_Actor]] = {}
    for fact in reading.facts:
        if fact.kind == FactKind.RESPONSIBLE_UNIT:
            actor = _Actor(fact.value, fact.start, fact.end, fact.qualifier, fact.open)
            listed.setdefault(fact.clause_id, []).append(actor)
    named = re.compile(rf"{_BEFORE}(?:各)?[{RANKS}]?(?:{'|'.join(map(_spelled, sorted(unit.names)))})(?={_DOES})")
    elsewhere = _is_of_another_rank(unit, reading)
    for clause in reading.clauses:
        actors = [*listed.get(clause.id, ()), *(() if clause.is_section else _written(clause, named))]
        ranked = [(bound, actor) for actor in actors if (bound := _bound(unit, actor))]
        if elsewhere:
            ranked = [(bound, actor) for bound, actor in ranked if bound == Bound.NAMED]
        if ranked:
            bound, actor = min(ranked, key=lambda pair: list(Bound).index(pair[0]))
            yield Binding(bound, clause, reading, actor.start, actor.end, actor.role)


def _is_of_another_rank(unit: Unit, reading: Reading) -> bool:
    """Whether a notice is of a place of another rank: the departments of a county are none of a city's."""
    region = reading.notice.region
    rank = region[-1][-1] if region and not unit.is_government else ""
    return bool(unit.rank and rank in tuple(RANKS) and rank != unit.rank)


def _spelled(name: str) -> str:
    return re.escape(name).replace("政府", "(?:人民)?政府")


def _written(clause: Clause, named: re.Pattern[str]) -> Iterator[_Actor]:
    """Yield who is to do something by the clause's own words: the unit itself, and collectives."""
    words = clause.own_text
    for pattern in (named, _COLLECTIVE):
        for found in pattern.finditer(words):
            yield _Actor(_compact(found[0]), clause.start + found.start(), clause.start + found.end(), "", False)


def _compact(words: str) -> str:
    return _CLAUSE_OPENING.sub("", words)


def _bound(unit: Unit, actor: _Actor) -> Bound | None:
    """Return how one actor of a clause binds `unit`, None for not at all."""
    if unit.is_called(actor.value):
        return Bound.NAMED
    rank = _rank_of(actor.value)
    if rank and unit.rank and rank != unit.rank and not unit.is_government:
        return Bound.POSSIBLE if actor.open else None
    if unit.is_government:
        return _government_bound(unit, actor.value)
    if _LOOSE.search(actor.value):
        return Bound.POSSIBLE
    if _EVERYBODY.search(actor.value):
        outside = _OF_GOVERNMENT.search(actor.value) and any(
            pattern.search(unit.name) for pattern in (_PARTY, _VERTICAL)
        )
        return Bound.POSSIBLE if outside else Bound.COLLECTIVE
    return Bound.POSSIBLE if actor.open else None


def _rank_of(collective: str) -> str:
    """Return the rank of the place whose departments a collective means (市政府各部门), "" where it does not say."""
    found = re.match(rf"全?([{RANKS}])(?:人民政府|政府|直|级|属)", collective)
    return found[1] if found else ""


def _government_bound(unit: Unit, collective: str) -> Bound | None:
    """Return how a collective binds the government of a place."""
    found = _GOVERNMENTS.match(collective.replace("人民政府", "政府"))
    own = re.sub(r"(?:政府|办事处)$", "", split_rank(unit.name)[1])
    if found and own and (own[-1] in found["which"] or (own.endswith("街道") and "街道" in found["which"])):
        return Bound.COLLECTIVE
    whole = re.fullmatch(rf"(?:全?[{RANKS}]|新区)?各(?:级、?各?)?(?:单位|部门|机关)", collective)
    return Bound.COLLECTIVE if whole and ("单位" in collective or "各级" in collective) else None


def in_group(found: Sequence[Binding], bound: Bound) -> tuple[Binding, ...]:
    """Return those of `found` that bind in one way."""
    return tuple(binding for binding in found if binding.bound == bound)


def is_loose(words: str) -> bool:
    """Whether `words` leave open who is meant: a collective, or 有关 and 相关 before it."""
    return bool(_LOOSE.search(words) or _EVERYBODY.search(words))
