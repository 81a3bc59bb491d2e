"""Lists: every clause that binds a unit, or every sentence with a fact of a kind, counted and cited one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.compose.binding import Binding, Bound, bindings, in_group, is_loose
from assistant.compose.passages import lead_words
from assistant.compose.topic import Item, Topic, topic_items
from assistant.compose.unit import Unit
from assistant.draft import Claim, Draft, Passage, Support
from assistant.english import on_topic, render_unit
from assistant.evidence import Evidence
from assistant.question import Question
from corpus import Clause, Reading
from index.sentences import split_sentences

LISTED_MOST = 300
"""The most items of one answer; a longer list is cut and says so."""

_GROUPS: Mapping[Bound, tuple[str, str]] = {
    Bound.NAMED: ("点名负责{}项", "{} named"),
    Bound.COLLECTIVE: ("通过统称（{}）负责{}项", "{} bound through a collective ({})"),
    Bound.POSSIBLE: ("可能涉及（{}）{}项", "{} possibly bound ({})"),
}
_THROUGH_MOST = 4
_ONLY_NAMED = re.compile(
    r"点名|列为|列入|作为责任单位|写明|牵头|主办|配合|协办|\bnam(?:e|es|ed|ing)\b|\blead|\bassist", re.I
)
_ROLES = (
    (re.compile(r"牵头|\blead", re.I), re.compile(r"牵头|主责|主办")),
    (re.compile(r"配合|协办|\bassist", re.I), re.compile(r"配合|协办|协同|协助")),
)
_LIST_HEAD = re.compile(r"^[（(]?[^，。：:]{2,12}[:：]")


def unit_draft(question: Question, unit: Unit, readings: Sequence[Reading], places: Mapping[str, str]) -> Draft | None:
    """Return the counted groups of a unit's duties as a draft, None when no duty binds it surely.

    A question for what names it, or for what it leads, lists only that group and counts the others.
    """
    found = _in_role(question, bindings(unit, readings))
    groups = [group for bound in Bound if (group := in_group(found, bound))]
    if not groups or groups[0][0].bound == Bound.POSSIBLE:
        return None
    zh = question.language == "zh"
    only_named = bool(_ONLY_NAMED.search(question.asked)) and groups[0][0].bound == Bound.NAMED
    shown = groups[:1] if only_named else groups
    name = unit.name if zh else render_unit(unit.name)
    counts = [_count(group, zh) for group in shown]
    summary = f"{name}的任务：{'，'.join(counts)}" if zh else f"Tasks of {name}: {'; '.join(counts)}"
    several = len({binding.reading.notice.id for group in groups for binding in group}) > 1 or len(places) > 1
    claims = [
        _duty_claim(question, binding, places, several, _count(group, zh)) for group in shown for binding in group
    ]
    return _draft(claims, summary, _others(groups[len(shown) :], zh), zh)


def _in_role(question: Question, found: Sequence[Binding]) -> tuple[Binding, ...]:
    """Return what remains when the question asks only for what a unit leads, or assists with, where lists say so."""
    for asked, role in _ROLES:
        if asked.search(question.asked):
            kept = [b for b in found if b.bound == Bound.NAMED and role.search(b.role or _after(b))]
            return tuple(kept) or tuple(found)
    return tuple(found)


def _after(binding: Binding) -> str:
    """Return the words behind a unit's name up to the next stop: …牵头, …配合."""
    return re.split(r"[，。；\n）)]", binding.reading.notice.text[binding.end : binding.end + 60])[0]


def _count(group: Sequence[Binding], zh: bool) -> str:
    bound = group[0].bound
    through = list(dict.fromkeys(_through(binding) for binding in group))
    more = ("等" if zh else " …") if len(through) > _THROUGH_MOST else ""
    named = "".join(f"“{words}”" for words in through[:_THROUGH_MOST]) + more
    words = _GROUPS[bound][0 if zh else 1]
    if bound == Bound.NAMED:
        return words.format(len(group))
    return words.format(named, len(group)) if zh else words.format(len(group), named)


def _through(binding: Binding) -> str:
    """Return the words of a collective; of a list that only its 等 leaves open, its entry with 等."""
    words = re.sub(r"\s", "", binding.words)
    return words if binding.bound != Bound.POSSIBLE or is_loose(words) else f"{words}等"


def _others(groups: Sequence[Sequence[Binding]], zh: bool) -> tuple[str, ...]:
    """Return one line that counts the groups that were not asked for."""
    counts = [_count(group, zh) for group in groups]
    if not counts:
        return ()
    return (f"另有{'，'.join(counts)}，未列出。",) if zh else (f"Not listed: {'; '.join(counts)}.",)


