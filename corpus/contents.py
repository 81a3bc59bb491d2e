"""Contents: a list of headings in front of the clauses, which names each of them a second time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.layout import Paragraph

_TITLE = re.compile(r"目\s*[录次]$")
_LEADER = re.compile(r"[\s.·…．_—-]*\d{0,4}$")
_FEWEST = 2


def find_contents(paragraphs: Sequence[Paragraph]) -> range:
    """Return the places of the lines of a table of contents, with the line 目录 above it; an empty range for none.

    Each of its lines is a numbered heading that comes again further down, and the first of them is the first
    heading behind it.
    """
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.marker), len(paragraphs))
    last_place = {_key(paragraph): at for at, paragraph in enumerate(paragraphs) if paragraph.marker}
    end = first
    while end < len(paragraphs) and last_place.get(_key(paragraphs[end]), 0) > end:
        repeats_first = end > first and _key(paragraphs[end]) == _key(paragraphs[first])
        if repeats_first or paragraphs[end].has_sentence:
            break
        end += 1
    again = next((paragraph for paragraph in paragraphs[end:] if paragraph.marker), None)
    if end - first < _FEWEST or again is None or _key(again) != _key(paragraphs[first]):
        return range(0)
    titled = first > 0 and bool(_TITLE.match(paragraphs[first - 1].text))
    return range(first - titled, end)


def _key(paragraph: Paragraph) -> str:
    """Return a heading without white space, and without the dots and the page number that a contents line ends in."""
    return re.sub(r"\s", "", _LEADER.sub("", paragraph.text))
