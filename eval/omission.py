"""Omissions: what a run of everything leaves out here, and why, in a sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from eval.case_set import REAL, SETS, CaseSet


def omissions(cases: Path, asked: Collection[CaseSet], *, has_golden: bool) -> Iterator[str]:
    """Yield in a sentence each what was not run.

    Args:
        cases: the folder of the case files.
        asked: the sets whose documents were at hand.
        has_golden: whether structure and facts could be scored.
    """
    names = {case_set.name for case_set in asked}
    for case_set in (*SETS, REAL):
        if not case_set.paths(cases):
            yield f"{case_set.name}: no {' or '.join(case_set.files)} in {cases}."
        elif case_set.name not in names:
            yield (
                f"{case_set.name}: its documents are not in the repository and no data folder was given; "
                "`make eval DATA=DIR` asks it over the archives in DIR."
            )
    if not has_golden:
        yield "Structure and facts: no golden files here."
    yield (
        "A chat model's answers (generative mode): none is configured for this run. "
        "Set one for `make run`, then `python -m eval run --endpoint URL` asks the same cases."
    )
    yield "A judge: none is configured for this run; `python -m eval run --judge URL` asks one."