def _duty_claim(question: Question, binding: Binding, places: Mapping[str, str], several: bool, group: str) -> Claim:
    """Return one duty: its clause's heading, else its sentence, proved by the words that bind the unit."""
    clause, notice = binding.clause, binding.reading.notice
    place = places[notice.id] if several else ""
    start, end = _list_span(binding)
    role = f"（{binding.role}）" if binding.role and binding.bound == Bound.NAMED else ""
    if clause.heading:
        passage = Passage(notice, clause, start, end)
        title = clause.heading + role if question.language == "zh" else on_topic(clause, clause.heading)
        return Claim(title, place, (passage,), Support.RENDERED, binding.words, "unit list", group=group)
    first, last = _sentence_before(clause, start, end)
    words = notice.text[first:last].removeprefix(clause.marker).strip().rstrip("。；")
    passage = Passage(notice, clause, first, max(end, last))
    if question.language == "zh":
        return Claim(words, place, (passage,), Support.QUOTED, group=group)
    return Claim(on_topic(clause, words), place, (passage,), Support.RENDERED, words, "topic", group=group)


def _list_span(binding: Binding) -> tuple[int, int]:
    """Return the span of the list, in its brackets, or of the sentence in which the words that bind a unit stand."""
    clause, text = binding.clause, binding.reading.notice.text
    left = max(text.rfind(mark, clause.start, binding.start) for mark in "（(\n。")
    start = max(left if left >= 0 and text[left] in "（(" else left + 1, clause.start)
    ends = [at + 1 for mark in "）)。\n" if (at := text.find(mark, binding.end, clause.own_end)) >= 0]
    return start, min(ends, default=clause.own_end)


def _sentence_before(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Return the sentence that the span stands in; the one before it where the span is a list and nothing else."""
    pieces = split_sentences(clause.own_text, clause.start)
    holding = [at for at, piece in enumerate(pieces) if piece.start < end and start < piece.end]
    if not holding:
        return start, end
    at = holding[0]
    words = clause.own_text[pieces[at].start - clause.start : pieces[at].end - clause.start]
    if at and _LIST_HEAD.match(words):
        at -= 1
    return pieces[at].start, pieces[at].end


def topic_draft(
    question: Question, topic: Topic, readings: Sequence[Reading], places: Mapping[str, str]
) -> Draft | None:
    """Return every sentence that has what `topic` asks for as a draft, None when none has."""
    items = topic_items(topic, readings)
    if not items:
        return None
    zh = question.language == "zh"
    notices = list(dict.fromkeys(item.reading.notice.id for item in items))
    whose = ("、" if zh else ", ").join(dict.fromkeys(places[key] for key in notices)) if len(notices) <= 3 else ""
    whose = whose or (f"{len(notices)}份通知" if zh else f"{len(notices)} notices")
    summary = f"{whose}：{topic.label}，共{len(items)}项" if zh else f"{whose}: {topic.label}, {len(items)} in all"
    due, earlier = (sum(item.earlier == flag for item in items) for flag in (False, True))
    if earlier:
        summary += f"，其中期限更早的{earlier}项" if zh else f", of which {earlier} fall due earlier"
    claims = [_item_claim(question, item, places, len(notices) > 1, _heading(item, due, earlier, zh)) for item in items]
    return _draft(claims, summary, (), zh)


def _heading(item: Item, due: int, earlier: int, zh: bool) -> str:
    if not earlier:
        return ""
    if item.earlier:
        return f"期限更早（{earlier}项）" if zh else f"Due earlier ({earlier})"
    return f"当期到期（{due}项）" if zh else f"Due by then ({due})"


def _item_claim(question: Question, item: Item, places: Mapping[str, str], several: bool, group: str) -> Claim:
    notice, clause = item.reading.notice, item.clause
    evidence = Evidence(notice, clause, item.start, item.end, item.facts, 1.0, 1.0, 1.0)
    words = lead_words(evidence, question.terms, item.facts)
    passages = (Passage(notice, clause, item.start, item.end),)
    place = places[notice.id] if several else ""
    if question.language == "zh":
        return Claim(words, place, passages, Support.QUOTED, group=group)
    return Claim(on_topic(clause, words), place, passages, Support.RENDERED, words, "topic", group=group)


def _draft(claims: Sequence[Claim], summary: str, extras: tuple[str, ...], zh: bool) -> Draft:
    notes: tuple[str, ...] = ()
    if len(claims) > LISTED_MOST:
        total = len(claims)
        notes = (
            f"共{total}项，这里列出前{LISTED_MOST}项；请加上地方或年份缩小范围。"
            if zh
            else f"{total} in all, the first {LISTED_MOST} are listed; name a place or a year to narrow it.",
        )
    return Draft("list", tuple(claims[:LISTED_MOST]), notes, table=True, summary=summary, extras=extras)
