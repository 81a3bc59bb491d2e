"""Gate: the way every answer passes before it is shown: what fails is left out, and counted in a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer
from assistant.deadline.calendar import WorkCalendar
from assistant.draft import Claim
from assistant.question import Question
from assistant.verify.answer import check
from corpus import Reading


def passed(
    shown: Callable[[Sequence[Claim]], Answer | None],
    claims: Sequence[Claim],
    readings: Mapping[str, Reading],
    asked: Question,
    calendar: WorkCalendar,
) -> Answer | None:
    """Return the answer that says `claims`, or those of them that hold; None when none does.

    Args:
        shown: puts the answer together that says some claims and notes how many it leaves out; None when it says none.
        claims: what is to be said.
        readings: the notices, by id.
        asked: the question as it was read.
        calendar: what working days are counted by.
    """

    def fails(answer: Answer) -> bool:
        return bool(check(answer, readings, asked, calendar=calendar))

    answer = shown(claims) if claims else None
    if answer is None or not fails(answer):
        return answer
    kept = [claim for claim in claims if (alone := shown([claim])) and not fails(alone)]
    if not kept or len(kept) == len(claims):
        return None
    answer = shown(kept)
    return None if answer is None or fails(answer) else answer
