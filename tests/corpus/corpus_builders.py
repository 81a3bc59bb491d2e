"""Small ways to make a notice from a few lines, and to write a reading as the golden files do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.clause import Clause
from corpus.reading import Reading, read_text

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
NOTICES = ROOT / "corpus" / "notices"
INVENTED = ROOT / "eval" / "corpus"


def read_lines(*lines: str) -> Reading:
    """Return the reading of a file that holds these lines."""
    return read_text("\n".join(lines), "notice.txt")


def paths(reading: Reading) -> list[str]:
    """Return the paths of the clauses in reading order, written as the golden files write them."""
    return ["/".join(clause.path) for clause in reading.clauses]


def clause_at(reading: Reading, path: str) -> Clause:
    """Return the clause with this path."""
    return next(clause for clause in reading.clauses if "/".join(clause.path) == path)


def dropped(reading: Reading) -> str:
    """Return all the words of the file that are in no clause."""
    raw = reading.notice.raw
    return "\n".join(raw[run.start : run.end].strip() for run in reading.notice.boilerplate if run.kind != "layout")


def squeeze(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())


def golden(name: str) -> Any:
    """Return the golden file of this name."""
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def golden_source(name: str) -> Path:
    """Return the notice that the golden tree of this name was written from."""
    source = str(golden(name)["source"])
    return (INVENTED if name.startswith("x") else NOTICES) / source
