"""What can go wrong while a corpus is read."""

from __future__ import annotations


class CorpusError(Exception):
    """Shown to whoever runs a command: names the value, what was expected and what to do."""


class UnreadableFile(CorpusError):
    """Shown to the keeper of the corpus: one file cannot be read; the others are not touched.

    Args:
        name: the file's name.
        reason: what was found, and what was expected.
        remedy: what the keeper can do about it.
    """

    secret = False
    """Whether the file bears a secrecy mark."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name = name
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{name}: {reason}. {remedy}")
