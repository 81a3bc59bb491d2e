"""Aliases: which names mean one unit, from the table `corpus/units.tsv` that the keeper of the corpus owns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.errors import CorpusError

TABLE = Path(__file__).parents[1] / "units.tsv"


@cache
def read_units(path: Path = TABLE) -> Mapping[str, frozenset[str]]:
    """Return, for each name in the table, all names of its unit.

    Raises:
        CorpusError: if a line holds one name only, or a name stands in two lines.
    """
    units: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        names = frozenset(name.strip() for name in line.split("\t") if name.strip())
        if len(names) < 2:
            raise CorpusError(
                f"{path.name}, line {number}: {line.strip()!r} stands alone; expected a name, a tab and its other "
                "names. Complete the line or remove it."
            )
        for name in names:
            if units.setdefault(name, names) is not names:
                raise CorpusError(
                    f"{path.name}, line {number}: {name!r} stands in another line too; expected it in one. Remove it."
                )
    return units


def names_of(name: str) -> frozenset[str]:
    """Return every name of the unit called `name`, which stands without the level before it (市, 县, 区, 省)."""
    return read_units().get(name, frozenset({name}))
