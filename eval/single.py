"""One file of cases under the product: what `python -m eval run` does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.case import Case
from eval.case_set import CORPUS, CaseSet
from eval.grid import Grid
from eval.judge import agreement_of
from eval.product import built_index, product_over, shelf_of
from eval.report import grids_of, summary_record, write_json
from eval.result import record_of
from eval.run import run_cases
from eval.section import section_of
from eval.system import Answerer, System
from index import Index

_WITHHELD = "held-out cases are reported as aggregates only; see eval/README.md"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked and who judges: the product over `index_dir`, unless there is an `endpoint`.

    Where `index_dir` is None, an index is built over `corpus`.
    """

    index_dir: Path | None = None
    endpoint: System | None = None
    judge: Answerer | None = None
    corpus: Path = CORPUS


def write_run(cases: Sequence[Case], out: Path, asked: Asked, *, held_out: bool) -> tuple[Grid, ...]:
    """Run `cases`, write {"summary": …, "cases": […]} to `out`, and return the tables of the summary.

    Args:
        cases: the questions.
        out: the JSON file to write.
        asked: who is asked; the notices of the index are what citations are held against in any case.
        held_out: whether single cases stay unwritten.
    """
    with nullcontext(asked.index_dir) if asked.index_dir else built_index(asked.corpus) as opened:
        index = Index.open(opened)
        system = asked.endpoint or product_over(index)
        results = run_cases(cases, system, shelf_of(index))
    case_set = CaseSet(out.name, (), held_out=held_out)
    section = section_of(case_set, {system.name: results})
    record: dict[str, object] = {"method": system.name, "summary": summary_record(section.summaries[system.name])}
    if asked.judge:
        record["judge"] = asdict(agreement_of(results, asked.judge))
    record["cases"] = [] if held_out else [record_of(result) for result in results]
    if held_out:
        record["remark"] = _WITHHELD
    write_json(out, record)
    return grids_of(section)
