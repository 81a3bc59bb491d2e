"""What can be wrong with a prompt."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class PromptError(Exception):
    """Shown to whoever edits a prompt, when it is loaded; trying again without a change does not help."""


class PromptUnreadable(PromptError):
    """Shown when the file of a prompt is missing, empty or not text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; expected a prompt in UTF-8. Restore the file.")


class PlaceholderMismatch(PromptError):
    """Shown when the places of a prompt are not those that the code supplies."""

    def __init__(self, path: Path, found: Iterable[str], supplied: Iterable[str]) -> None:
        self.found = frozenset(found)
        self.supplied = frozenset(supplied)
        super().__init__(
            f"{path}: the prompt has the places {_listed(self.found)}; the code supplies {_listed(self.supplied)}. "
            f"Add {_listed(self.supplied - self.found)}, remove {_listed(self.found - self.supplied)}."
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in sorted(names)) or "none"
