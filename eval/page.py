"""The page: the whole report as one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.calibrate import Trade
from eval.plots import curve_plot, intervals_plot, outcomes_plot, stages_plot
from eval.report import method_record, title_of, with_interval, write_json
from eval.result import record_of
from eval.section import Section
from eval.stage import Stage
from eval.statistic import SIGNIFICANT, Measured, Paired
from eval.structure import Structure
from eval.summary import JUDGED, LABELS, SPLIT, Summary

_TEMPLATE = "page.html"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run of `make eval` found; `not_run` says in sentences what it did not do."""

    commit: str
    methods: Mapping[str, str]
    sections: Sequence[Section]
    curve: Sequence[Trade]
    structure: Structure | None
    not_run: Sequence[str]


def write_report(folder: Path, report: Report) -> tuple[Path, ...]:
    """Write `<method>-<commit>.json` for each method and `report-<commit>.html`; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for method in dict.fromkeys(name for section in report.sections for name in section.summaries):
        paths.append(folder / f"{method}-{report.commit}.json")
        write_json(paths[-1], method_record(method, report.commit, report.sections))
    paths.append(folder / f"report-{report.commit}.html")
    paths[-1].write_text(page_of(report), encoding="utf-8")
    return tuple(paths)


def page_of(report: Report) -> str:
    """Return the page as HTML; every text is escaped, every plot stands in it as SVG."""
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"share": with_interval, "percent": _percent, "points": _points}
    return environment.get_template(_TEMPLATE).render(
        report=report,
        views=[_view(section) for section in report.sections],
        curve=Markup(curve_plot(report.curve)) if report.curve else "",
        labels=LABELS,
        compared=JUDGED,
        split=SPLIT,
        stages=list(Stage),
        significant=SIGNIFICANT,
    )


def _view(section: Section) -> dict[str, object]:
    """Return what the template shows of one section."""
    first = next(iter(section.summaries))
    ours = section.summaries[first]
    plots = {
        "Answers right, by method": intervals_plot(_figure(section.summaries, "accuracy"), "% right", first),
        "What became of the cases": outcomes_plot(section.summaries),
        f"Right answers of the {first}, by kind": intervals_plot(_group(ours.by_type), "% right"),
        f"Where the {first} lost cases": stages_plot(ours.lost),
    }
    return {
        "title": title_of(section),
        "section": section,
        "first": first,
        "ours": ours,
        "plots": {name: Markup(svg) for name, svg in plots.items() if svg},
        "groups": {"kind": ours.by_type, "language": ours.by_language, "notice": ours.by_notice},
        "wrong": [record_of(result) for result in section.results.get(first, ()) if result.stage],
    }


def _figure(summaries: Mapping[str, Summary], name: str) -> dict[str, Measured]:
    return {method: summary.figures[name] for method, summary in summaries.items() if name in summary.figures}


def _group(groups: Mapping[str, Mapping[str, Measured]]) -> dict[str, Measured]:
    return {name: figures["accuracy"] for name, figures in groups.items() if "accuracy" in figures}


def _percent(measured: Measured | None) -> str:
    return "–" if measured is None else f"{measured.value:.1%}"


def _points(one: Paired | None) -> str:
    return "–" if one is None else f"{100 * one.difference:+.1f}"
