"""The report: tables for the terminal and Markdown, and one JSON file a method.

What is held out leaves here only as figures and as counts: `Section.results` is empty for such a set.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.case_set import CaseSet
from eval.grid import Grid
from eval.result import Result, record_of
from eval.stage import Stage
from eval.summary import LABELS, Measured, Summary

_BREAKDOWN = {"accuracy": "right", "lead": "lead", "citation_recall": "cited"}


@dataclass(frozen=True, slots=True)
class Section:
    """One set of cases under every system, by the system's name; `results` hold the tuned-on cases only."""

    case_set: CaseSet
    summaries: Mapping[str, Summary]
    results: Mapping[str, tuple[Result, ...]]


def section_of(case_set: CaseSet, summaries: Mapping[str, Summary], results: Mapping[str, Sequence[Result]]) -> Section:
    """Return a section that keeps single results only where the set is not held out."""
    kept = {} if case_set.held_out else {name: tuple(of_system) for name, of_system in results.items()}
    return Section(case_set=case_set, summaries=summaries, results=kept)


def grids_of(section: Section) -> tuple[Grid, ...]:
    """Return the tables of one section: all figures, by type, by language, and where cases were lost."""
    return (_figures(section), *_breakdowns(section), _lost(section))


def method_record(method: str, commit: str, sections: Iterable[Section]) -> dict[str, object]:
    """Return the JSON-able record of one method over all sets."""
    sets = {section.case_set.name: _set_record(method, section) for section in sections}
    return {"method": method, "commit": commit, "sets": sets}


def write_results(folder: Path, commit: str, sections: Sequence[Section]) -> tuple[Path, ...]:
    """Write `<method>-<commit>.json` for each method and `summary-<commit>.md`; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for method in dict.fromkeys(name for section in sections for name in section.summaries):
        paths.append(folder / f"{method}-{commit}.json")
        write_json(paths[-1], method_record(method, commit, sections))
    paths.append(folder / f"summary-{commit}.md")
    paths[-1].write_text(markdown_of(commit, sections), encoding="utf-8")
    return tuple(paths)


def write_json(path: Path, record: Mapping[str, object]) -> None:
    """Write a record as readable JSON, its folder made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def markdown_of(commit: str, sections: Sequence[Section]) -> str:
    """Return the whole report as Markdown, with every wrong tuned-on case of the first method."""
    parts = [f"# Evaluation of {commit}\n"]
    for section in sections:
        parts.append(f"## {_title(section)}\n")
        parts.extend(grid.to_markdown() for grid in grids_of(section))
        parts.extend(_wrong_cases(section))
    return "\n".join(parts)


def current_commit(folder: Path) -> str:
    """Return the short commit of the repository in `folder`, with -dirty for changed files outside the results."""
    commit = _git(folder, "rev-parse", "--short", "HEAD")
    if not commit:
        return "no-commit"
    changed = _git(folder, "status", "--porcelain", "--", ".", ":!eval/results")
    return f"{commit}-dirty" if changed else commit


def summary_record(summary: Summary) -> dict[str, object]:
    """Return a summary as JSON-able values, rounded to what they can carry."""
    return {
        "cases": summary.cases,
        "figures": _measured_record(summary.figures),
        "by_type": {name: _measured_record(figures) for name, figures in summary.by_type.items()},
        "by_language": {name: _measured_record(figures) for name, figures in summary.by_language.items()},
        "outcomes": dict(summary.outcomes),
        "lost": dict(summary.lost),
        "quotes_shown": summary.quotes_shown,
        "quotes_not_verbatim": summary.quotes_not_verbatim,
        "median_ms": round(summary.median_ms, 2),
    }


def _measured_record(figures: Mapping[str, Measured]) -> dict[str, dict[str, float]]:
    return {
        name: {key: round(number, 4) for key, number in asdict(measured).items()} for name, measured in figures.items()
    }


def _set_record(method: str, section: Section) -> dict[str, object]:
    record: dict[str, object] = {"held_out": section.case_set.held_out, "files": list(section.case_set.files)}
    if method in section.summaries:
        record["summary"] = summary_record(section.summaries[method])
    if method in section.results:
        record["wrong_cases"] = [record_of(result) for result in section.results[method] if result.stage]
    return record


def _title(section: Section) -> str:
    count = next((summary.cases for summary in section.summaries.values()), 0)
    return f"{section.case_set.name} ({count} cases)"


def _figures(section: Section) -> Grid:
    rows = [
        (label, *(_with_interval(summary.figures.get(name)) for summary in section.summaries.values()))
        for name, label in LABELS.items()
    ]
    rows.append(("quotes not verbatim / shown", *map(_quotes, section.summaries.values())))
    rows.append(("median time", *(f"{summary.median_ms:.1f} ms" for summary in section.summaries.values())))
    return Grid(f"{_title(section)}: share, 95 % interval, cases", ("figure", *section.summaries), tuple(rows))


def _breakdowns(section: Section) -> tuple[Grid, ...]:
    by_type = {name: summary.by_type for name, summary in section.summaries.items()}
    by_language = {name: summary.by_language for name, summary in section.summaries.items()}
    return (
        _breakdown(f"{section.case_set.name}, by type: answer right, lead right, citation recall", by_type),
        _breakdown(f"{section.case_set.name}, by language", by_language),
    )


def _breakdown(title: str, groups: Mapping[str, Mapping[str, Mapping[str, Measured]]]) -> Grid:
    header = ("", *(f"{name} {label}" for name in groups for label in _BREAKDOWN.values()))
    names = sorted({name for of_system in groups.values() for name in of_system})
    rows = tuple(
        (name, *(_short(of_system.get(name, {}).get(figure)) for of_system in groups.values() for figure in _BREAKDOWN))
        for name in names
    )
    return Grid(title, header, rows)


def _lost(section: Section) -> Grid:
    rows = tuple(
        (stage.value, *(str(summary.lost.get(stage.value, 0)) for summary in section.summaries.values()))
        for stage in Stage
    )
    return Grid(f"{section.case_set.name}, wrong cases by lost stage", ("stage", *section.summaries), rows)


def _wrong_cases(section: Section) -> list[str]:
    method = next(iter(section.results), None)
    if method is None:
        return []
    wrong = [result for result in section.results[method] if result.stage]
    lines = [_wrong_line(result) for result in wrong]
    return [f"### {section.case_set.name}, wrong cases of {method}\n", *lines, ""]


def _wrong_line(result: Result) -> str:
    gold = "; ".join(f"{entry.doc} {entry.clause}" for entry in result.case.gold) or "to be declined"
    said = (result.answer.lead if result.answer else result.error).replace("\n", " ")
    return f"- {result.case.id} ({result.stage}) {result.case.question} → {said} (gold: {gold})"


def _with_interval(measured: Measured | None) -> str:
    if measured is None:
        return "–"
    return f"{measured.value:.1%} [{measured.low:.0%}, {measured.high:.0%}] {measured.count}"


def _short(measured: Measured | None) -> str:
    return "–" if measured is None else f"{measured.value:.0%} of {measured.count}"


def _quotes(summary: Summary) -> str:
    return f"{summary.quotes_not_verbatim} / {summary.quotes_shown}"


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
