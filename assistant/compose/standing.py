"""Standing: what is said of a cited notice that is no longer in force, not yet, or past its own term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from assistant.english import english_day
from assistant.question import Question
from corpus import Notice
from corpus.header import tidy
from corpus.standing import Standing, State


def standing_notes(
    question: Question,
    cited: Sequence[Notice],
    standings: Mapping[str, Standing],
    notices: Mapping[str, Notice],
    today: dt.date,
) -> tuple[str, ...]:
    """Return a note for each cited notice that does not simply apply on `today`.

    Args:
        question: what was asked, whose language is taken.
        cited: the notices that the answer rests on.
        standings: how each notice of the corpus stands.
        notices: the notices, by id.
        today: the day of asking.
    """
    zh = question.language == "zh"
    notes = (
        _note(notice, standing, notices, today, zh=zh) for notice in cited if (standing := standings.get(notice.id))
    )
    return tuple(note for note in notes if note)


def is_over(notice: Notice, standings: Mapping[str, Standing], today: dt.date) -> bool:
    """Whether another notice of the corpus has ended `notice` by `today`."""
    standing = standings.get(notice.id)
    return standing is not None and standing.on(today) == State.ENDED


def _note(notice: Notice, standing: Standing, notices: Mapping[str, Notice], today: dt.date, *, zh: bool) -> str:
    state, name = standing.on(today), _name(notice)
    if state == State.ENDED and standing.by:
        by, since = notices.get(standing.by), standing.ended_on
        if zh:
            when = f"自{_day(since)}起" if since else ""
            return f"{name}{when}已不再适用：{_name(by) if by else '另一份通知'}写明“{_quoted(standing.words)}”。"
        when = f" since {english_day(since)}" if since else ""
        return (
            f"{name} no longer applies{when}: {_name(by) if by else 'another notice'} says “{_quoted(standing.words)}”."
        )
    if state == State.EXPIRED and standing.until:
        until = standing.until
        return f"{name}的有效期到{_day(until)}为止，已经过期。" if zh else f"{name} expired on {english_day(until)}."
    if state == State.NOT_YET and standing.since:
        since = standing.since
        return (
            f"{name}自{_day(since)}起施行，现在还没有生效。"
            if zh
            else f"{name} applies only from {english_day(since)}."
        )
    if standing.amended_by and zh:
        changing = "、".join(_name(notices[key]) for key in standing.amended_by if key in notices)
        return f"{name}已由{changing}修改，请一并核对。" if changing else ""
    return ""


def _name(notice: Notice) -> str:
    return f"《{tidy(notice.title)}》{f'（{notice.doc_number}）' if notice.doc_number else ''}"


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _quoted(words: str) -> str:
    return "".join(words.split()).strip("。；")
