"""The sets of cases that `make eval` runs, and which files are held out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EVAL = Path(__file__).parent
CASES = EVAL / "cases"
RESULTS = EVAL / "results"
REFERENCE = EVAL / "reference.json"
INVENTED_CORPUS = EVAL / "corpus"
FURTHER_CORPUS = EVAL / "corpus_further"
CORPUS = EVAL.parent / "corpus" / "notices"
REAL_CORPUS = EVAL / "corpus_real"
"""Stands for a folder that is made for a run (`real.py`) and is not here."""


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Case files that are scored together.

    A held-out set is reported only as aggregates and counts by lost stage, never case by case. The cases are
    asked over an index of the notices in `corpus` and nothing else.
    """

    name: str
    files: tuple[str, ...]
    held_out: bool
    corpus: Path = CORPUS

    def paths(self, folder: Path = CASES) -> tuple[Path, ...]:
        """Return the files of the set that exist in `folder`."""
        return tuple(path for name in self.files if (path := folder / name).is_file())


SETS = (
    CaseSet("tuned-on", ("tuned.jsonl", "tuned_near.jsonl", "clerk_tuned.jsonl"), held_out=False),
    CaseSet("held-out", ("held_out.jsonl", "stranger.jsonl", "clerk_held_out.jsonl"), held_out=True),
    CaseSet(
        "invented, tuned-on",
        ("invented_tuned.jsonl", "invented_tuned_near.jsonl", "invented_clerk_tuned.jsonl"),
        False,
        INVENTED_CORPUS,
    ),
    CaseSet("invented, held-out", ("invented_held_out.jsonl", "invented_clerk_held_out.jsonl"), True, INVENTED_CORPUS),
    CaseSet("further invented, tuned-on", ("further_tuned.jsonl",), False, FURTHER_CORPUS),
)

REAL = CaseSet("real, tuned-on", ("real_tuned.jsonl",), False, REAL_CORPUS)
"""Asked only where the archives of its documents are given; `real.sets_over` adds it to the others."""


def is_held_out(path: Path) -> bool:
    """Return whether `path` is one of this repository's held-out files; a like-named file elsewhere is not."""
    names = {name for case_set in SETS if case_set.held_out for name in case_set.files}
    return path.name in names and path.resolve().parent == CASES.resolve()
