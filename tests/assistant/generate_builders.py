"""Builders for the tests of generated answers: invented clauses as a model is given them, and what asks the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from assistant.assistant import Assistant
from assistant.budget import open_counter
from assistant.draft import Passage
from assistant.generate.check import Checker
from assistant.generate.generator import Generator
from assistant.generate.given import Given
from assistant.model import EndpointModel, ModelOptions
from corpus import Reading
from index import Index
from tests.assistant.notice_builders import OTHER, a_notice, rarity_of

KEY = "sk-very-secret-0123456789"
PLACES = {"云溪县": "Yunxi County", "青禾县": "Qinghe County"}


def given_of(clauses: Sequence[str], others: Sequence[str], language: str = "zh") -> list[Given]:
    """Return the clauses of 云溪县 and then those of 青禾县, numbered from 1."""
    given: list[Given] = []
    for place, reading in _readings(clauses, others).items():
        for clause in reading.clauses:
            if len(clause.path) == 2:
                label = place if language == "zh" else PLACES[place]
                passage = Passage(reading.notice, clause, clause.start, clause.own_end)
                given.append(Given(len(given) + 1, passage, label, "重点任务"))
    return given


def checker_of(clauses: Sequence[str], others: Sequence[str], language: str) -> Checker:
    """Return what checks sentences in `language` against those clauses."""
    readings = _readings(clauses, others)
    return Checker(given_of(clauses, others, language), rarity_of(*readings.values()), language)


def _readings(clauses: Sequence[str], others: Sequence[str]) -> dict[str, Reading]:
    return {
        "云溪县": a_notice(clauses=clauses),
        "青禾县": a_notice("青禾县", number="青政办发〔2021〕3号", clauses=others, region=OTHER),
    }


def speaking(index: Path, url: str, *, seconds: float = 5.0, quiet: float = 1.0, window: int = 8192) -> Assistant:
    """Return an assistant over the index in a folder whose answers a model at `url` puts into words."""
    options = ModelOptions("tiny", url, SecretStr(KEY), seconds, quiet, window)
    return Assistant(Index.open(index), generator=Generator(EndpointModel(options), open_counter(), window))
