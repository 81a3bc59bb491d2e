"""The report as data: one JSON file a method, and the tables that the terminal shows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from eval.grid import Grid
from eval.result import record_of
from eval.section import Section
from eval.stage import Stage
from eval.statistic import Measured
from eval.summary import LABELS, Summary


def grids_of(section: Section) -> tuple[Grid, ...]:
    """Return the tables of one section: all figures, and at which stage cases were lost."""
    return _figures(section), _lost(section)


def method_record(method: str, commit: str, sections: Iterable[Section]) -> dict[str, object]:
    """Return the JSON-able record of one method over all sets."""
    sets = {section.case_set.name: _set_record(method, section) for section in sections}
    return {"method": method, "commit": commit, "sets": sets}


def write_json(path: Path, record: Mapping[str, object]) -> None:
    """Write a record as readable JSON, its folder made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
        "by_notice": {name: _measured_record(figures) for name, figures in summary.by_notice.items()},
        "outcomes": dict(summary.outcomes),
        "lost": dict(summary.lost),
        "quotes_shown": summary.quotes_shown,
        "quotes_not_verbatim": summary.quotes_not_verbatim,
        "false_numbers": summary.false_numbers,
        "median_ms": round(summary.latency.median, 2),
        "p95_ms": round(summary.latency.p95, 2),
    }


def title_of(section: Section) -> str:
    """Return the name of a section's set with the number of its cases."""
    return f"{section.case_set.name} ({section.cases} cases)"


def with_interval(measured: Measured | None) -> str:
    """Return a share with its interval and its number of cases, a dash where there is none."""
    if measured is None:
        return "–"
    return f"{measured.value:.1%} [{measured.low:.0%}, {measured.high:.0%}] {measured.count}"


def _measured_record(figures: Mapping[str, Measured]) -> dict[str, dict[str, float]]:
    return {
        name: {key: round(number, 4) for key, number in asdict(measured).items()} for name, measured in figures.items()
    }


def _set_record(method: str, section: Section) -> dict[str, object]:
    record: dict[str, object] = {"held_out": section.case_set.held_out, "files": list(section.case_set.files)}
    if method in section.summaries:
        record["summary"] = summary_record(section.summaries[method])
    if method in section.comparisons:
        compared = section.comparisons[method]
        record["against_the_product"] = {
            name: {key: round(number, 4) for key, number in asdict(one).items()} for name, one in compared.items()
        }
    # The wrong cases of the others would be megabytes that nobody reads.
    if method == next(iter(section.results), None):
        record["wrong_cases"] = [record_of(result) for result in section.results[method] if result.stage]
    return record


def _figures(section: Section) -> Grid:
    summaries = section.summaries.values()
    rows = [
        (label, *(with_interval(summary.figures.get(name)) for summary in summaries)) for name, label in LABELS.items()
    ]
    rows.append(("quotes not verbatim / shown", *(f"{s.quotes_not_verbatim} / {s.quotes_shown}" for s in summaries)))
    rows.append(("false numbers", *(str(s.false_numbers) for s in summaries)))
    rows.append(("median / p95 time", *(f"{s.latency.median:.0f} / {s.latency.p95:.0f} ms" for s in summaries)))
    return Grid(f"{title_of(section)}: share, 95 % interval, cases", ("figure", *section.summaries), tuple(rows))


def _lost(section: Section) -> Grid:
    rows = tuple(
        (stage.value, *(str(summary.lost.get(stage.value, 0)) for summary in section.summaries.values()))
        for stage in Stage
    )
    return Grid(f"{section.case_set.name}, wrong cases by lost stage", ("stage", *section.summaries), rows)


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
