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


class SecretFile(UnreadableFile):
    """Shown to the keeper of the corpus: one file bears a secrecy mark, and nothing of it was kept.

    Args:
        name: the file's name.
        mark: 绝密, 机密 or 秘密; no other word of the file may be passed on.
        line: the number of the line that bears it, from 1.
    """

    secret = True

    def __init__(self, name: str, mark: str, line: int) -> None:
        super().__init__(
            name,
            f"it bears the secrecy mark {mark} (line {line})",
            "Do not put it into this system: keep it away from networked machines and hand it to the unit's secrecy "
            "office (保密) by the procedure of the Law on Guarding State Secrets (保守国家秘密法).",
        )
