"""Year: the year of a date that is printed without one."""

from __future__ import annotations

import re

from corpus.fact import Fact, FactKind
from corpus.notice import Notice

_RECURRING = re.compile(r"每年|每季|每月|次月|下月|次年|翌年")
FROM_NOTICE = "年份取自本件"
RECURS = "每年"


def full_date(fact: Fact, notice: Notice) -> tuple[str, str]:
    """Return a fact's value, and for a date without a year the notice's year in it and a note that says so.

    A date that comes back each year keeps none, and so does one in a notice that has no year of its own.
    """
    if fact.kind != FactKind.DATE or not re.fullmatch(r"--\d{2}-\d{2}", fact.value):
        return fact.value, ""
    words = notice.text[fact.start : fact.end]
    if _RECURRING.search(words):
        return fact.value, RECURS if "每年" in words else ""
    if notice.year is None:
        return fact.value, ""
    return f"{notice.year}-{fact.value[2:]}", FROM_NOTICE
