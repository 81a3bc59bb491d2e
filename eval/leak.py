"""Leaks: questions that stand in more than one place where each must be new: tuned-on, held out, trained on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import ceil
from pathlib import Path

from eval.case_set import EVAL
from eval.wording import normal

TRAINING = EVAL.parent / "index" / "training" / "written"
ALIKE = 0.8
"""Two questions are one, put in other words, from this share of common character pairs (Jaccard) on."""
_LETTERS = re.compile(r"\W")
_ASKED = ("formal", "everyday", "english")


def question_key(*turns: str) -> str:
    """Return a question, after its earlier turns, in the form in which two of them are the same."""
    return "\n".join(_LETTERS.sub("", normal(turn)) for turn in turns)


def training_questions(folder: Path = TRAINING) -> Iterator[str]:
    """Yield every question that the encoder was trained or tuned on, as `index.training` keeps them."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record: Mapping[str, str | list[str]] = json.loads(line)
            for field in _ASKED:
                asked = record.get(field, [])
                yield from [asked] if isinstance(asked, str) else asked


class Seen:
    """Questions that were seen somewhere, found again by their words.

    Args:
        questions: the questions, each with the name of the place where it stands.
    """

    def __init__(self, questions: Iterable[tuple[str, str]]) -> None:
        self._by_pair: dict[str, list[int]] = {}
        self._questions: list[tuple[frozenset[str], str]] = []
        for question, place in questions:
            pairs = _pairs(question_key(question))
            for pair in pairs:
                self._by_pair.setdefault(pair, []).append(len(self._questions))
            self._questions.append((pairs, place))

    def place_of(self, question: str) -> str | None:
        """Return where the same question stands, or one with nearly the same words; None if nowhere."""
        pairs = _pairs(question_key(question))
        rarest = sorted(pairs, key=lambda pair: (len(self._by_pair.get(pair, ())), pair))
        # Whatever shares so large a part of the pairs holds one of the rarest few: only there is it looked for.
        few = rarest[: len(pairs) - ceil(ALIKE * len(pairs)) + 1]
        for at in dict.fromkeys(at for pair in few for at in self._by_pair.get(pair, ())):
            other, place = self._questions[at]
            if len(pairs & other) >= ALIKE * len(pairs | other):
                return place
        return None


@lru_cache(maxsize=8192)
def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 2] for at in range(len(key) - 1)) or frozenset({key})
