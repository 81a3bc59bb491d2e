"""The screen: what one visitor sees, as a value; each event makes the next one from it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answerer import Answerer, Library
from assistant.chat.examples import EXAMPLES
from assistant.chat.labels import LANGUAGES, Labels, other
from assistant.chat.markup import Markup, element, escape
from assistant.chat.reference import SHELF, Reference, Target
from assistant.chat.source import citation_markup, notice_markup, shelf_markup
from assistant.chat.turn import Turn, answer_markup, lines, question_markup
from assistant.citation import Citation
from assistant.errors import QuestionError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screen:
    """What one visitor sees: the page's language, the turns so far, and what the source panel has open."""

    language: str = "zh"
    turns: tuple[Turn, ...] = ()
    opened: Reference = SHELF

    @property
    def labels(self) -> Labels:
        """The words of the page."""
        return LANGUAGES[self.language]

    def in_other_language(self) -> Screen:
        """The same screen with the labels of the other language; questions and answers stay as they are."""
        return replace(self, language=other(self.language))

    def cleared(self) -> Screen:
        """A new chat in the same language."""
        return Screen(self.language)

    def showing(self, reference: Reference) -> Screen:
        """The same screen with `reference` open in the source panel."""
        return replace(self, opened=reference)


def ask(screen: Screen, question: str, answerer: Answerer) -> Iterator[Screen]:
    """Yield the screens from the question to its whole answer: waiting, the lead, line by line, everything.

    An answer that grows is shown as far as it has come.
    """
    earlier = screen.turns
    turn, seen = Turn(question), 1
    yield replace(screen, turns=(*earlier, turn))
    for turn in _growing(question, earlier, answerer):
        if turn.answer is not None:
            there = len(lines(turn.answer))
            for shown in range(min(seen, there), there + 1):
                yield replace(screen, turns=(*earlier, replace(turn, shown=shown)))
            seen = max(there, 1)
    yield replace(screen, turns=(*earlier, turn), opened=_first_source(turn, len(earlier)))


def _growing(question: str, earlier: tuple[Turn, ...], answerer: Answerer) -> Iterator[Turn]:
    """Yield the turn with each state of its answer, or with why there is none."""
    history = [turn.answer for turn in earlier if turn.answer is not None]
    try:
        for answer in answerer.stream(question, history=history):
            yield Turn(question, answer)
    except QuestionError as error:
        yield Turn(question, refusal=str(error))
    except Exception:
        # The visitor is told that it failed, the operator why: no failure may leave the chat waiting.
        log.exception("no answer to a question of %d characters", len(question))
        yield Turn(question, failed=True)


def _first_source(turn: Turn, number: int) -> Reference:
    """Return the first citation of the answer, so that the proof stands beside it at once; the shelf without one."""
    if turn.answer is None or not turn.answer.citations:
        return SHELF
    return Reference(Target.CITATION, number, turn.answer.citations[0].number)


def turns_markup(screen: Screen) -> Markup:
    """Return the chat: its turns in order, or the welcome where there is none yet."""
    if not screen.turns:
        return welcome(screen)
    labels = screen.labels
    turns = [
        element("li", question_markup(turn), answer_markup(turn, number, labels), class_="mb-turn")
        for number, turn in enumerate(screen.turns)
    ]
    return element("ol", *turns, class_="mb-chat-list", aria_label=labels.conversation)


def panel(screen: Screen, library: Library) -> Markup:
    """Return the source panel: a cited notice, a notice, or the shelf."""
    opened = screen.opened
    if opened.target is Target.NOTICE:
        return notice_markup(library, opened.notice_id, screen.labels)
    citation = _citation(screen, opened)
    if citation is None:
        return shelf_markup(library, screen.labels)
    return citation_markup(library, citation, screen.labels)


def _citation(screen: Screen, reference: Reference) -> Citation | None:
    if not 0 <= reference.turn < len(screen.turns):
        return None
    answer = screen.turns[reference.turn].answer
    if answer is None:
        return None
    listed = {Target.CITATION: answer.citations, Target.RELATED: answer.related}.get(reference.target, ())
    return next((citation for citation in listed if citation.number == reference.number), None)


def brand(screen: Screen) -> Markup:
    """Return the name of the product, for the head of the page."""
    labels = screen.labels
    mark = element("span", escape("明"), class_="mb-mark", aria_hidden="true")
    name = element("h1", escape(labels.product), class_="mb-product")
    return element("div", mark, name, element("span", escape(labels.tagline), class_="mb-tagline"), class_="mb-brand")


def caution_markup(screen: Screen) -> Markup:
    """Return the line below the question box: what an answer is worth."""
    return element("p", escape(screen.labels.caution))


def welcome(screen: Screen) -> Markup:
    """Return what stands in an empty chat: what this is, and example questions by kind."""
    labels, language = screen.labels, screen.language
    links = [
        element(
            "a",
            element("span", escape(example.kind[language]), class_="mb-kind"),
            element("span", escape(example.question[language]), class_="mb-ask"),
            class_="mb-example",
            href=f"#{Reference(Target.EXAMPLE, number=number)}",
        )
        for number, example in enumerate(EXAMPLES)
    ]
    return element(
        "div",
        element("h2", escape(labels.welcome)),
        element("p", escape(labels.welcome_more)),
        element("div", *links, class_="mb-examples"),
        class_="mb-welcome",
    )
