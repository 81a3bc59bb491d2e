"""One file of cases under the product: what `python -m eval run` does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from eval.case import Case
from eval.case_set import CORPUS, CaseSet
from eval.grid import Grid
from eval.report import grids_of, section_of, summary_record, write_json
from eval.result import record_of
from eval.run import run_cases
from eval.suite import PRODUCT, built_index, product_over
from eval.summary import summarise

_WITHHELD = "held-out cases are reported as aggregates only; see eval/README.md"


def write_run(cases: Sequence[Case], out: Path, index_dir: Path | None, *, held_out: bool) -> tuple[Grid, ...]:
    """Run `cases`, write {"summary": …, "cases": […]} to `out`, and return the tables of the summary.

    Args:
        cases: the questions.
        out: the JSON file to write.
        index_dir: the index to ask; None builds one over the product's notices.
        held_out: whether single cases stay unwritten.
    """
    with nullcontext(index_dir) if index_dir else built_index(CORPUS) as opened:
        system, shelf = product_over(opened)
        results = run_cases(cases, system, shelf)
    summary = summarise(results)
    record: dict[str, object] = {"summary": summary_record(summary)}
    record["cases"] = [] if held_out else [record_of(result) for result in results]
    if held_out:
        record["remark"] = _WITHHELD
    write_json(out, record)
    case_set = CaseSet(out.name, (), held_out=held_out, invented=False)
    return grids_of(section_of(case_set, {PRODUCT: summary}, {PRODUCT: results}))
