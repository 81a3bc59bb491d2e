"""Aliases: which names mean one unit, from the table `corpus/units.tsv` that the keeper of the corpus owns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.errors import CorpusError

TABLE = Path(__file__).parents[1] / "units.tsv"
_LEVEL = re.compile(r"^(?:省|市|县|区|州|盟|旗|自治区)(?=.{2})")


@cache
def read_units(path: Path = TABLE) -> Mapping[str, str]:
    """Return the name to show for each name in the table.

    Raises:
        CorpusError: if a line holds one name only, or a name stands in two lines.
    """
    names: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        shown, *others = (name.strip() for name in line.split("\t"))
        if not others:
            raise CorpusError(
                f"{path.name}, line {number}: {shown!r} stands alone; expected a name, a tab and its other names. "
                "Complete the line or remove it."
            )
        for name in (shown, *others):
            if names.setdefault(name, shown) != shown:
                raise CorpusError(
                    f"{path.name}, line {number}: {name!r} stands in another line too; expected it in one. Remove it."
                )
    return names


def same_unit(one: str, other: str) -> bool:
    """Whether two names mean one unit: equal but for the level before them, or names of one line of the table."""
    return canonical_unit(one) == canonical_unit(other)


def canonical_unit(name: str) -> str:
    """Return the name without its level, replaced by the one that the table shows for it."""
    bare = _LEVEL.sub("", re.sub(r"\s", "", name))
    return read_units().get(bare, bare)
