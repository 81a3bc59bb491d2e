"""Plots: the figures of a section drawn by matplotlib, as SVG that stands inside the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from eval.calibrate import Trade
from eval.metrics import Outcome
from eval.stage import Stage
from eval.statistic import Measured
from eval.summary import Summary

_STYLE: Any = {
    # Words stay words: the reader's browser has the Chinese fonts that the machine which draws may lack.
    "svg.fonttype": "none",
    "svg.hashsalt": "mingbai",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a94a3",
    "axes.labelcolor": "#475160",
    "xtick.color": "#475160",
    "ytick.color": "#1d2630",
    "axes.grid": True,
    "axes.grid.axis": "x",
    "grid.color": "#e6e9ee",
    "axes.axisbelow": True,
}
_OURS, _OTHERS = "#b3261e", "#54708f"
_OUTCOMES = {
    Outcome.RIGHT: "#3d8b5f",
    Outcome.WITHHELD: "#d9dee5",
    Outcome.WRONG_GIVEN: "#b3261e",
    Outcome.ERROR: "#1d2630",
}
_WIDTH = 7.2
_ROW = 0.3
_AROUND = 0.75
_UNREPEATABLE = re.compile(r"<\?xml.*?<svg", re.DOTALL)


def intervals_plot(rows: Mapping[str, Measured], label: str, marked: str = "") -> str:
    """Return a line of dots, one a row, each with its 95 % interval; the row called `marked` is marked; "" for none."""
    if not rows:
        return ""
    with _drawn(len(rows)) as (axes, written):
        for at, (name, one) in enumerate(rows.items()):
            colour = _OURS if name == marked or not marked else _OTHERS
            axes.plot([100 * one.low, 100 * one.high], [at, at], color=colour, linewidth=2, alpha=0.45)
            axes.plot([100 * one.value], [at], "o", color=colour, markersize=6)
        _rows(axes, [f"{name}  ({one.count})" for name, one in rows.items()])
        axes.set_xlim(-2, 102)
        axes.set_xlabel(label)
    return written.getvalue()


def outcomes_plot(summaries: Mapping[str, Summary]) -> str:
    """Return one bar a method: the shares of right, withheld and wrong answers and of errors."""
    with _drawn(len(summaries)) as (axes, written):
        for at, summary in enumerate(summaries.values()):
            left = 0.0
            for outcome, colour in _OUTCOMES.items():
                share = 100 * summary.outcomes.get(outcome.value, 0) / summary.cases
                axes.barh(at, share, left=left, color=colour, height=0.62, label=outcome.value if at == 0 else None)
                left += share
        _rows(axes, list(summaries))
        axes.set_xlim(0, 100)
        axes.set_xlabel("% of the cases")
        axes.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=8)
    return written.getvalue()


def stages_plot(lost: Mapping[str, int]) -> str:
    """Return one bar a stage: how many wrong cases it lost."""
    with _drawn(len(Stage)) as (axes, written):
        counts = [lost.get(stage.value, 0) for stage in Stage]
        bars = axes.barh(range(len(counts)), counts, color=_OTHERS, height=0.62)
        axes.bar_label(bars, padding=3, fontsize=8)
        _rows(axes, [stage.value for stage in Stage])
        axes.set_xlabel("wrong cases")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return written.getvalue()


def curve_plot(curve: Sequence[Trade]) -> str:
    """Return the declining curve: right answers withheld against wrong ones given, a dot a threshold."""
    with _drawn(8) as (axes, written):
        given = [trade.wrong + trade.answered_unanswerable for trade in curve]
        axes.plot([trade.withheld for trade in curve], given, "-o", color=_OURS, markersize=4)
        for trade, wrong in zip(curve, given, strict=True):
            at = (trade.withheld, wrong)
            axes.annotate(f"{trade.threshold:.2f}", at, textcoords="offset points", xytext=(5, 5), fontsize=8)
        axes.grid(axis="y")
        axes.set_xlabel("right answers withheld")
        axes.set_ylabel("wrong answers given")
    return written.getvalue()


@contextmanager
def _drawn(rows: int) -> Iterator[tuple[Axes, StringIO]]:
    """Yield axes for so many rows; when they are drawn on, their SVG is in the other, without what changes by run."""
    with mpl.rc_context(_STYLE):
        canvas = Canvas(figsize=(_WIDTH, _AROUND + _ROW * rows), layout="constrained")
        written = StringIO()
        yield canvas.subplots(), written
        canvas.savefig(written, format="svg", metadata={"Date": None}, transparent=True)
        svg = _UNREPEATABLE.sub("<svg", written.getvalue(), count=1)
        written.seek(0)
        written.truncate()
        written.write(svg)


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
