"""The reference: the best figures so far on a fixed subset of the cases, committed for releases to keep up with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case_set import REFERENCE, SETS
from eval.report import write_json
from eval.result import Result
from eval.summary import JUDGED

SUBSET = tuple(case_set for case_set in SETS if not case_set.held_out)
"""The tuned-on sets: fixed, small enough for every push, and free to be named case by case."""
SLACK = 0.02
"""How far below its best a figure may be before it is under its floor, whatever a test says of the difference."""

Values = Mapping[str, Mapping[str, float]]


class ReferenceError(Exception):
    """Shown to whoever runs the gate: the reference file is missing or cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What `commit` came to, by set and case id: the value of each guarded figure that applies to the case.

    `floors` holds by set and figure the value that must not be left on the bad side; it only ever gets stricter.
    """

    commit: str
    cases: Mapping[str, Values]
    floors: Mapping[str, Mapping[str, float]]


def values_of(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return the guarded figures of each case by its id, as the reference file keeps them."""
    found: dict[str, dict[str, float]] = {}
    for result in results:
        values = {figure.name: figure.of(result) for figure in JUDGED}
        found[result.case.id] = {name: round(value, 4) for name, value in values.items() if value is not None}
    return found


def reference_of(commit: str, results: Mapping[str, Sequence[Result]], before: Reference | None = None) -> Reference:
    """Return the reference that `results` make, its floors nowhere softer than those of the one `before`."""
    cases = {name: values_of(of_set) for name, of_set in results.items()}
    floors = {name: _floors(of_set, before.floors.get(name, {}) if before else {}) for name, of_set in cases.items()}
    return Reference(commit, cases, floors)


def mean_of(values: Values, figure: str) -> float | None:
    """Return the mean of a figure over the cases that have it, None if none has."""
    found = [of_case[figure] for of_case in values.values() if figure in of_case]
    return sum(found) / len(found) if found else None


def load_reference(path: Path = REFERENCE) -> Reference:
    """Return the reference in a file.

    Raises:
        ReferenceError: if there is none, or it is not one.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Reference(record["commit"], record["cases"], record["floors"])
    except FileNotFoundError as error:
        raise ReferenceError(f"{path} is missing; `python -m eval gate --raise` writes one.") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ReferenceError(f"{path} is no reference ({error}); take it from the last commit that has one.") from error


def save_reference(reference: Reference, path: Path = REFERENCE) -> None:
    """Write a reference; one line a case would hide nothing, so the file is plain indented JSON."""
    write_json(path, {"commit": reference.commit, "floors": reference.floors, "cases": reference.cases})


def _floors(values: Values, before: Mapping[str, float]) -> dict[str, float]:
    floors = {}
    for figure in JUDGED:
        mean = mean_of(values, figure.name)
        if mean is not None:
            floor = mean - SLACK if figure.rises else mean + SLACK
            stricter = max if figure.rises else min
            floors[figure.name] = round(stricter(floor, before.get(figure.name, floor)), 4)
    return floors
