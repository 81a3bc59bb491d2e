"""The command line: python -m index build|sync|watch|status|search|rollback [--corpus DIR] [--index DIR] [--json]"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from corpus.errors import CorpusError
from index.errors import SearchIndexError

if TYPE_CHECKING:
    from index.building import BuildSummary
    from index.encoder import Encoder

CorpusDir = Annotated[Path, typer.Option("--corpus", help="Folder of notices.")]
IndexDir = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
EncoderName = Annotated[str | None, typer.Option("--encoder", help="bundled, path:FOLDER, hub:NAME or openai:MODEL.")]
# The modes of index.retrieve, which takes too long to load for `--help`; the call of `search` compares them.
Mode = Literal["fused", "dense", "keyword"]

CORPUS = Path("corpus/notices")
INDEX = Path(".index")

app = typer.Typer(
    help="Build and search the index of the notices.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Drawing boxes around the help would take longer to load than all the rest.
    rich_markup_mode=None,
)
_errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
_output = Console(highlight=False, markup=False, soft_wrap=True)


@app.command("build")
def build_command(
    corpus: CorpusDir = CORPUS, index: IndexDir = INDEX, encoder: EncoderName = None, as_json: AsJson = False
) -> None:
    """Read all notices into a new generation."""
    # Reading, embedding and searching take a second to load, here and below; `--help` and wrong usage do without.
    from index.building import build

    _write(build, corpus, index, encoder, as_json=as_json)


@app.command("sync")
def sync_command(
    corpus: CorpusDir = CORPUS, index: IndexDir = INDEX, encoder: EncoderName = None, as_json: AsJson = False
) -> None:
    """Take up new, changed and removed notices only."""
    # As in `build_command`.
    from index.building import sync

    _write(sync, corpus, index, encoder, as_json=as_json)


@app.command("watch")
def watch_command(
    corpus: CorpusDir = CORPUS, index: IndexDir = INDEX, encoder: EncoderName = None, as_json: AsJson = False
) -> None:
    """Sync now and after every change, until interrupted."""
    # As in `build_command`.
    from index.watch import follow

    with _reported():
        if not corpus.is_dir():
            raise CorpusError(f"{corpus}: no such folder; expected a folder of notices. Give one with --corpus.")
        for outcome in follow(corpus, index, _encoder(encoder)):
            if isinstance(outcome, SearchIndexError | CorpusError):
                _errors.print(f"error: {outcome}")
            else:
                _show(asdict(outcome), _told(outcome), as_json=as_json)


@app.command("status")
def status_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Say what the index holds."""
    # As in `build_command`.
    from index.index import Index

    with _reported():
        status = asdict(Index.open(index).status())
        lines = [f"{key}: {value}" for key, value in status.items() if key != "unreadable"]
        lines += [f"unreadable: {one['name']}: {one['reason']}. {one['remedy']}" for one in status["unreadable"]]
        _show(status, "\n".join(lines), as_json=as_json)


@app.command("search")
def search_command(
    query: Annotated[list[str], typer.Argument(help="What to look for.")],
    index: IndexDir = INDEX,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many clauses at most.")] = 10,
    mode: Annotated[Mode, typer.Option("--mode", help="By meaning and words, by meaning, or by words.")] = "fused",
    notices: Annotated[list[str] | None, typer.Option("--notice", help="Search this notice only; repeatable.")] = None,
    encoder: EncoderName = None,
    as_json: AsJson = False,
) -> None:
    """Print the clauses that fit a question best."""
    # As in `build_command`.
    from index.index import Index

    with _reported():
        opened = Index.open(index, _encoder(encoder))
        hits = opened.search(" ".join(query), limit=limit, notice_ids=notices or None, mode=mode)
        rows = [
            {
                "clause": hit.clause.id,
                "source": opened.notices[hit.clause.notice_id].source,
                "path": list(hit.clause.path),
                "score": hit.score,
                "sentence": opened.notices[hit.clause.notice_id].text[hit.sentence_start : hit.sentence_end],
                "sentence_start": hit.sentence_start,
                "sentence_end": hit.sentence_end,
            }
            for hit in hits
        ]
        lines = [f"{row['score']:.3f}  {row['clause']}  {row['sentence']}" for row in rows]
        _show(rows, "\n".join(lines) or "nothing found", as_json=as_json)


@app.command("rollback")
def rollback_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Let the generation before the current one serve again."""
    # As in `build_command`.
    from index.generation import rollback

    with _reported():
        name = rollback(index)
        _show({"generation": name}, f"generation {name} serves", as_json=as_json)


def _encoder(name: str | None) -> Encoder | None:
    """Return the encoder that was asked for, None where the index is to say which."""
    if name is None:
        return None
    # As in `build_command`.
    from index.encoder import open_encoder

    return open_encoder(name)


def _write(make: Callable[..., BuildSummary], corpus: Path, index: Path, encoder: str | None, *, as_json: bool) -> None:
    # As in `build_command`.
    from index.progress import progress_bar

    with _reported():
        with progress_bar(_errors) as progress:
            summary = make(corpus, index, _encoder(encoder), progress)
        for one in summary.unreadable:
            _errors.print(f"not read: {one.name}: {one.reason}. {one.remedy}")
        _show(asdict(summary), _told(summary), as_json=as_json)


def _told(summary: BuildSummary) -> str:
    return (
        f"generation {summary.generation}: {len(summary.added)} added, {len(summary.changed)} changed, "
        f"{len(summary.removed)} removed, {summary.unchanged} unchanged, {len(summary.unreadable)} not read, "
        f"{summary.embedded} sentences embedded, {summary.segments} segments, {summary.seconds:.1f} s"
    )


def _show(data: object, text: str, *, as_json: bool) -> None:
    _output.print(json.dumps(data, ensure_ascii=False) if as_json else text)


@contextmanager
def _reported() -> Iterator[None]:
    """Turn what the keeper can mend into one line and exit code 1."""
    try:
        yield
    except (SearchIndexError, CorpusError) as error:
        _errors.print(f"error: {error}")
        raise typer.Exit(1) from error


if __name__ == "__main__":
    app(prog_name="python -m index")
