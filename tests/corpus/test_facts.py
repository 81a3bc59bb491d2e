"""Facts: what the five notices state equals the list that a reader wrote; small sentences give the facts they state."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus_builders import golden, golden_source, read_lines, squeeze

from corpus import read_file
from corpus.facts.basis import find_basis
from corpus.facts.figures import find_figures
from corpus.facts.units import find_units

_Row = tuple[str, str, str, str, str, str, bool, str]


def _row(path: str, fact: dict[str, object]) -> _Row:
    words = "" if fact["kind"] == "frequency" else squeeze(str(fact["words"]))  # how much of 每季度通报一次 is a matter of taste
    kind, value, unit, qualifier, trigger = (str(fact[key]) for key in ("kind", "value", "unit", "qualifier", "trigger"))
    return path, kind, value, unit, qualifier, trigger, bool(fact["open"]), words


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_facts_of_a_real_notice_equal_the_golden_list(number: str) -> None:
    reading = read_file(golden_source(f"{number}.json"))
    paths = {clause.id: "/".join(clause.path) for clause in reading.clauses}
    read = Counter(
        _row(
            paths[fact.clause_id],
            {
                "kind": fact.kind,
                "value": fact.value,
                "unit": fact.unit,
                "qualifier": fact.qualifier,
                "trigger": fact.trigger,
                "open": fact.open,
                "words": reading.notice.text[fact.start : fact.end],
            },
        )
        for fact in reading.facts
    )
    want = Counter(_row(fact["clause"], fact) for fact in golden(f"{number}.facts.json"))
    assert (list((want - read).elements()), list((read - want).elements())) == ([], []), "(missed, invented)"
