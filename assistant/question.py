"""Question: what was asked, made stand-alone and read for language, kind, scope and content words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ask import METADATA, VALUE_KINDS, Ask
from assistant.language import Language
from assistant.scope import Scope
from assistant.terms import Term


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be answered.

    `asked` is what the user typed; `text` the stand-alone form that is searched; `asks` what it asks for, the most
    specific first; `terms` its content words. `follows` says whether something was taken over from earlier turns.
    """

    asked: str
    text: str
    language: Language
    asks: tuple[Ask, ...]
    scope: Scope
    terms: tuple[Term, ...]
    follows: bool = False

    @property
    def ask(self) -> Ask:
        """The most specific kind of thing asked for."""
        return self.asks[0]

    @property
    def wants_value(self) -> bool:
        """Whether a figure, a date or a unit is asked for."""
        return any(ask in VALUE_KINDS for ask in self.asks)

    @property
    def about_document(self) -> bool:
        """Whether the notice itself is asked about, not a duty in it."""
        return any(ask in METADATA for ask in self.asks)
