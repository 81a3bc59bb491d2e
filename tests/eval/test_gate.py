"""The gate: this commit passes it, planted regressions do not, and it says which stage to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from eval_builders import SHELF, Scripted, answer, case, citation, search
from planted import INVENTED, PLANTS, TUNED, Plant
from typer.testing import CliRunner

from eval.__main__ import app
from eval.case import Case
from eval.case_set import CASES, INVENTED_CORPUS, REFERENCE
from eval.gate import judge_release
from eval.product import built_index, product_over, shelf_of
from eval.reference import (
    SUBSET,
    Reference,
    ReferenceError,
    load_reference,
    mean_of,
    reference_of,
    save_reference,
    values_of,
)
from eval.result import Result
from eval.run import run_cases
from eval.suite import run_product
from eval.summary import JUDGED
from eval.system import System
from index import Index, build_readings

Results = Mapping[str, tuple[Result, ...]]
MOST_TOUCHED = 0.1
ASKED = [case(f"问{number}", id=f"c-{number}") for number in range(40)]


@pytest.fixture(scope="module")
def released() -> Results:
    """What the product answers to all guarded cases, as the gate asks them."""
    return run_product(CASES, SUBSET)


@pytest.fixture(scope="module")
def indexes(notices_index: Path) -> Iterator[Mapping[str, Path]]:
    """An index of the notices of each guarded set."""
    with built_index(INVENTED_CORPUS) as invented:
        yield {TUNED: notices_index, INVENTED: invented}


def test_this_commit_passes_the_gate(released: Results) -> None:
    findings = judge_release(released, load_reference())
    assert findings == (), "\n".join(map(str, findings))


def test_the_same_answers_are_the_same_reference(released: Results) -> None:
    reference = reference_of("now", released)
    assert judge_release(released, reference) == ()
    assert set(load_reference().cases) == set(reference.cases)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_regression_is_caught_and_its_stage_named(
    plant: Plant, released: Results, indexes: Mapping[str, Path], tmp_path: Path
) -> None:
    before = released[plant.case_set]
    touched = [result.case for result in before if plant.touches(result.case)]
    assert 0 < len(touched) <= MOST_TOUCHED * len(before)
    worse = {result.case.id: result for result in _planted(plant, touched, indexes[plant.case_set], tmp_path)}
    results = {plant.case_set: tuple(worse.get(result.case.id, result) for result in before)}
    findings = judge_release(results, reference_of("before", released))
    assert plant.stage in {finding.stage for finding in findings}, "\n".join(map(str, findings))
    assert all(str(finding).startswith(f"{plant.case_set}, {finding.figure}: ") for finding in findings)


def _planted(plant: Plant, cases: Sequence[Case], index_dir: Path, folder: Path) -> Sequence[Result]:
    index = Index.open(index_dir)
    if plant.reread:
        reread = plant.reread()
        readings = [
            next((other for start, other in reread.items() if one.notice.sources[0].startswith(start)), one)
            for one in index.readings.values()
        ]
        build_readings(readings, folder)
        index = Index.open(folder)
    with plant.planted():
        return run_cases(cases, product_over(index), shelf_of(index))


def run(right: int) -> Results:
    """Return forty results of which the first `right` are right."""
    proved, wrong = answer(citations=[citation()]), answer("及时上网", citations=[citation()])
    script = {one.question: proved if at < right else wrong for at, one in enumerate(ASKED)}
    return {"some": run_cases(ASKED, System("product", Scripted(script), search), SHELF)}


def figures(results: Results, reference: Reference) -> set[str]:
    return {finding.figure for finding in judge_release(results, reference)}


def test_a_significant_loss_shuts_the_gate() -> None:
    findings = judge_release(run(30), reference_of("best", run(36)))
    accuracy = next(finding for finding in findings if finding.figure == "accuracy")
    assert "-15.0% against the reference on 40 cases (0 won, 6 lost, p 0.016)" in str(accuracy)
    assert accuracy.stages["compose"] == ("c-30", "c-31", "c-32", "c-33", "c-34", "c-35")


def test_losses_too_small_to_be_significant_do_not_add_up() -> None:
    best = reference_of("best", run(40))
    assert "accuracy" not in figures(run(40), best)
    assert "accuracy" in figures(run(39), best), "one case of forty is under the floor"
    later = reference_of("later", run(39), best)
    assert later.floors["some"]["accuracy"] == best.floors["some"]["accuracy"]
    assert "accuracy" in figures(run(39), later), "a reference that was overwritten keeps the floor of the best"


def test_a_gain_opens_the_gate() -> None:
    assert figures(run(38), reference_of("before", run(30))) == set()


def test_a_quote_or_a_number_that_is_not_the_sources_shuts_the_gate_by_itself() -> None:
    bent = answer("20个工作日，77次", citations=[citation(quote="三十个工作日")])
    results = {"some": run_cases(ASKED[:1], System("product", Scripted({"问0": bent}), search), SHELF)}
    findings = {finding.figure: finding for finding in judge_release(results, reference_of("same", results))}
    assert findings.keys() == {"verbatim", "numbers"}
    assert all(finding.stage == "verify" for finding in findings.values())


def test_a_case_that_is_no_longer_asked_is_named_unless_its_keeper_took_it_out() -> None:
    fewer = {"some": run(40)["some"][1:]}
    (finding,) = judge_release(fewer, reference_of("best", run(40)))
    assert finding.figure == "cases" and "c-0" in finding.fault
    assert judge_release(fewer, reference_of("best", run(40)), may_drop_cases=True) == ()


def test_a_reference_is_read_as_it_was_written(tmp_path: Path) -> None:
    reference = reference_of("abc", run(35))
    save_reference(reference, tmp_path / "reference.json")
    assert load_reference(tmp_path / "reference.json") == reference
    assert mean_of(values_of(run(30)["some"]), "accuracy") == 0.75


@pytest.mark.parametrize(
    ("text", "message"), [(None, "gate --raise"), ("{}", "is no reference"), ("[", "no reference")]
)
def test_a_missing_or_spoilt_reference_says_what_to_do(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "reference.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceError, match=message):
        load_reference(path)
    shown = CliRunner().invoke(app, ["gate", "--reference", str(path)])
    assert shown.exit_code == 1 and message.rsplit(maxsplit=1)[-1] in shown.output


def test_the_committed_reference_guards_the_tuned_on_cases_in_every_figure() -> None:
    reference = load_reference(REFERENCE)
    assert set(reference.cases) == {case_set.name for case_set in SUBSET}
    for floors in reference.floors.values():
        assert set(floors) == {figure.name for figure in JUDGED}
