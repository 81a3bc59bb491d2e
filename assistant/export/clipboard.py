"""Clipboard: an answer as plain text to paste into a letter, each statement with its number, each source on a line."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.export.source import body_of, sources_of
from assistant.export.words import words_of


def copied(answer: Answer) -> str:
    """Return `answer` with its citations as plain text: the words, then number, document number, clause and quote."""
    words = words_of(answer)
    colon = "：" if answer.language == "zh" else ":"
    head = words.sources if answer.answered else words.nearest
    sources = [f"[{s.citation.number}] {s.name}{colon}“{s.citation.quote}”" for s in sources_of(answer)]
    listed = "\n".join([f"{head}{colon}", *sources]) if sources else ""
    notes = "\n".join(answer.notes)
    foot = f"（{words.corpus} {answer.generation}，{answer.as_of.isoformat()}）"
    if answer.language == "en":
        foot = f"({words.corpus} {answer.generation}, {answer.as_of.isoformat()})"
    return "\n\n".join(part for part in (*body_of(answer), listed, notes, foot) if part)
