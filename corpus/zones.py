"""Zones: which paragraphs are front matter, preamble, clauses, signature and closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.contents import find_contents
from corpus.furniture import edge_kind
from corpus.layout import Paragraph
from corpus.roles import Role, role_of

_ISSUES = re.compile(r"印发|转发|下发|颁布|公布|[请望].{0,12}(?:贯彻|遵照|认真|执行|落实|实施)")
_CLOSING_WORDS = re.compile(r"(?:特此(?:通知|公告|通报|函复|报告|批复)|此复|以上(?:通知|意见)).{0,12}$")


_LISTS = re.compile(r"[:：]\s*(?:1|一)\s*[.．、]")
"""An 附件 line that begins a numbered list of them."""

_GLOSSARY = re.compile(
    r"[【\[]?[^。；，,:：]{0,20}?((?:名词|术语|用语|词语|词汇)(?:解释|注释|说明)|注[释解])[^。；，,:：]{0,10}[:：]?$"
)
"""A heading over explanations of words, which count from 1 behind the last clause."""

_AFTER_LIST = (Role.ANNEX_LINE, Role.ISSUER, Role.DATE, Role.COPY, Role.IMPRINT, Role.RELEASE, Role.CONTACT)
"""What follows an 附件 line that only names an annex."""


class Zone(StrEnum):
    """Where a paragraph belongs."""

    FRONT = "文头"
    SIGNATURE = "落款"
    PREAMBLE = "序言"
    BODY = "body"
    ANNEX = "附件"
    CLOSING = "结尾"
    DROPPED = "dropped"


@dataclass(slots=True)
class Zoned:
    """A paragraph, its role (None inside the clauses) and its zone; `reason` says why it was dropped."""

    paragraph: Paragraph
    role: Role | None
    zone: Zone
    reason: str = ""
    annex: str = field(default="")


def _drop(item: Zoned, reason: str) -> None:
    item.zone, item.reason = Zone.DROPPED, reason


def _date_after_letter(items: Sequence[Zoned]) -> int | None:
    """Return where a date stands that signs a letter, None when no letter stands before the first clause."""
    letter = False
    for at, item in enumerate(items):
        letter = letter or item.role == Role.ADDRESSEE or (item.role == Role.LONG and _issues(item))
        if letter and item.role == Role.DATE:
            return at
    return None


def _issues(item: Zoned) -> bool:
    return bool(_ISSUES.search(item.paragraph.text))


def _begin_of_preamble(items: Sequence[Zoned], signed: int | None) -> int:
    """Return the place of the first paragraph of the preamble, len(items) when there is none."""
    if signed is not None:
        after = signed + 1
        while after < len(items) and items[after].role in (Role.RELEASE, Role.CONTACT, Role.DATE):
            after += 1
        return after
    addressee = next((at for at, item in enumerate(items) if item.role == Role.ADDRESSEE), None)
    for at, item in enumerate(items):
        if item.role == Role.LONG and (addressee is None or at > addressee):
            return at
    return len(items)


def _zone_front(items: list[Zoned]) -> None:
    """Give front matter, letter, signature and preamble before the first clause their zones."""
    signed = _date_after_letter(items)
    preamble = _begin_of_preamble(items, signed)
    first_signed = signed
    while first_signed is not None and first_signed > 0 and items[first_signed - 1].role == Role.ISSUER:
        first_signed -= 1
    anchors = (
        Role.NUMBER, Role.TITLE, Role.LABEL, Role.LETTERHEAD, Role.ADDRESSEE, Role.ISSUER, Role.LONG, Role.ADOPTED,
    )  # fmt: skip
    opened, prose = False, False
    for at, item in enumerate(items):
        titled = item.role in anchors
        if signed is not None and first_signed is not None and first_signed <= at < preamble:
            item.zone = Zone.SIGNATURE
        else:
            item.zone = Zone.PREAMBLE if at >= preamble else Zone.FRONT
        stray = item.zone == Zone.FRONT and item.role == Role.SHORT
        prose = prose or (item.zone == Zone.PREAMBLE and item.role == Role.LONG)
        if item.role in (Role.LETTERHEAD, Role.COPY) or (item.role == Role.ADDRESSEE and not prose):
            _drop(item, str(item.role))
        elif stray and (edge_kind(item.paragraph.text) or not (opened or _leads_to_title(items, at))):
            _drop(item, "navigation")
        opened = opened or (titled and item.role != Role.ISSUER)
    _drop_banner(items)


def _leads_to_title(items: Sequence[Zoned], at: int) -> bool:
    """Whether a short line is the beginning of a title that goes on in the next line or two."""
    text = items[at].paragraph.text
    if not re.search(r"关于|《|印发|转发", text):
        return False
    return any(item.role == Role.TITLE for item in items[at + 1 : at + 3])


def _drop_banner(items: Sequence[Zoned]) -> None:
    """Drop a site's name in the first line: an office that no title line follows at once and no letter signs."""
    first = next((at for at, item in enumerate(items) if item.zone == Zone.FRONT), None)
    if first is None or items[first].role != Role.ISSUER or first + 1 >= len(items):
        return
    following = items[first + 1]
    if not re.match(r"关于|印发|转发", following.paragraph.text):
        _drop(items[first], "site name")


