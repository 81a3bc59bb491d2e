"""Prompts: the texts that a chat model is given, loaded and checked when this package is imported."""

from __future__ import annotations

from pathlib import Path

from prompts.errors import PlaceholderMismatch, PromptError, PromptUnreadable
from prompts.template import Template

_HERE = Path(__file__).parent

NO_ANSWER = "NO ANSWER"
"""What a model is told to reply, and nothing else, when the clauses do not answer; the one way to decline."""

ANSWER = Template.load(_HERE / "answer.md", ("language", "no_answer", "today"))
"""The system message of a generated answer: `language` of the answer, `no_answer` above, `today` in ISO form."""

CLAUSES = Template.load(_HERE / "clauses.md", ("clauses", "question"))
"""The user message of a generated answer: `clauses` are numbered [1], [2] …, one after the other."""

RIGHT, WRONG = "RIGHT", "WRONG"
"""The two words that a judge may reply."""

JUDGE = Template.load(_HERE / "judge.md", ("right", "wrong", "question", "gold", "answer"))
"""The message to a judge of an answer: `right` and `wrong` above, the `question`, the `gold` words, the `answer`."""

__all__ = [
    "ANSWER",
    "CLAUSES",
    "JUDGE",
    "NO_ANSWER",
    "RIGHT",
    "WRONG",
    "PlaceholderMismatch",
    "PromptError",
    "PromptUnreadable",
    "Template",
]
