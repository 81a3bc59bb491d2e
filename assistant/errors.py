"""Errors of the assistant."""

from __future__ import annotations


class QuestionError(ValueError):
    """Shown to the person who asked: the question cannot be read as it is; the message says what to change."""


class ExportError(ValueError):
    """Shown to the person who takes an answer along: the file's form or place is no good; the message says what is."""
