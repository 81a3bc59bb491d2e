"""Row: one line of an answer that is a list or a table, for whoever shows or exports it as one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One item.

    `group` is the heading that it stands under, "" for none; `place` whose notice says it; `words` what is said, or
    未规定 where a comparison finds nothing; `numbers` are the numbers of the citations that prove it, none for 未规定.
    """

    group: str
    place: str
    words: str
    numbers: tuple[int, ...]
