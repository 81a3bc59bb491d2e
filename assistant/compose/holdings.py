"""Holdings: what the corpus itself holds: how many notices, of which places and years, the newest, the unread."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.compose.document import date_claims, english_words, number_claims, title_claims
from assistant.draft import Claim, Draft, Support
from assistant.english import english_day
from assistant.question import Question
from corpus import Notice, Reading
from corpus.header import tidy
from index.generation import Unread
from index.index import Status

SHOWN_MOST = 20
"""The most notices that are named one by one, the newest first."""
_UNREAD = re.compile(
    r"没有?(?:被)?(?:能)?(?:认|读|识别|收|看)(?:出|进|懂|上|到)?|未(?:能)?(?:识别|读|认)|读不|认不|识别不|失败|出错|打不开|读取(?:失败|不了)"
    r"|not (?:be )?(?:read|recogni[sz]ed|parsed)|unread|fail(?:ed)?|could ?n[o']t|skipped|problem",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"最新|最近|最晚|到几月|到哪[年月天]|更新到|新到|newest|latest|most recent|up to date", re.IGNORECASE
)


def holdings_draft(question: Question, status: Status, readings: Sequence[Reading], places: Mapping[str, str]) -> Draft:
    """Return what the corpus holds: from the index's status, and from the notices in the question's scope."""
    if _UNREAD.search(question.asked):
        return _unread_draft(question, status)
    newest = sorted(readings, key=lambda reading: reading.notice.issued_on or dt.date.min, reverse=True)
    shown = newest[:1] if _NEWEST.search(question.asked) else newest[:SHOWN_MOST]
    claims = tuple(claim for reading in shown if (claim := _notice_claim(question, reading, places)))
    summary = _newest_lead(question, newest, places) if len(shown) == 1 else _count_lead(question, newest)
    return Draft("holdings", claims, table=True, summary=summary, extras=_extras(question, status, newest, shown))


def _newest_lead(question: Question, newest: Sequence[Reading], places: Mapping[str, str]) -> str:
    if not newest:
        return "库中没有通知" if question.language == "zh" else "The corpus holds no notice"
    notice = newest[0].notice
    name = f"{places[notice.id]}《{tidy(notice.title)}》"
    if question.language == "zh":
        day = (
            f"{notice.issued_on:%Y}年{notice.issued_on.month}月{notice.issued_on.day}日"
            if notice.issued_on
            else "未印日期"
        )
        return f"库中最新的一份：{name}，{day}；共{len(newest)}份通知"
    return f"The newest notice held: {name}, {english_day(notice.issued_on)}; {len(newest)} in all"


def _count_lead(question: Question, held: Sequence[Reading]) -> str:
    dated = [reading.notice.issued_on for reading in held if reading.notice.issued_on]
    first, last = min(dated, default=None), max(dated, default=None)
    if question.language == "zh":
        span = f"，日期从{first:%Y-%m-%d}到{last:%Y-%m-%d}" if first and last else ""
        return f"库中有{len(held)}份通知{span}"
    span = f", dated {english_day(first)} to {english_day(last)}" if first and last else ""
    return f"The corpus holds {len(held)} notices{span}"


def _notice_claim(question: Question, reading: Reading, places: Mapping[str, str]) -> Claim | None:
    """Return one notice's title, number and date, proved by the line that prints its date, its number or its title."""
    notice = reading.notice
    shown = [
        *date_claims(question, reading, ()),
        *number_claims(question, reading, ()),
        *title_claims(question, reading, ()),
    ]
    if not shown:
        return None
    proof = shown[0]
    number = f" {notice.doc_number}" if notice.doc_number else ""
    words = f"《{tidy(notice.title)}》{number}"
    source = "……".join(passage.quote for passage in proof.passages)
    if notice.issued_on and proof.source == source and len(proof.passages) == 1:
        printed = re.sub(r"\s", "", source) if question.language == "zh" else english_words(source)
        words = f"{words} {printed}" if date_claims(question, reading, ()) else words
    return Claim(words, places[notice.id], proof.passages, Support.RENDERED, source, "holdings")


def _extras(question: Question, status: Status, held: Sequence[Reading], shown: Sequence[Reading]) -> tuple[str, ...]:
    zh = question.language == "zh"
    lines = [_by_place_and_year([reading.notice for reading in held], zh)]
    if 1 < len(shown) < len(held):
        lines.append(f"以上是最新的{len(shown)}份。" if zh else f"Above are the newest {len(shown)}.")
    if status.unreadable:
        count = len(status.unreadable)
        lines.append(f"另有{count}份文件没能读出。" if zh else f"{count} more could not be read.")
    return tuple(line for line in lines if line)


def _by_place_and_year(notices: Sequence[Notice], zh: bool) -> str:
    regions = Counter("".join(notice.region) or "—" for notice in notices)
    years = Counter(str(notice.year or "—") for notice in notices)
    joint = "、" if zh else ", "
    of_places = joint.join(f"{name}{count}份" if zh else f"{name} {count}" for name, count in regions.most_common(30))
    of_years = joint.join(f"{name}年{count}份" if zh else f"{name}: {count}" for name, count in sorted(years.items()))
    return f"按地方：{of_places}。按年份：{of_years}。" if zh else f"By place: {of_places}. By year: {of_years}."


def _unread_draft(question: Question, status: Status) -> Draft:
    """Return the files that were not read, each with the reason and what its keeper can do."""
    zh, count = question.language == "zh", len(status.unreadable)
    if not count:
        words = "没有读不出的文件，库中{}份通知都已读入" if zh else "No file was left unread; all {} notices are held"
        return Draft("holdings", (), table=True, summary=words.format(status.notices))
    words = (
        f"有{count}份文件没能读出，已读入{status.notices}份通知"
        if zh
        else f"{count} not read; {status.notices} notices are held"
    )
    return Draft(
        "holdings", (), table=True, summary=words, extras=tuple(_unread_line(one, zh) for one in status.unreadable)
    )


def _unread_line(unread: Unread, zh: bool) -> str:
    return (
        f"- {unread.name}：{unread.reason}。{unread.remedy}"
        if zh
        else f"- {unread.name}: {unread.reason}. {unread.remedy}"
    )
