"""Content: what a notice says on a topic: the sentence that answers leads, the clause's words follow."""

from __future__ import annotations

from assistant.compose.passages import lead_words, listed_words, whole_passage
from assistant.draft import Claim, Support
from assistant.english import on_topic
from assistant.evidence import Evidence
from assistant.question import Question


def content_claim(question: Question, evidence: Evidence, place: str) -> Claim:
    """Return the sentence that answers, in the notice's own words, proved by its clause; in English after its topic."""
    words = listed_words(evidence) or lead_words(evidence, question.terms)
    passages = (whole_passage(evidence),)
    if question.language == "en":
        return Claim(on_topic(evidence.clause, words), place, passages, Support.RENDERED, words, "topic")
    return Claim(words, place, passages, Support.QUOTED)
