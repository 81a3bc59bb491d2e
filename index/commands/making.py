"""Making: build, sync, watch, upgrade and rollback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from index.commands.console import (
    CORPUS,
    INDEX,
    AsJson,
    CorpusDir,
    EncoderName,
    IndexDir,
    app,
    encoder_named,
    errors,
    reported,
    show,
)
from index.errors import SearchIndexError

if TYPE_CHECKING:
    from index.building import BuildSummary


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

    with reported():
        if not corpus.is_dir():
            raise CorpusError(f"{corpus}: no such folder; expected a folder of notices. Give one with --corpus.")
        for outcome in follow(corpus, index, encoder_named(encoder)):
            if isinstance(outcome, SearchIndexError | CorpusError):
                errors.print(f"error: {outcome}")
            else:
                show(asdict(outcome), _told(outcome), as_json=as_json)


@app.command("upgrade")
def upgrade_command(
    corpus: CorpusDir = CORPUS, index: IndexDir = INDEX, encoder: EncoderName = None, as_json: AsJson = False
) -> None:
    """Rebuild an index that an earlier version of this program made; the earlier generation is kept."""
    # As in `build_command`.
    from index.upgrade import upgrade

    _write(upgrade, corpus, index, encoder, as_json=as_json)


@app.command("rollback")
def rollback_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Let the generation before the current one serve again."""
    # As in `build_command`.
    from index.generation import rollback

    with reported():
        name = rollback(index)
        show({"generation": name}, f"generation {name} serves", as_json=as_json)


def _write(
    make: Callable[..., BuildSummary | None], corpus: Path, index: Path, encoder: str | None, *, as_json: bool
) -> None:
    # As in `build_command`.
    from index.progress import progress_bar

    with reported():
        with progress_bar(errors) as progress:
            summary = make(corpus, index, encoder_named(encoder), progress)
        if summary is None:
            show(None, "nothing to do: the index is of this version already", as_json=as_json)
            return
        for one in summary.unreadable:
            errors.print(f"not read: {one.name}: {one.reason}. {one.remedy}")
        show(asdict(summary), _told(summary), as_json=as_json)


def _told(summary: BuildSummary) -> str:
    return (
        f"generation {summary.generation}: {len(summary.added)} added, {len(summary.changed)} changed, "
        f"{len(summary.removed)} removed, {summary.unchanged} unchanged, {len(summary.unreadable)} not read, "
        f"{summary.embedded} sentences embedded, {summary.segments} segments, {summary.seconds:.1f} s"
    )
