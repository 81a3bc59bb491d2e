"""The source panel: a whole notice with a quote marked, or the shelf of all notices."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answerer import Library
from assistant.chat.labels import Labels
from assistant.chat.markup import NOTHING, Markup, element, escape, join
from assistant.chat.passage import Span, outline_markup, passage_markup
from assistant.chat.reference import SHELF, Reference, Target
from assistant.citation import Citation
from corpus.notice import Notice
from corpus.reading import Reading


def shelf_markup(library: Library, labels: Labels) -> Markup:
    """Return the list of all notices, newest first."""
    notices = sorted(library.notices.values(), key=lambda notice: str(notice.issued_on or notice.year), reverse=True)
    cards = [_shelf_card(notice, library.readings[notice.id], labels) for notice in notices]
    return _panel(
        labels,
        _bar(labels, escape(labels.shelf)),
        element("p", escape(labels.shelf_more.format(count=len(cards))), class_="mb-shelf-more"),
        element("div", *cards, class_="mb-shelf"),
    )


def notice_markup(library: Library, notice_id: str, labels: Labels) -> Markup:
    """Return a notice with nothing marked, or the shelf where the notice is no longer live."""
    reading = library.readings.get(notice_id)
    if reading is None:
        return shelf_markup(library, labels)
    return _document(reading, Span(), Span(), "", NOTHING, (), labels)


def citation_markup(library: Library, citation: Citation, labels: Labels) -> Markup:
    """Return the cited notice with exactly the quoted words marked.

    A notice may have changed since the answer was given: then the quote is looked for again, and the panel says so.
    """
    reading = library.readings.get(citation.notice_id)
    if reading is None:
        return _panel(labels, _bar(labels, escape(citation.title)), _alert([labels.gone], labels))
    quote, remark = _locate(reading.notice, citation, labels)
    clause = next((each for each in reading.clauses if each.id == citation.clause_id), None)
    label = f"{citation.number}", f"{labels.clause} {''.join(citation.clause_path)}"
    where = join([element("span", escape(label[0]), class_="mb-number"), escape(label[1])])
    span = Span(clause.start, clause.end) if clause else Span()
    return _document(reading, quote, span, citation.clause_id, where, remark, labels)


def _locate(notice: Notice, citation: Citation, labels: Labels) -> tuple[Span, tuple[str, ...]]:
    if notice.text[citation.start : citation.end] == citation.quote:
        return Span(citation.start, citation.end), ()
    at = notice.text.find(citation.quote)
    if at < 0:
        return Span(), (labels.gone,)
    return Span(at, at + len(citation.quote)), (labels.moved,)


def _document(
    reading: Reading, quote: Span, clause: Span, clause_id: str, where: Markup, remarks: tuple[str, ...], labels: Labels
) -> Markup:
    notice = reading.notice
    problems = [problem.message for problem in notice.problems]
    outline = element(
        "details",
        element("summary", escape(labels.outline)),
        outline_markup(reading, clause_id, labels),
        class_="mb-outline",
    )
    return _panel(
        labels,
        _bar(labels, where or escape(labels.source), outline),
        element("h2", escape(notice.title), class_="mb-title"),
        _particulars(notice, labels),
        _alert([*remarks, *problems], labels),
        element("div", passage_markup(reading, quote, clause, labels), class_="mb-passage", lang="zh-CN"),
    )


def _panel(labels: Labels, *content: Markup) -> Markup:
    return element(
        "article", *content, class_="mb-source", data_language=labels.code, data_title=labels.title, tabindex="-1"
    )


def _bar(labels: Labels, title: Markup, outline: Markup = NOTHING) -> Markup:
    shelf = element("a", escape(labels.back_to_notices), class_="mb-tool", href=f"#{SHELF}") if outline else NOTHING
    close = element("a", escape("×"), class_="mb-close", href="#close", aria_label=labels.close, role="button")
    tools = element("span", outline, shelf, close, class_="mb-tools")
    return element("div", element("span", title, class_="mb-where"), tools, class_="mb-bar")


def _particulars(notice: Notice, labels: Labels) -> Markup:
    rows = (
        (labels.doc_number, notice.doc_number),
        (labels.issuer, notice.issuer),
        (labels.issued_on, notice.issued_on.isoformat() if notice.issued_on else None),
        (labels.region, " / ".join(notice.region)),
        (labels.based_on, "、".join(notice.based_on)),
        (labels.file, notice.source),
    )
    pairs = [element("div", element("dt", escape(name)), element("dd", escape(value))) for name, value in rows if value]
    return element("dl", *pairs, class_="mb-particulars")


def _alert(messages: Iterable[str], labels: Labels) -> Markup:
    items = [element("li", escape(message)) for message in messages]
    if not items:
        return NOTHING
    return element(
        "div", element("p", escape(labels.problems)), element("ul", *items), class_="mb-problems", role="note"
    )


def _shelf_card(notice: Notice, reading: Reading, labels: Labels) -> Markup:
    count = sum(not clause.is_section for clause in reading.clauses)
    facts = (
        notice.doc_number or labels.no_number,
        notice.issuer,
        notice.issued_on.isoformat() if notice.issued_on else None,
        labels.clauses.format(count=count),
    )
    detail = [element("span", escape(fact)) for fact in facts if fact]
    return element(
        "a",
        element("span", escape(notice.title), class_="mb-shelf-title"),
        element("span", *detail, class_="mb-shelf-detail"),
        class_="mb-shelf-card",
        href=f"#{Reference(Target.NOTICE, notice_id=notice.id)}",
    )
