"""Standing: whether a notice is in force on a day, from its own words and those of the other notices of a corpus."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.fold import match_form
from corpus.header import normal_number
from corpus.notice import Ending, EndingKind, Notice
from corpus.title import base_name, is_revision, own_name

_SHORTEST_TITLE = 4
"""A title of fewer characters names no one notice."""


class State(StrEnum):
    """How a notice stands on a day."""

    IN_FORCE = "in force"
    NOT_YET = "not yet"
    EXPIRED = "expired"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice stands, as far as the corpus tells.

    `since` is its first day (where it tells none, its day of issue), `until` the last day of its own term. `by` is the
    id of the notice that repeals or replaces it, `ended_on` the first day on which it therefore no longer applies (None
    where that notice bears no date) and `words` those that say so. `amended_by` are the ids of notices that change it.
    """

    since: dt.date | None
    until: dt.date | None
    by: str | None
    ended_on: dt.date | None
    words: str
    amended_by: tuple[str, ...]

    def on(self, day: dt.date) -> State:
        """Return the state on `day`; an end that bears no date counts for every day."""
        ended = self.by is not None and (self.ended_on is None or day >= self.ended_on)
        if self.until and day > self.until and not (ended and self.ended_on and self.ended_on <= self.until):
            return State.EXPIRED
        if ended:
            return State.ENDED
        if self.since is None:
            return State.UNKNOWN
        return State.IN_FORCE if day >= self.since else State.NOT_YET


@dataclass(frozen=True, slots=True)
class _Link:
    """That `by` ends or changes `target` on a day, in these words."""

    kind: EndingKind
    target: Notice
    by: Notice
    on: dt.date | None
    words: str


def standings(notices: Sequence[Notice]) -> Mapping[str, Standing]:
    """Return the standing of each notice by its id.

    A notice ends another that it names by number, or by title where the title carries the other's place or both have
    one issuer. A title marked as a revision replaces the earlier ones of the same name and issuer. What ends itself, or
    ends a later notice, or two that end each other, does nothing.
    """
    links = [*_told(notices), *_revised(notices)]
    pairs = {(link.by.id, link.target.id) for link in links if link.kind != EndingKind.AMENDS}
    ends: dict[str, list[_Link]] = defaultdict(list)
    amends: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind == EndingKind.AMENDS:
            amends[link.target.id].append(link.by.id)
        elif (link.target.id, link.by.id) not in pairs:
            ends[link.target.id].append(link)
    return {each.id: _standing(each, ends[each.id], amends[each.id]) for each in notices}


def _standing(notice: Notice, ends: Sequence[_Link], amended_by: Sequence[str]) -> Standing:
    first = min(ends, key=lambda link: (link.on is None, link.on or dt.date.max, link.by.id), default=None)
    return Standing(
        since=notice.effective_from or notice.issued_on,
        until=notice.effective_to,
        by=first.by.id if first else None,
        ended_on=first.on if first else None,
        words=first.words if first else "",
        amended_by=tuple(dict.fromkeys(amended_by)),
    )


def _told(notices: Sequence[Notice]) -> Iterator[_Link]:
    """Yield what the notices say of one another."""
    by_number: dict[str, list[Notice]] = defaultdict(list)
    by_title: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.doc_number:
            by_number[_number_key(notice.doc_number)].append(notice)
        for key in _title_keys(notice):
            by_title[key].append(notice)
    for notice in notices:
        for ending in notice.ends:
            for target in _targets(notice, ending, by_number, by_title):
                yield _Link(ending.kind, target, notice, ending.on, notice.text[ending.start : ending.end])


