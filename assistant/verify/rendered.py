"""Rendered: English that the rules of `assistant.english` make of the cited words, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.english import on_topic, render_fact, render_unit, vague_duty
from assistant.verify.quoted import quoted_by
from assistant.verify.source import Cited
from corpus import Fact, FactKind

_QUOTED = re.compile(r"(?:On .+?: )?“(?P<quoted>.+)”", re.DOTALL)
_VAGUE = re.compile(r".+ \(“(?P<zh>[\u4e00-\u9fff]+)”, no figure is given\)")


def rendered_by(words: str, citations: Iterable[Cited]) -> frozenset[int]:
    """Return the numbers of the citations of which `words` are a rendering by rule."""
    rules = (_on_topic, _figures, _units, _vague)
    return frozenset(cited.number for cited in citations if any(rule(words, cited) for rule in rules))


def _on_topic(words: str, cited: Cited) -> bool:
    found = _QUOTED.fullmatch(words)
    return bool(found and quoted_by(found["quoted"], (cited,)) and on_topic(cited.clause, found["quoted"]) == words)


def _figures(words: str, cited: Cited) -> bool:
    text = cited.notice.text
    rendered = {render_fact(fact, text[fact.start : fact.end]) for fact in cited.facts} - {""}
    return any(_made_of(first + words[1:], rendered) for first in {words[:1], words[:1].lower()})


def _made_of(words: str, parts: set[str]) -> bool:
    """Whether `words` are some of `parts`, joined by commas."""
    return any(words == p or (words.startswith(f"{p}, ") and _made_of(words[len(p) + 2 :], parts)) for p in parts)


def _units(words: str, cited: Cited) -> bool:
    if not words.startswith("Responsible: "):
        return False
    units = [fact for fact in cited.facts if fact.kind == FactKind.RESPONSIBLE_UNIT]
    return any(_as_said(run) == words for run in _lists(units, cited.notice.text))


def _lists(units: list[Fact], text: str) -> list[list[Fact]]:
    """Return the units in runs that no bracket, stop or new line parts."""
    runs: list[list[Fact]] = []
    for unit in units:
        between = text[runs[-1][-1].end : unit.start] if runs else "\n"
        if re.search(r"[。\n）]", between):
            runs.append([])
        runs[-1].append(unit)
    return runs


def _as_said(units: list[Fact]) -> str:
    named = ", ".join(render_unit(unit.value) for unit in units)
    return f"Responsible: {named}" + (" and others (等)" if units[-1].open else "")


def _vague(words: str, cited: Cited) -> bool:
    found = _VAGUE.fullmatch(words)
    duty = vague_duty(found["zh"]) if found else None
    return bool(duty and duty[0] in cited.quote and words.startswith(f"{duty[1].capitalize()} (“{duty[0]}”"))
