"""Last day: the day before which the tasks of a list are to be done, as a question names it."""

from __future__ import annotations

import re

_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月\s*(?:(?P<day>\d{1,2})\s*[日号]|(?P<part>底|末|份|初|上旬|中旬|下旬))?|年(?:底|末|内))\s*(?:之?以?前|内|完成|到期)"
)
_DAY_EN = re.compile(
    rf"\b(?:by|before|until|in)\b (?:the )?(?:end of )?(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{'|'.join(_MONTHS)})|(?:the )?year(?:'s end)?)(?:,? (?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def last_day_asked(text: str) -> tuple[tuple[int, int] | None, int, str]:
    """Return the last day asked for as month and day, its year or 0, and the words that say so."""
    if found := _DAY.search(text):
        month = int(found["month"] or 12)
        if month not in _LAST:
            return None, 0, ""
        day = int(found["day"] or {"初": 10, "上旬": 10, "中旬": 20}.get(found["part"] or "", _LAST[month]))
        return (month, day), int(found["year"] or 0), found[0]
    if found := _DAY_EN.search(text):
        month = _MONTHS.index(found["month"].lower()) + 1 if found["month"] else 12
        return (month, int(found["day"] or _LAST[month])), int(found["year"] or 0), found[0]
    return None, 0, ""
