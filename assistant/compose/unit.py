"""Unit: the office whose duties a question asks for, under every name that notices give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.english import render_phrase
from assistant.question import Question
from corpus import FactKind, Reading
from corpus.facts.aliases import names_of

RANKS = "省市县区州"
_RANK = re.compile(rf"^(?:各)?([{RANKS}])(?![{RANKS}（(、])(?=.{{2}})")
_END = r"(?:办公室|办公厅|委员会|管委会|办事处|监管分局|分局|支行|中心|部门|单位|政府|公司|小组|局|委|办|厅|部|院|社|馆|站|所|队|室|科|处|股)"
_FORM = re.compile(
    rf"[\u4e00-\u9fff（）()]{{1,22}}?{_END}(?=[^\u4e00-\u9fff]|$|在|有|要|的|作为|被|承担|负责|牵头|配合|为|都|参与|做|列|该|应|需|得|管|干)"
)
_LEADING = re.compile(
    r"^(?:要点|清单|办法|细则|里|请问|请|帮我|把|列出|列一下|逐项|查一?下|哪些|任务|事项|工作|点名|要求|应该|属于|以|按照?|根据|方案|通知|文件|里面?|中|让|由|给|对|和|与|的|要|那么?|我们?|我|本|，)+"
)
_ASKING = re.compile(r"^.*(?:哪些|什么|任务|工作|事项|事|活)(?:都)?(?:是|归|由|让|给|属于)")
_GENERIC = re.compile(
    r"^(?:哪|什么|责任|牵头|配合|有关|相关|主管|这个|那个|一个|每个|所有)|^(?:责任|牵头|配合|主管)?(?:单位|部门)$"
)
_GOVERNMENT = re.compile(r"(?:政府|街道|办事处|乡镇|管委会|县区|市县)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `name` as an answer says it, `rank` (省, 市, 县, 区, 州 or ""), and its `names` without the rank."""

    name: str
    rank: str
    names: frozenset[str]

    @property
    def is_government(self) -> bool:
        """Whether it is the government of a place, not one of the departments of a government."""
        return bool(_GOVERNMENT.search(self.name))

    def is_called(self, listed: str) -> bool:
        """Whether `listed`, as a notice writes it, names this unit: the same name, and no other rank."""
        rank, bare = split_rank(listed)
        return bare in self.names and (not rank or not self.rank or rank == self.rank)


def split_rank(name: str) -> tuple[str, str]:
    """Return the rank before a unit's name, "" where it has none, and the name without it and without 各 and 人民."""
    plain = re.sub(r"\s", "", name).replace("人民政府", "政府")
    found = _RANK.match(plain)
    return (found[1], plain[found.end() :]) if found else ("", plain.removeprefix("各"))


def unit_called(name: str, place: str = "") -> Unit:
    """Return the unit called `name`; `place` is the name of the place before it, whose last character is its rank."""
    rank, bare = split_rank(name)
    rank = rank or (place[-1] if place and place[-1] in RANKS and not place.endswith("新区") else "")
    shown = rank + name if rank and not split_rank(name)[0] and not name.startswith("各") else name
    return Unit(shown, rank, names_of(bare))


def unit_asked(question: Question, readings: Sequence[Reading]) -> Unit | None:
    """Return the unit whose duties `question` asks for, None when it names none."""
    text = re.sub(r"\s", "", question.asked)
    values = {f.value for r in readings for f in r.facts if f.kind == FactKind.RESPONSIBLE_UNIT and len(f.value) >= 3}
    listed = [value for value in values if value in text or _is_english_for(value, question.asked)]
    formed = list(_formed(question, text, readings))
    named = max([*listed, *(name for name, _ in formed)], key=len, default="")
    for name, place in formed:
        if named in (name, place + name) or (named in place + name):
            bare = split_rank(name)[1]
            return unit_called(named if split_rank(named)[1] == bare or named.endswith(bare) else name, place)
    return unit_called(named) if named else None


def _formed(question: Question, text: str, readings: Sequence[Reading]) -> Iterable[tuple[str, str]]:
    """Yield what has the form of a unit's name in `text`, with the place before it."""
    places = sorted({place.words for place in question.scope.places}, key=len, reverse=True)
    for found in _FORM.finditer(text):
        words, before = found[0], ""
        for place in places:
            at = words.rfind(place)
            if at >= 0:
                words, before = words[at + len(place) :], place
                break
        if before and before[-1] in RANKS and words.startswith("委"):
            words = before[-1] + words
        words = _known(_LEADING.sub("", _ASKING.sub("", words)), readings)
        if len(words) >= 2 and not _GENERIC.search(words):
            yield words, before


def _known(words: str, readings: Sequence[Reading]) -> str:
    """Return the longest ending of `words` that stands in a notice, `words` themselves when none of three does."""
    for at in range(max(len(words) - 3, 1)):
        if any(words[at:] in reading.notice.text for reading in readings):
            return words[at:]
    return words


def _is_english_for(unit: str, asked: str) -> bool:
    english = re.sub(r"^(?:municipal|county|district|provincial) ", "", render_phrase(unit).lower())
    return len(english) > 8 and english in asked.lower()
