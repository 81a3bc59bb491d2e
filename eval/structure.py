"""Structure: clause trees and facts scored against the golden files that people wrote by reading a notice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Clause, FactKind, Reading, read_file
from eval.case_set import CORPUS, INVENTED_CORPUS
from eval.shelf import path_of

GOLDEN = CORPUS.parents[1] / "tests" / "golden"
_FACTS = ".facts.json"
_FACT_FIELDS = ("kind", "value", "unit", "qualifier", "trigger")
# Their labels are words, not fields (tests/golden/channels.facts.json); a test of the facts scores them.
_LABELLED_APART = (FactKind.CHANNEL, FactKind.RECIPIENT)
TOTAL = "all notices"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of what was `read` is in what was `wanted`: `both` counts what is in the two."""

    both: int
    read: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was read that was wanted; 1 where nothing was read."""
        return self.both / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was read; 1 where nothing was wanted."""
        return self.both / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.read + self.wanted) if self.read + self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One notice: its clause paths, its clauses' paths with both ends of their words, and its facts (None: no file)."""

    name: str
    paths: Agreement
    boundaries: Agreement
    facts: Agreement | None


@dataclass(frozen=True, slots=True)
class Structure:
    """All notices that have a golden tree, and the same added up."""

    notices: tuple[Scored, ...]
    total: Scored


def score_structure(golden: Path = GOLDEN) -> Structure | None:
    """Return how the parser reads the notices of `golden`, None where there is no golden tree.

    `NNN.json` holds a tree and the name of its notice, `NNN.facts.json` beside it the facts.
    """
    trees = sorted(path for path in golden.glob("*.json") if not path.name.endswith(_FACTS))
    scored = tuple(_scored(path) for path in trees if isinstance(_json(path), dict))
    if not scored:
        return None
    return Structure(
        scored,
        Scored(
            TOTAL,
            _sum(one.paths for one in scored),
            _sum(one.boundaries for one in scored),
            _sum(one.facts for one in scored if one.facts),
        ),
    )


def score_tree(reading: Reading, tree: Mapping[str, Any]) -> tuple[Agreement, Agreement]:
    """Return how the clauses of `reading` agree with a golden tree: in their paths, and in path and both ends."""
    wanted = tree["clauses"]
    paths = _agreement([path_of(one) for one in reading.clauses], [one["path"] for one in wanted])
    golden = [(one["path"], _squeezed(one["begins"]), _squeezed(one["ends"])) for one in wanted]
    by_path: dict[str, list[Clause]] = {}
    for clause in reading.clauses:
        by_path.setdefault(path_of(clause), []).append(clause)
    both = 0
    for path, begins, end in golden:
        alike = next((c for c in by_path.get(path, ()) if _has_ends(c, begins, end)), None)
        if alike is not None:
            by_path[path].remove(alike)
            both += 1
    return paths, Agreement(both, len(reading.clauses), len(golden))


def score_facts(reading: Reading, wanted: Sequence[Mapping[str, Any]]) -> Agreement:
    """Return how the facts of `reading` agree with the golden ones in all fields that say something.

    Channels and recipients are left out.
    """
    paths = {clause.id: path_of(clause) for clause in reading.clauses}
    facts = [one for one in reading.facts if one.kind not in _LABELLED_APART]
    read = [(paths[one.clause_id], *(str(getattr(one, field)) for field in _FACT_FIELDS)) for one in facts]
    return _agreement(read, [(one["clause"], *(str(one[field]) for field in _FACT_FIELDS)) for one in wanted])


def _scored(path: Path) -> Scored:
    tree = _json(path)
    source = next(folder / tree["source"] for folder in (CORPUS, INVENTED_CORPUS) if (folder / tree["source"]).exists())
    reading = read_file(source)
    paths, boundaries = score_tree(reading, tree)
    facts = path.with_name(path.stem + _FACTS)
    return Scored(path.stem, paths, boundaries, score_facts(reading, _json(facts)) if facts.exists() else None)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _agreement(read: Iterable[object], wanted: Iterable[object]) -> Agreement:
    have, want = Counter(read), Counter(wanted)
    return Agreement((have & want).total(), have.total(), want.total())


def _sum(agreements: Iterable[Agreement]) -> Agreement:
    listed = list(agreements)
    return Agreement(sum(a.both for a in listed), sum(a.read for a in listed), sum(a.wanted for a in listed))


def _has_ends(clause: Clause, begins: str, ends: str) -> bool:
    own = _squeezed(clause.own_text)
    return own.startswith(begins) and own.endswith(ends)


def _squeezed(text: str) -> str:
    return "".join(text.split())
