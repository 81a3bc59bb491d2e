"""Template: a text in a file with named places, {{question}}, that the code fills."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import PlaceholderMismatch, PromptUnreadable

_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt whose places are known to be exactly those that the code fills."""

    name: str
    text: str
    places: frozenset[str]

    @classmethod
    def load(cls, path: Path, places: Iterable[str]) -> Template:
        """Return the template in `path`, which must have every one of `places` and no other.

        Raises:
            PromptUnreadable: if there is no such file, or it is empty or not UTF-8.
            PlaceholderMismatch: if the file's places are not those that the code supplies.
        """
        try:
            text = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise PromptUnreadable(path, str(error)) from error
        if not text:
            raise PromptUnreadable(path, "the file is empty")
        supplied, found = frozenset(places), frozenset(_PLACE.findall(text))
        if found != supplied:
            raise PlaceholderMismatch(path, found, supplied)
        return cls(path.name, text, supplied)

    def fill(self, **values: str) -> str:
        """Return the text with each place filled; a value is inserted as it is, even where it looks like a place.

        Raises:
            PlaceholderMismatch: if the names of `values` are not the template's places.
        """
        if values.keys() != self.places:
            raise PlaceholderMismatch(Path(self.name), self.places, values.keys())
        return _PLACE.sub(lambda match: values[match[1]], self.text)
