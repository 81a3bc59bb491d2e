"""The gate: a release that answers worse than the reference does not pass, and is told where it got worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.reference import Reference, Values, mean_of, values_of
from eval.result import Result
from eval.stage import Stage
from eval.statistic import SIGNIFICANT, paired
from eval.summary import JUDGED, Figure

_SHOWN = 8
_CASES = "cases"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason not to release: the set, the figure, what is wrong with it, and the cases by the stage that lost them.

    `stages` is ordered: the stage to look at first comes first.
    """

    case_set: str
    figure: str
    fault: str
    stages: Mapping[str, Sequence[str]]

    @property
    def stage(self) -> str:
        """The stage that lost most of the cases, "" where no case got worse."""
        return next(iter(self.stages), "")

    def __str__(self) -> str:
        """Return the finding in one line, as the gate prints it."""
        lost = "; ".join(f"{stage} {len(ids)} ({_listed(ids)})" for stage, ids in self.stages.items())
        return f"{self.case_set}, {self.figure}: {self.fault}" + (f" Lost at: {lost}." if lost else "")


def judge_release(
    results: Mapping[str, Sequence[Result]], reference: Reference, *, may_drop_cases: bool = False
) -> tuple[Finding, ...]:
    """Return every reason why what gave `results` must not replace what gave `reference`; none if it may.

    Args:
        results: the product's results by set.
        reference: the best so far.
        may_drop_cases: whether cases of the reference may be missing, as they are when its keeper took them out.
    """
    found = tuple(finding for name, of_set in results.items() for finding in _findings(name, of_set, reference))
    return tuple(finding for finding in found if not (may_drop_cases and finding.figure == _CASES))


def _findings(name: str, results: Sequence[Result], reference: Reference) -> Iterator[Finding]:
    yield from _violations(name, results)
    before, now = reference.cases.get(name, {}), values_of(results)
    gone = sorted(before.keys() - now.keys())
    if gone:
        yield Finding(
            name, _CASES, f"{_listed(gone)} are in the reference and were not asked; raise it on purpose.", {}
        )
    asked = {key: now[key] for key in before.keys() & now.keys()}
    by_id = {result.case.id: result for result in results}
    for figure in JUDGED:
        if fault := _fault(figure, before, asked, reference.floors.get(name, {})):
            yield Finding(name, figure.name, fault, _lost(figure, before, asked, by_id))


def _violations(name: str, results: Sequence[Result]) -> Iterator[Finding]:
    """Yield what must never be, in whatever case: words that the notice lacks, numbers that nothing proves."""
    false_quotes = [result.case.id for result in results if result.unverified]
    if false_quotes:
        fault = f"{len(false_quotes)} answers quote what does not stand at its place; expected none."
        yield Finding(name, "verbatim", fault, {Stage.VERIFY.value: false_quotes})
    false_numbers = [result.case.id for result in results if result.verdict.false_numbers]
    if false_numbers:
        fault = f"{len(false_numbers)} leads state a number that nothing they cite has; expected none."
        yield Finding(name, "numbers", fault, {Stage.VERIFY.value: false_numbers})


def _fault(figure: Figure, before: Values, now: Values, floors: Mapping[str, float]) -> str:
    """Return what is wrong with a figure, "" if nothing is."""
    sign = 1 if figure.rises else -1
    pairs = [(sign * now[key][figure.name], sign * before[key][figure.name]) for key in _both(figure, before, now)]
    mean, floor = mean_of(now, figure.name), floors.get(figure.name)
    if pairs:
        test = paired([our for our, _ in pairs], [their for _, their in pairs], "less")
        if test.p < SIGNIFICANT:
            return (
                f"{sign * test.difference:+.1%} against the reference on {test.count} cases "
                f"({test.won} won, {test.lost} lost, p {test.p:.3f})."
            )
    if mean is not None and floor is not None and sign * mean < sign * floor:
        return f"{mean:.1%} is on the wrong side of its floor, {floor:.1%}."
    return ""


def _both(figure: Figure, before: Values, now: Values) -> list[str]:
    return [key for key in sorted(now) if figure.name in now[key] and figure.name in before[key]]


def _lost(figure: Figure, before: Values, now: Values, results: Mapping[str, Result]) -> dict[str, tuple[str, ...]]:
    """Return the cases that got worse by the stage to look at, the stage of most first."""
    sign = 1 if figure.rises else -1
    both = _both(figure, before, now)
    worse = [key for key in both if sign * now[key][figure.name] < sign * before[key][figure.name]]
    at = {key: _stage_of(figure, results[key]).value for key in worse}
    return {stage: tuple(key for key in worse if at[key] == stage) for stage, _ in Counter(at.values()).most_common()}


def _stage_of(figure: Figure, result: Result) -> Stage:
    """Return where to look for what a case lost in a figure.

    A case can lose and still be right: by a needless citation, a later hit, another lead. Then no stage lost it, and
    what is seen of it tells which one to look at.
    """
    if result.stage:
        return result.stage
    if not result.gold_read:
        return Stage.PARSE
    if "@" in figure.name:
        return Stage.RETRIEVE
    return Stage.SCOPE if result.cites_elsewhere else Stage.COMPOSE


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")
