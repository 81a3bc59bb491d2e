"""Readings as lines of JSON: what a segment keeps of a notice, its clauses and its facts."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus import Reading

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def encode_reading(reading: Reading) -> bytes:
    """Return `reading` as one line of JSON; a clause's text is left out, for the notice's text holds it."""
    data: dict[str, Any] = _adapter().dump_python(reading, mode="json")
    for clause in data["clauses"]:
        del clause["text"]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def decode_reading(line: bytes) -> Reading:
    """Return the reading that `encode_reading` wrote.

    Raises:
        ValueError: if the line is not a reading.
    """
    data: dict[str, Any] = json.loads(line)
    text = data["notice"]["text"]
    for clause in data["clauses"]:
        clause["text"] = text[clause["start"] : clause["end"]]
    return _adapter().validate_python(data)


@cache
def _adapter() -> TypeAdapter[Reading]:
    # A quarter of a second that `--help` and errors do without.
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)
