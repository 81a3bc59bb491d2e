"""Calendar file: the deadlines of an answer as all-day events that any calendar program takes in (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib

from icalendar import Calendar, Event

from assistant.answer import Answer, Deadline
from assistant.errors import ExportError


def calendar_file(answer: Answer) -> bytes:
    """Return one all-day event for each deadline of `answer`, with the clause that sets it in the description.

    Raises:
        ExportError: if the answer holds no deadline.
    """
    if not answer.deadlines:
        raise ExportError(
            f"The answer to {answer.question!r} has no day for a calendar; expected one that tells a deadline. "
            "Ask for the last day and give the day on which the time begins, or choose another form."
        )
    calendar = Calendar()
    calendar.add("prodid", "-//Mingbai//deadline//ZH")
    calendar.add("version", "2.0")
    for deadline in answer.deadlines:
        calendar.add_component(_event(answer, deadline))
    return bytes(calendar.to_ical())


def _event(answer: Answer, deadline: Deadline) -> Event:
    citation = next(c for c in answer.citations if c.number == deadline.citation)
    # The same deadline asked for again replaces its event instead of standing beside it.
    identity = f"{citation.notice_id} {citation.start} {deadline.day.isoformat()}"
    event = Event()
    event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@mingbai")
    event.add("dtstamp", dt.datetime.combine(answer.as_of, dt.time(), dt.UTC))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", answer.lead)
    event.add("description", f"{answer.question}\n\n{citation.printed}")
    return event
