"""Assistant: a question and its history become an answer with checked citations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.assistant import Assistant
    from assistant.citation import Citation
    from assistant.errors import QuestionError

_HOME = {
    "Answer": "assistant.answer",
    "Assistant": "assistant.assistant",
    "Citation": "assistant.citation",
    "QuestionError": "assistant.errors",
}

__all__ = ["Answer", "Assistant", "Citation", "QuestionError"]


def __getattr__(name: str) -> object:
    """Return what this package offers, loaded when it is first asked for.

    The dictionaries behind an answer take a second or two to load, for which `--help` need not wait.
    """
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
