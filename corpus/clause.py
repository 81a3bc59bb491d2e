"""A clause (条款): one addressable part of a notice, with the outline above it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.fold import match_form

FRONT = "文头"
PREAMBLE = "序言"
SIGNATURE = "落款"
CLOSING = "结尾"
SECTIONS = (FRONT, PREAMBLE, SIGNATURE, CLOSING)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, or one of the four sections that stand around the clauses.

    `path` leads from the outermost clause to this one, each step its marker without punctuation:
    ("二", "（五）", "18"), ("第三章", "第二十六条", "（一）"); parentheses are full width whatever the
    source prints. A section's path is its own name: ("文头",), ("序言",), ("落款",), ("结尾",).
    `text` is `notice.text[start:end]` and covers the clauses below it; `own_end` is where the
    clause's own words (marker, heading and words, not its children's) stop, so that
    `notice.text[start:own_end]` is its own text. `parent` is the id of the clause above.
    """

    id: str
    notice_id: str
    path: tuple[str, ...]
    marker: str
    heading: str
    text: str
    start: int
    end: int
    own_end: int
    parent: str | None
    is_leaf: bool

    @property
    def own_text(self) -> str:
        """The clause's own words, without those of the clauses below it."""
        return self.text[: self.own_end - self.start]

    @property
    def is_section(self) -> bool:
        """Whether this is front matter, preamble, signature or closing, not a numbered clause."""
        return self.path[-1] in SECTIONS

    @property
    def is_bare_heading(self) -> bool:
        """Whether its own words are nothing but a heading over other clauses."""
        own = match_form(self.own_text).rstrip("。")
        return not self.is_leaf and own == match_form(self.marker + self.heading)

    @property
    def label(self) -> str:
        """The path as a clerk cites it: 二（五）18, 第三章第二十六条（一）."""
        return "".join(self.path)
