"""Labels: whose rule words are said to be, read from the place before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.english import render_place
from assistant.language import Language
from assistant.scope import display_place
from corpus import Reading

_COLON = {"zh": "：", "en": ": "}
_JOINT = {"zh": "、", "en": " and "}
_FORM = {"zh": "{}（{}）", "en": "{} ({})"}
_LONGEST = 120
_SAYS = re.compile(r"(?:的?(?:通知|文件|要点|方案|办法|意见))?(?:规定|要求|明确|提出)[，,：:]?\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words without their label; `places` holds, for each place that it names, the notices that may be meant."""

    places: tuple[frozenset[str], ...]
    words: str


class Labels:
    """The ways in which an answer of one language may name the notices of an index."""

    def __init__(self, language: Language, readings: Mapping[str, Reading], cited: Iterable[str]) -> None:
        self._language = language
        self._readings = readings
        self._known: dict[str, set[str]] = {}
        self._learn(cited)
        self._knows_all = False

    def _learn(self, ids: Iterable[str]) -> None:
        for key in ids:
            notice = self._readings[key].notice
            zh = display_place(notice)
            name = render_place(notice, zh) if self._language == "en" else zh
            marks = (notice.doc_number, f"{notice.year}年" if notice.year else "", notice.title)
            for label in (name, *(_FORM[self._language].format(name, mark) for mark in marks if mark)):
                self._known.setdefault(label, set()).add(key)

    def _named(self, label: str) -> frozenset[str]:
        """Return the notices that `label` may name: of those cited, else of all."""
        if label not in self._known and not self._knows_all:
            self._knows_all = True
            self._learn(self._readings)
        return frozenset(self._known.get(label, ()))

    def read(self, words: str) -> Labelled:
        """Return `words` parted from the label that they begin with."""
        colon = _COLON[self._language]
        at = words.find(colon, 0, _LONGEST)
        places = tuple(self._named(label) for label in words[: max(at, 0)].split(_JOINT[self._language]))
        if at > 0 and all(places):
            return Labelled(places, words[at + len(colon) :])
        for label in sorted(self._known, key=len, reverse=True):
            says = _SAYS.match(words, len(label)) if words.startswith(label) else None
            if says:
                return Labelled((frozenset(self._known[label]),), words[says.end() :])
        return Labelled((), words)
