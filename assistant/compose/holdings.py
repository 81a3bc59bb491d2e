"""Holdings: what the corpus itself holds: how many notices, of which places and years, the newest, the unread."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.ask import METADATA, VALUE_KINDS, Ask
from assistant.compose.imprint import date_claims, number_claims, title_claims
from assistant.compose.mention import mention_asked
from assistant.compose.printed import english_words
from assistant.draft import Claim, Draft, Support
from assistant.english import english_day
from assistant.place import pinyin_of
from assistant.question import Question
from assistant.scope import display_place
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
_COUNTED = re.compile(
    r"(?:几|多少)(?:份|篇|件|个(?:文|通|[？?]?$))|哪几?[份些]|哪几个|最[新早老近晚]|都?(?:是|有)(?:啥|什么|哪些)|都啥|有没有|有无|有[^，。？?]*[吗么没]"
    r"|\b(?:how many|which|what|any|newest|latest|oldest|earliest|list|is there|are there|do you (?:have|hold))\b",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"文件|通知|要点|方案|办法|[几哪][份篇]|一份|发文|的文|\b(?:notices?|documents?|files?|circulars?|plans?)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"最[新早老近晚]的?|库[里中]?|[的发]?文有?|有?(?:国家|[省市县区])(?:一)?级的?")
"""Words of such questions that name no matter of their own."""
_MATTER = re.compile(
    r"包括|包含|应当|应该|必须|哪些(?:内容|方面|要求|材料|事|任务|措施|情形)|\b(?:must|should|shall|include)\b",
    re.IGNORECASE,
)
"""What asks for the matter of a notice, not for the notice."""
_OLDEST = re.compile(r"最早|最老|最先|oldest|earliest", re.IGNORECASE)
_PLACES = re.compile(r"地方|地区|城市|市县|哪里|\bplaces?\b|\bcities\b|\bregions?\b|\bwhere\b", re.IGNORECASE)
_YEARS = re.compile(r"年份|哪几?些?年|\byears?\b", re.IGNORECASE)
_LEVEL = re.compile(r"(国家|省|市|县|区)(?:一)?级")
_PLACES_MOST = 30
LISTED = frozenset({Ask.DOC_NUMBER, Ask.ISSUE_DATE, Ask.TITLE})
"""What a list of notices says of each."""
NAMED_MOST = 3
"""As many notices are named in the lead."""
_NEWEST = re.compile(
    r"最新|最近|最晚|到几月|到哪[年月天]|更新到|新到|newest|latest|most recent|up to date", re.IGNORECASE
)


def holdings_asked(question: Question, names_only_notices: bool) -> bool:
    """Whether a question asks which notices there are, in a place or a year perhaps, though it names no library.

    Args:
        question: what was asked.
        names_only_notices: whether it has no words but those that name notices.
    """
    others = [ask for ask in question.asks if ask in METADATA or (ask in VALUE_KINDS and ask != Ask.COUNT)]
    topic = [term for term in question.topic if not _BESIDE.fullmatch(term.asked)]
    if others or mention_asked(question) or _MATTER.search(question.asked) or (topic and not names_only_notices):
        return False
    return bool(_COUNTED.search(question.asked) and _DOCUMENTS.search(question.asked))


def holdings_draft(question: Question, status: Status, readings: Sequence[Reading], places: Mapping[str, str]) -> Draft:
    """Return what the corpus holds: from the index's status, and from the notices in the question's scope."""
    if _UNREAD.search(question.asked):
        return _unread_draft(question, status)
    level = _LEVEL.search(question.asked)
    held = [one for one in readings if not level or (one.notice.level or "").startswith(level[1])]
    newest = sorted(held, key=lambda reading: reading.notice.issued_on or dt.date.min, reverse=True)
    ends = _ends_asked(question, newest)
    shown = ends or newest[:SHOWN_MOST]
    claims = tuple(claim for reading in shown if (claim := _notice_claim(question, reading, places)))
    summary = _ends_lead(question, ends, newest, places) if ends else _count_lead(question, newest, places)
    return Draft("holdings", claims, table=True, summary=summary, extras=_extras(question, status, newest, shown))


def _ends_asked(question: Question, newest: Sequence[Reading]) -> list[Reading]:
    """Return the newest or the oldest notice, or both, as the question asks; notices without a date are none."""
    dated = [reading for reading in newest if reading.notice.issued_on]
    first, last = bool(_NEWEST.search(question.asked)), bool(_OLDEST.search(question.asked))
    return [*(dated[:1] if first else ()), *(dated[-1:] if last else ())]


def _ends_lead(question: Question, ends: Sequence[Reading], held: Sequence[Reading], places: Mapping[str, str]) -> str:
    zh = question.language == "zh"
    said = []
    for reading in ends:
        newest = reading is held[0]
        which = ("最新" if newest else "最早") if zh else ("newest" if newest else "oldest")
        name = _name(reading.notice, places)
        day = _day(reading.notice, zh)
        said.append(f"库中{which}的一份：{name}，{day}" if zh else f"The {which} notice held: {name}, {day}")
    return "；".join((*said, f"共{len(held)}份通知")) if zh else "; ".join((*said, f"{len(held)} in all"))


def _name(notice: Notice, places: Mapping[str, str]) -> str:
    return f"{places[notice.id]}《{tidy(notice.title)}》"


def _day(notice: Notice, zh: bool) -> str:
    day = notice.issued_on
    if not zh:
        return english_day(day) if day else "no date printed"
    return f"{day.year}年{day.month}月{day.day}日" if day else "未印日期"


def _count_lead(question: Question, held: Sequence[Reading], places: Mapping[str, str]) -> str:
    zh, asked = question.language == "zh", question.asked
    notices = [reading.notice for reading in held]
    count = f"库中有{len(held)}份" if zh else f"The corpus holds {len(held)} notice{'s' * (len(held) != 1)}"
    if not held:
        return "库中没有这样的通知" if zh else "The corpus holds no such notice"
    if _PLACES.search(asked) or _YEARS.search(asked):
        told = _of_places(notices, zh) if _PLACES.search(asked) else _of_years(notices, zh)
        return f"{count}通知：{told}" if zh else f"{count}: {told}"
    if zh and len(held) <= NAMED_MOST:
        named = [f"{_name(notice, places)}，{_day(notice, zh)}" for notice in notices]
        return f"{count}：{'；'.join(named)}"
    dated = [notice.issued_on for notice in notices if notice.issued_on]
    if zh:
        span = f"，日期从{min(dated):%Y-%m-%d}到{max(dated):%Y-%m-%d}" if dated else ""
        return f"{count}通知{span}"
    return f"{count}, dated {english_day(min(dated))} to {english_day(max(dated))}" if dated else count


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
    of_places, of_years = _of_places(notices, zh), _of_years(notices, zh)
    return f"按地方：{of_places}。按年份：{of_years}。" if zh else f"By place: {of_places}. By year: {of_years}."


def _of_places(notices: Sequence[Notice], zh: bool) -> str:
    regions = Counter(display_place(notice) for notice in notices)
    shown = regions.most_common(_PLACES_MOST)
    return _joined([f"{name}{count}份" if zh else f"{pinyin_of(name)} {count}" for name, count in shown], zh)


def _of_years(notices: Sequence[Notice], zh: bool) -> str:
    years = Counter(str(notice.year or "—") for notice in notices)
    return _joined([f"{name}年{count}份" if zh else f"{name}: {count}" for name, count in sorted(years.items())], zh)


def _joined(items: Sequence[str], zh: bool) -> str:
    return ("、" if zh else ", ").join(items)


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
