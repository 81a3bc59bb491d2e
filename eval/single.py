"""One file of cases under the product: what `python -m eval run` does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from eval.case import Case
from eval.case_set import CORPUS, CaseSet
from eval.grid import Grid
from eval.product import PRODUCT, built_index, product_over, shelf_of
from eval.report import grids_of, summary_record, write_json
from eval.result import record_of
from eval.run import run_cases
from eval.section import section_of
from index import Index

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
        index = Index.open(opened)
        results = run_cases(cases, product_over(index), shelf_of(index))
    case_set = CaseSet(out.name, (), held_out=held_out, invented=False)
    section = section_of(case_set, {PRODUCT: results})
    record: dict[str, object] = {"summary": summary_record(section.summaries[PRODUCT])}
    record["cases"] = [] if held_out else [record_of(result) for result in results]
    if held_out:
        record["remark"] = _WITHHELD
    write_json(out, record)
    return grids_of(section)
