"""Keeping: backup, restore, gc and doctor."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from index.commands.console import CORPUS, INDEX, AsJson, CorpusDir, IndexDir, app, errors, reported, show


@app.command("backup")
def backup_command(
    to: Annotated[Path, typer.Option("--to", help="The archive to write, such as backup.tar.gz.")],
    corpus: CorpusDir = CORPUS,
    index: IndexDir = INDEX,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep the embedding cache too.")] = True,
    as_json: AsJson = False,
) -> None:
    """Write the notices and the index into one archive."""
    # What reads records takes a while to load, here and below; `--help` and wrong usage do without.
    from index.backup import back_up

    with reported():
        made = back_up(to, corpus, index, with_cache=cache)
        for name in made.left_out:
            errors.print(f"left out: {name}: it bears a secrecy mark. Take it out of the corpus folder.")
        size = to.stat().st_size
        data = {"file": str(to), "bytes": size, "generation": made.generation, "files": len(made.members)}
        data["left_out"] = list(made.left_out)
        show(data, f"{to}: generation {made.generation}, {len(made.members)} files, {size} bytes", as_json=as_json)


@app.command("restore")
def restore_command(
    file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote.")],
    corpus: CorpusDir = CORPUS,
    index: IndexDir = INDEX,
    replace: Annotated[bool, typer.Option("--replace", help="Delete what else the two folders hold.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put the notices and the index of an archive in place."""
    # As in `backup_command`.
    from index.restore import restore

    with reported():
        done = restore(file, corpus, index, replace=replace)
        text = (
            f"generation {done.generation} serves: {done.corpus_files} files in {corpus}, {done.index_files} in {index}"
        )
        show(asdict(done), text, as_json=as_json)


@app.command("gc")
def gc_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Delete what no kept generation needs and what killed runs left."""
    # As in `backup_command`.
    from index.garbage import collect

    with reported():
        deleted = collect(index)
        total = sum(one.size for one in deleted)
        lines = [f"deleted: {one.name} ({one.size} bytes)" for one in deleted]
        lines.append(f"{len(deleted)} deleted, {total} bytes")
        data = {"deleted": [asdict(one) for one in deleted], "bytes": total}
        show(data, "\n".join(lines), as_json=as_json)


@app.command("doctor")
def doctor_command(corpus: CorpusDir = CORPUS, index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Say what is wrong with this installation, and what to do; ends with code 1 where something is."""
    # As in `backup_command`.
    from index.doctor.examination import examine

    findings = examine(corpus, index, dt.datetime.now(dt.UTC))
    wrong = sum(one.wrong for one in findings)
    lines = [f"{'wrong' if one.wrong else 'note'}: {one.check}: {one.told}" for one in findings]
    data = {"wrong": wrong, "findings": [asdict(one) for one in findings]}
    show(data, "\n".join([*lines, f"{wrong} wrong" if wrong else "nothing wrong"]), as_json=as_json)
    if wrong:
        raise typer.Exit(1)