def _tail_start(items: Sequence[Zoned]) -> int:
    """Return where the lines begin that follow the last clause."""
    at = len(items)
    while at > 0:
        item = items[at - 1]
        text = item.paragraph.text
        listed = _after_list(items, at - 1)
        if item.paragraph.marker and item.role != Role.ANNEX_LINE and not listed:
            break
        tail = item.role in (
            Role.COPY, Role.IMPRINT, Role.DATE, Role.RELEASE, Role.ANNEX_LINE, Role.CONTACT, Role.ISSUER,
            Role.REMARK,
        )  # fmt: skip
        if not (tail or edge_kind(text) or _CLOSING_WORDS.match(text) or listed):
            break
        at -= 1
    while at < len(items) and items[at].role == Role.SHORT and edge_kind(items[at].paragraph.text) == "contact":
        at += 1  # 地址 or 主办单位 right below a clause, with no signature between, is part of it
    return at


def _after_list(items: Sequence[Zoned], at: int) -> bool:
    """Whether a line continues an 附件 or 抄送 list that began above it."""
    marker = items[at].paragraph.marker
    for back in range(at - 1, max(-1, at - 12), -1):
        item = items[back]
        if item.role == Role.COPY:
            return marker is None
        if item.role == Role.ANNEX_LINE:
            return marker is None or marker.value == at - back + 1
        if not item.paragraph.marker and item.role not in (Role.SHORT, Role.TITLE, Role.ISSUER):
            return False
    return False


def _zone_tail(items: Sequence[Zoned]) -> None:
    copying = False
    for item in items:
        text = item.paragraph.text
        copying = item.role == Role.COPY or (copying and item.role not in (Role.ISSUER, Role.IMPRINT, Role.DATE))
        if copying:
            _drop(item, str(Role.COPY))
        elif edge_kind(text) and item.role not in (Role.CONTACT, Role.ANNEX_LINE):
            _drop(item, "footer")
        elif item.role in (Role.DATE, Role.RELEASE):
            item.zone = Zone.SIGNATURE
        else:
            item.zone = Zone.CLOSING
    _sign_tail(items)


def _sign_tail(items: Sequence[Zoned]) -> None:
    """Join the office before a date to the signature, and the office before the imprint to the closing."""
    following: Role | None = None
    for item in reversed(items):
        if item.role != Role.ISSUER:
            following = item.role
        elif following == Role.DATE:
            item.zone = Zone.SIGNATURE


