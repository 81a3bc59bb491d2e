"""A case: one question with what a right answer to it says and cites."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

LANGUAGES = ("zh", "en")
_FULL_WIDTH = str.maketrans("()", "（）")


class CaseError(Exception):
    """Shown to the keeper of the cases: one line of a case file is not a case.

    The message names the file, the line and the field, never the words of the case: the files of
    held-out cases are read by the same code.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path.name}, line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Gold:
    """One place that proves the answer: the start of the source's name, the clause, its words."""

    doc: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question.

    Each inner tuple of `answer_must` holds alternatives of which the answer says at least one; no
    string of `answer_must_not` stands in it outside quotes. `type` is in lower case with spaces.
    """

    id: str
    lang: str
    type: str
    question: str
    history: tuple[str, ...]
    gold: tuple[Gold, ...]
    answer_must: tuple[tuple[str, ...], ...]
    answer_must_not: tuple[str, ...]
    answerable: bool
    note: str

    @property
    def query(self) -> str:
        """What a search needs to know: the question, after the earlier turns it may point back to."""
        return " ".join((*self.history, self.question))


def normal_path(path: str) -> str:
    """Return a clause path as the product writes it: full-width parentheses, no white space."""
    return "".join(path.split()).translate(_FULL_WIDTH)


def load_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a JSON-lines file in their order; empty lines are skipped.

    Raises:
        CaseError: if a line is not a case.
        OSError: if the file cannot be read.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            try:
                cases.append(parse_case(json.loads(line)))
            except json.JSONDecodeError as error:
                raise CaseError(path, number, f"not JSON ({error.msg} at column {error.colno})") from error
            except ValueError as error:
                raise CaseError(path, number, str(error)) from error
    return tuple(cases)


def parse_case(record: object) -> Case:
    """Return the case that one decoded JSON object holds; unknown fields are ignored.

    Raises:
        ValueError: naming the field that is missing or of another type.
    """
    fields = _object(record, "the line")
    lang = _string(fields, "lang")
    if lang not in LANGUAGES:
        raise ValueError(f"`lang` is {lang!r}, expected one of {', '.join(LANGUAGES)}")
    answerable = fields.get("answerable")
    if not isinstance(answerable, bool):
        raise ValueError("`answerable` must be true or false")
    return Case(
        id=_string(fields, "id"),
        lang=lang,
        type=_string(fields, "type").strip().lower().replace("_", " ").replace("-", " "),
        question=_string(fields, "question"),
        history=_strings(fields.get("history", []), "history"),
        gold=tuple(_gold(entry, at) for at, entry in enumerate(_list(fields.get("gold", []), "gold"), start=1)),
        answer_must=tuple(
            _strings(group, f"answer_must[{at}]")
            for at, group in enumerate(_list(fields.get("answer_must", []), "answer_must"))
        ),
        answer_must_not=_strings(fields.get("answer_must_not", []), "answer_must_not"),
        answerable=answerable,
        note=_string(fields, "note", default=""),
    )


def _gold(entry: object, at: int) -> Gold:
    fields = _object(entry, f"gold entry {at}")
    return Gold(
        doc=_string(fields, "doc"),
        clause=normal_path(_string(fields, "clause")),
        quote=_string(fields, "quote", default=""),
    )


def _object(value: object, what: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be a JSON object, found {type(value).__name__}")
    return cast("Mapping[str, object]", value)


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"`{field}` must be a list, found {type(value).__name__}")
    return value


def _strings(value: object, field: str) -> tuple[str, ...]:
    items = _list(value, field)
    if not all(isinstance(item, str) for item in items):
        raise ValueError(f"`{field}` must be a list of strings")
    return tuple(str(item) for item in items)


def _string(fields: Mapping[str, object], field: str, default: str | None = None) -> str:
    value = fields.get(field, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(f"`{field}` must be a string" + (" that is not empty" if default is None else ""))
    return value
