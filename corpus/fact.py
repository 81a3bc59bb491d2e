"""A fact: one checkable statement that a clause makes in figures, dates, units or citations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What kind of thing a fact states."""

    TIME_LIMIT = "time limit"
    DATE = "date"
    FREQUENCY = "frequency"
    QUOTA = "quota"
    PERCENTAGE = "percentage"
    RESPONSIBLE_UNIT = "responsible unit"
    LEGAL_BASIS = "legal basis"
    CHANNEL = "channel"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `notice.text[start:end]` are the exact words it was read from.

    `value` is the figure in Arabic digits (3-5 a range, 2/3 a fraction), 当日 or 即时 for a limit of no length,
    an ISO date (`--11-30` without a year, `---10` without a month), or the name of a unit, channel, recipient
    or cited document; `unit` the counting unit (工作日, 次, %, 名); `qualifier` the bound that the text sets
    (不少于, 以上, 前, 内) or what is done towards a recipient (报送, 备案); `subject` whose or which duty it is;
    `trigger` from when a time limit runs (印发实施, 作出决定); `open` whether a list says 等.
    """

    clause_id: str
    kind: FactKind
    value: str
    unit: str
    qualifier: str
    subject: str
    trigger: str
    open: bool
    start: int
    end: int