def zone(paragraphs: Sequence[Paragraph]) -> list[Zoned]:
    """Return the paragraphs with their zones, in order.

    A notice that goes on after a signature, or under a line 附件, has an annex: its paragraphs carry
    the annex's name unless no clause stands before it, in which case the annex is the notice's body.
    """
    everything = [Zoned(paragraph, role_of(paragraph.text), Zone.BODY) for paragraph in paragraphs]
    contents = find_contents(paragraphs)
    for at in contents:
        _drop(everything[at], "contents")
    items = [item for at, item in enumerate(everything) if at not in contents]
    first = _first_clause(items)
    _zone_front(items[:first])
    body = items[first:]
    tail = _tail_start(body)
    _zone_tail(body[tail:])
    _zone_annexes(body[:tail])
    return everything


def _first_clause(items: Sequence[Zoned]) -> int:
    """Return the place of the first clause, len(items) where there is none; a letter's list of annexes is none."""
    at = 0
    while at < len(items):
        if items[at].role == Role.ANNEX_LINE:
            at = _end_of_list(items, at)
        elif _opens_clause(items[at]):
            return at
        else:
            at += 1
    return len(items)


def _opens_clause(item: Zoned) -> bool:
    return item.paragraph.marker is not None and item.role not in (Role.DATE, Role.ANNEX_LINE, Role.NUMBER, Role.LABEL)


def _zone_annexes(items: Sequence[Zoned]) -> None:
    """Find the signature of a letter that has clauses, and the annexes behind it, among the clauses."""
    annex = ""
    at = 0
    while at < len(items):
        item = items[at]
        if head := _annex_head(items, at, signed=bool(annex)):
            annex = head
            item.zone, item.annex = Zone.ANNEX, annex
        elif item.role == Role.DATE and not annex:
            at = _sign_letter(items, at)
            annex = "附件" if any(_opens_clause(later) for later in items[at:]) else annex
            continue
        elif item.role == Role.COPY:
            _drop(item, str(Role.COPY))
        elif item.role == Role.ANNEX_LINE and not annex:
            listed = _end_of_list(items, at)
            for line in items[at:listed]:
                line.zone = Zone.CLOSING
            at = listed
            continue
        else:
            item.zone, item.annex = Zone.ANNEX if annex else Zone.BODY, annex
        at += 1


def _annex_head(items: Sequence[Zoned], at: int, *, signed: bool) -> str:
    """Return the name of the annex that begins with the line at `at`, "" when it only names one or is none."""
    item, following = items[at], items[at + 1] if at + 1 < len(items) else None
    name = re.sub(r"\s|[:：].*", "", item.paragraph.text)
    if item.role == Role.ANNEX_HEAD:
        return name
    glossary = None if item.paragraph.marker else _GLOSSARY.match(item.paragraph.text)
    named = item.role == Role.ANNEX_LINE and not _LISTS.search(item.paragraph.text)
    if following is None or following.role in _AFTER_LIST or not (glossary or named):
        return ""
    marker = following.paragraph.marker
    begins = marker is not None and marker.value == 1
    return (name if named else glossary[1] if glossary else "") if begins or (signed and named) else ""


def _end_of_list(items: Sequence[Zoned], at: int) -> int:
    """Return the place behind the list of annexes that begins at `at`: 附件：1.甲, then 2.乙 in the next line."""
    end = at + 1
    if _LISTS.search(items[at].paragraph.text):
        while end < len(items) and (marker := items[end].paragraph.marker) and marker.value == end - at + 1:
            end += 1
    return end


def _sign_letter(items: Sequence[Zoned], at: int) -> int:
    """Give the signature around the date at `at` its zone and return the place behind it."""
    first = at
    while first > 0 and items[first - 1].role == Role.ISSUER and not items[first - 1].paragraph.marker:
        first -= 1
    end = at + 1
    while end < len(items) and items[end].role in (Role.RELEASE, Role.DATE, Role.CONTACT):
        end += 1
    for item in items[first:end]:
        item.zone = Zone.SIGNATURE
    while end < len(items) and items[end].role in (Role.COPY, Role.IMPRINT):
        items[end].zone = Zone.CLOSING
        if items[end].role == Role.COPY:
            _drop(items[end], str(Role.COPY))
        end += 1
    return end
