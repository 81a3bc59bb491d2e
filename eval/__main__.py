"""Score the assistant (`all`, `run`) and its search (`retrieval`), time it (`bench`); `lint`, `calibrate` the cases."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal, NoReturn

import typer
from rich.console import Console

from eval.case import CaseError, load_cases
from eval.case_set import CASES, CORPUS, REAL, REFERENCE, RESULTS, is_held_out

app = typer.Typer(help="Score the assistant on cases.", no_args_is_help=True, add_completion=False)
# In a file or a pipe there is no width to read: tables must not be folded there.
_console = Console(width=None if Console().is_terminal else 160)
_errors = Console(stderr=True)
_Data = Annotated[
    Path | None, typer.Option(help="Folder of laws_md.tar.xz and reports_md.tar.xz, which hold the real documents.")
]


@app.command()
def run(
    cases: Annotated[Path, typer.Option(help="File of cases, one JSON object a line.")],
    out: Annotated[Path, typer.Option(help="File for the summary and the result of every case.")],
    index: Annotated[
        Path | None,
        typer.Option(
            help="Built index to ask; without it one is built over corpus/notices, or with --data over those."
        ),
    ] = None,
    endpoint: Annotated[
        str, typer.Option(help="Service to ask instead: http://HOST (ours) or openai:MODEL@http://HOST/v1.")
    ] = "",
    judge: Annotated[str, typer.Option(help="Chat model that judges the answers as well: openai:MODEL@URL.")] = "",
    key: Annotated[str, typer.Option(envvar="MINGBAI_EVAL_KEY", help="Key for both services.")] = "",
    data: _Data = None,
) -> None:
    """Run one file of cases over the product, or a service; of a held-out file only the summary is written."""
    try:
        loaded = load_cases(cases)
    except (CaseError, OSError, UnicodeDecodeError) as error:
        _fail(f"{error}. Correct the file that --cases names.")
    if not loaded:
        _fail(f"{cases} holds no case; expected one JSON object a line.")
    if index and data:
        _fail("--index and --data both say what is asked; give one of them.")
    if not (index or data) and cases.resolve() in {path.resolve() for path in REAL.paths()}:
        _fail(f"{cases}: its documents are not in the repository; --data names the folder of their archives.")
    # Deferred: the product brings the encoder, seconds that --help and errors need not wait for.
    from eval.endpoint import EndpointError, endpoint_system
    from eval.real import RealDocumentsError, real_corpus
    from eval.single import Asked, write_run
    from index import SearchIndexError

    try:
        service = endpoint_system(endpoint, key) if endpoint else None
        judging = endpoint_system(judge, key).answerer if judge else None
        with real_corpus(data) if data else nullcontext(CORPUS) as corpus:
            grids = write_run(loaded, out, Asked(index, service, judging, corpus), held_out=is_held_out(cases))
    except (EndpointError, RealDocumentsError, SearchIndexError) as error:
        _fail(str(error))
    for grid in grids:
        _console.print(grid.to_rich())
    _console.print(f"written: {out}")


@app.command()
def candidate(
    disliked: Annotated[Path, typer.Option(help="File with question, history, answer and reason as JSON.")],
) -> None:
    """Print a case made of a disliked answer, for its keeper to complete and add to a case file."""
    # Deferred: see `run`.
    from eval.candidate import DislikeError, candidate_of, line_of_case, parse_dislike

    try:
        case = candidate_of(parse_dislike(disliked.read_text(encoding="utf-8")))
    except (DislikeError, OSError, UnicodeDecodeError) as error:
        _fail(f"{disliked}: {error}.")
    typer.echo(line_of_case(case))


@app.command("all")
def run_all(
    cases: Annotated[Path, typer.Option(help="Folder of the case files.")] = CASES,
    results: Annotated[Path, typer.Option(help="Folder for the JSON files and the page.")] = RESULTS,
    data: _Data = None,
) -> None:
    """Run every set over the product, its ablations and the baselines; write JSON and one HTML page."""
    # Deferred: see `run`.
    from eval.methods import METHODS
    from eval.omission import omissions
    from eval.page import Report, write_report
    from eval.real import RealDocumentsError, sets_over
    from eval.report import current_commit, grids_of
    from eval.structure import score_structure
    from eval.suite import run_suite
    from index import SearchIndexError

    commit = current_commit(Path(__file__).parent)
    try:
        with sets_over(data) as sets:
            found = run_suite(cases, lambda line: _errors.print(line, highlight=False), sets)
    except CaseError as error:
        _fail(f"{error}. Correct the line; `python -m eval lint` finds the rest.")
    except (RealDocumentsError, SearchIndexError) as error:
        _fail(str(error))
    for section in found.sections:
        for grid in grids_of(section):
            _console.print(grid.to_rich())
    structure = score_structure()
    not_run = tuple(omissions(cases, sets, has_golden=structure is not None))
    for line in not_run:
        _console.print(f"not run: {line}", markup=False, highlight=False, soft_wrap=True)
    methods = {method.name: method.what for method in METHODS}
    for path in write_report(results, Report(commit, methods, found.sections, found.curve, structure, not_run)):
        _console.print(f"written: {path}")


@app.command()
def gate(
    cases: Annotated[Path, typer.Option(help="Folder of the case files.")] = CASES,
    reference: Annotated[Path, typer.Option(help="File of the best figures so far.")] = REFERENCE,
    raising: Annotated[
        bool, typer.Option("--raise", help="Make this commit the reference, if nothing is worse; floors only rise.")
    ] = False,
) -> None:
    """Hold the product against the reference on the tuned-on cases; fail where it is worse, naming figure and stage."""
    # Deferred: see `run`.
    from eval.gate import judge_release
    from eval.reference import SUBSET, ReferenceError, load_reference, reference_of, save_reference
    from eval.report import current_commit
    from eval.suite import run_product

    try:
        before = load_reference(reference) if reference.exists() or not raising else None
        results = run_product(cases, SUBSET)
    except (CaseError, ReferenceError) as error:
        _fail(str(error))
    findings = judge_release(results, before, may_drop_cases=raising) if before else ()
    for finding in findings:
        _console.print(str(finding), markup=False, highlight=False, soft_wrap=True)
    asked = sum(map(len, results.values()))
    if findings:
        _fail(f"The gate is shut: {len(findings)} findings on {asked} cases.")
    _console.print(f"The gate is open: {asked} cases, nothing worse than the reference.")
    if raising:
        save_reference(reference_of(current_commit(Path(__file__).parent), results, before), reference)
        _console.print(f"written: {reference}")


@app.command()
def lint(cases: Annotated[Path, typer.Option(help="Folder of the case files.")] = CASES, data: _Data = None) -> None:
    """Check every case against the notices; of held-out cases only ids and codes are shown."""
    # Deferred: reading the notices brings the parsers.
    from corpus import read_folder
    from eval.leak import training_questions
    from eval.lint import line_of
    from eval.lint import lint as lint_cases
    from eval.real import DOCUMENTS, RealDocumentsError, sets_over
    from eval.shelf import Shelf

    try:
        with sets_over(data) as sets:
            folders = [folder for folder in dict.fromkeys(one.corpus for one in sets) if folder.is_dir()]
            shelf = Shelf(tuple(reading for folder in folders for reading in read_folder(folder)[0]))
    except RealDocumentsError as error:
        _fail(str(error))
    paths = sorted(cases.glob("*.jsonl"))
    flaws = lint_cases(paths, shelf, training_questions(), () if data else DOCUMENTS)
    for flaw in flaws:
        _console.print(line_of(flaw), markup=False, highlight=False, soft_wrap=True)
    _console.print(f"{len(flaws)} flaws in {', '.join(path.name for path in paths) or f'no file of {cases}'}")
    if not data and REAL.paths(cases):
        _console.print(f"not checked: the gold of {', '.join(REAL.files)}, as no --data was given", soft_wrap=True)
    if flaws:
        raise typer.Exit(1)


@app.command()
def calibrate(
    cases: Annotated[Path, typer.Option(help="Folder of the case files.")] = CASES,
    save: Annotated[bool, typer.Option(help="Keep what was grown: the product uses it from then on.")] = False,
) -> None:
    """Grow the trees that say how sure an answer is; print the curve over notices that they did not learn from."""
    # Deferred: see `run`.
    from assistant.confidence import FILE, RATED, UNRATED
    from assistant.forest import save as save_forests
    from assistant.measures import NAMES
    from eval.calibrate import tell_unseen, trades
    from eval.forest import grow
    from eval.samples import all_samples, stacked, unrated

    rated = all_samples(cases)
    samples = {RATED: rated, UNRATED: [unrated(sample) for sample in rated]}
    for name, of_name in samples.items():
        told = tell_unseen(of_name)
        right, none = sum(one.is_right for one in told), sum(not one.answerable for one in told)
        _console.print(f"{name}: {len(told)} questions, of {right} the best evidence is right, {none} unanswerable")
        for trade in trades(told):
            _console.print(
                f"  from {trade.threshold:.2f}: {trade.withheld} right answers withheld, {trade.wrong} wrong ones "
                f"given, {trade.answered_unanswerable} unanswerable questions answered"
            )
    if save:
        save_forests(FILE, {name: grow(*stacked(of_name)) for name, of_name in samples.items()}, NAMES)


@app.command()
def bench(
    data: Annotated[Path, typer.Option(help="Folder of the laws, the questions about them and the reports.")] = Path(
        "../shared/data"
    ),
    sizes: Annotated[str, typer.Option(help="Numbers of articles of law, with commas between.")] = "100,5000,58000",
    questions: Annotated[int, typer.Option(min=1, help="How many questions are timed over each corpus.")] = 60,
    reports: Annotated[int, typer.Option(min=0, help="How many reports stand for all of them; 0 for none.")] = 30,
    results: Annotated[Path, typer.Option(help="Folder for the JSON file.")] = RESULTS,
) -> None:
    """Time encoding, building and searching, and weigh memory and disk, beside two references of the same run."""
    # Deferred: see `run`.
    from eval.bench import Plan, bench_record, machine_record, run_bench, shown
    from eval.bench_figure import Measured
    from eval.bench_limit import verdicts
    from eval.bench_worker import WorkerFailed
    from eval.report import current_commit, write_json

    if not all(size.strip().isdecimal() and int(size) for size in sizes.split(",")):
        _fail(f"--sizes {sizes}: expected whole numbers above 0 with commas between, as in 100,5000,58000.")
    commit, machine, found = current_commit(Path(__file__).parent), machine_record(), []
    cases = tuple(load_cases(CASES / "tuned.jsonl"))
    _console.print(", ".join(f"{name}: {value}" for name, value in machine.items()), highlight=False)
    try:
        for one in run_bench(Plan(CORPUS, cases, data, tuple(map(int, sizes.split(","))), questions, reports)):
            found.append(one)
            _console.print(*shown(one), sep="\n", highlight=False)
    except WorkerFailed as error:
        _fail(str(error))
    limits = verdicts([one for one in found if isinstance(one, Measured)])
    for limit in limits:
        _console.print(str(limit), markup=False, highlight=False, soft_wrap=True)
    out = results / f"bench-{commit}.json"
    write_json(out, bench_record(commit, machine, found, limits))
    _console.print(f"written: {out}")


@app.command()
def retrieval(
    data: Annotated[Path, typer.Option(help="Folder of laws_md.tar.xz and reports_md.tar.xz.")],
    benchmark: Annotated[
        Literal["stard", "development"],
        typer.Option(
            help="Laypeople's questions about 58,000 articles of law, or the encoder's development questions."
        ),
    ] = "stard",
    questions: Annotated[
        Path | None,
        typer.Option(help="Questions in the form of stard_train.jsonl; without it, that file's development part."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON on the last line.")] = False,
) -> None:
    """Measure the product's search beside its vectors alone, its keywords alone and BM25."""
    # Deferred: see `run`.
    from eval.development import read_development, shared_pairs
    from eval.retrieval import grid_of, measure_retrieval, record_of
    from eval.stard import read_benchmark
    from index.progress import progress_bar

    try:
        stard = benchmark == "stard"
        read = {"stard": read_benchmark(data, questions)} if stard else read_development(data)
    except (OSError, ValueError) as error:
        _fail(f"{error}. --data names the folder of the archives, --questions a file like stard_train.jsonl.")
    with TemporaryDirectory() as folder, progress_bar(_errors) as progress:
        figures = measure_retrieval(read, Path(folder), progress)
    for name, one in figures.items():
        _console.print(grid_of(name, read[name], one).to_rich())
        _console.print(f"{shared_pairs(read[name]):.0%} of a question's character pairs stand in its clause (mean)")
    if as_json:
        records = {name: record_of(one) for name, one in figures.items()}
        typer.echo(json.dumps(records["stard"] if stard else records))


def _fail(message: str) -> NoReturn:
    _errors.print(message, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