def _targets(
    notice: Notice,
    ending: Ending,
    by_number: Mapping[str, Sequence[Notice]],
    by_title: Mapping[str, Sequence[Notice]],
) -> Sequence[Notice]:
    """Return the notices that an ending means: those of its number, else those of its title."""
    key = _number_key(ending.doc_number) if ending.doc_number else None
    numbered = by_number.get(key, ()) if key else ()
    found = [each for each in numbered if _is_earlier(each, notice) and _shares_place(each, notice)]
    if found or numbered or not ending.title:
        return found
    named = _named(ending, by_title)
    return [
        each
        for each in named
        if not (key and each.doc_number)
        and _is_earlier(each, notice)
        and not _may_be_version(each, notice)
        and not (ending.on and each.issued_on and ending.on <= each.issued_on)
        and (_one_issuer(each, notice) or _carries_place(ending.title or "", each))
    ]


def _named(ending: Ending, by_title: Mapping[str, Sequence[Notice]]) -> Sequence[Notice]:
    """Return the notices of any issuer that bear the title of an ending."""
    title = ending.title or ""
    if named := by_title.get(_title_key(title)):
        return named
    office, rest = _split_office(title)
    if office:
        signed = match_form(office)
        return [each for each in by_title.get(_title_key(rest), ()) if match_form(each.issuer or "").endswith(signed)]
    return by_title.get(base_name(title), ()) if ending.kind == EndingKind.REPLACES else ()


def _revised(notices: Sequence[Notice]) -> Iterator[_Link]:
    """Yield the earlier versions that a title marked as a revision replaces."""
    versions: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.issuer and notice.issued_on and len(base_name(notice.title)) >= _SHORTEST_TITLE:
            versions[base_name(notice.title), match_form(notice.issuer)].append(notice)
    for same in versions.values():
        newest_first = sorted(same, key=lambda each: each.issued_on or dt.date.min, reverse=True)
        revision: Notice | None = None
        for notice in newest_first:
            if revision and _is_earlier(notice, revision):
                on = revision.effective_from or revision.issued_on
                yield _Link(EndingKind.REPLACES, notice, revision, on, revision.title)
            if is_revision(notice.title):
                revision = notice


def _number_key(number: str) -> str:
    return match_form(normal_number(number))


def _title_key(title: str) -> str:
    return match_form("".join(c for c in title if c not in "《》〈〉<>“”\"'‘’ "))


def _split_office(title: str) -> tuple[str, str]:
    """Return the office that a title begins with, "" where it begins with none, and the rest from 关于 on."""
    found = re.match(r"([^《》关]{2,40}?)(?=关于)", title)
    return (found[1], title[found.end() :]) if found else ("", title)


def _title_keys(notice: Notice) -> set[str]:
    """Return the forms under which others may name a notice: its title, that without its office, what it gives out."""
    name = own_name(notice.title)
    keys = {_title_key(notice.title), _title_key(_split_office(notice.title)[1]), _title_key(name), base_name(name)}
    return {key for key in keys if len(key) >= _SHORTEST_TITLE}


def _is_earlier(target: Notice, notice: Notice) -> bool:
    """Whether `target` can be ended by `notice`: another one, and none that was issued on its day or later."""
    if target.id == notice.id:
        return False
    return target.issued_on is None or notice.issued_on is None or target.issued_on < notice.issued_on


def _may_be_version(target: Notice, notice: Notice) -> bool:
    """Whether two of one name lack the dates that tell which is the earlier one."""
    undated = target.issued_on is None or notice.issued_on is None
    return undated and base_name(target.title) == base_name(notice.title)


def _one_issuer(one: Notice, other: Notice) -> bool:
    return bool(one.issuer and other.issuer) and match_form(one.issuer or "") == match_form(other.issuer or "")


def _shares_place(one: Notice, other: Notice) -> bool:
    """Whether two notices may be of one place: two cities can give their offices the same short name."""
    return not (one.region and other.region) or bool(set(one.region) & set(other.region))


def _carries_place(title: str, notice: Notice) -> bool:
    """Whether a title names the place of `notice`, or the state whose law it is."""
    form = match_form(title)
    if notice.region:
        place = match_form(notice.region[-1])
        return place in form or (len(place) > 2 and form.startswith(place[:-1]))
    return form.startswith("中华人民共和国")
