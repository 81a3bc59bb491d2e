"""Asking: status and search."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from index.commands.console import INDEX, AsJson, EncoderName, IndexDir, app, encoder_named, reported, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.generation import Unread
    from index.held import Held
    from index.index import Status

# The modes of index.retrieve, which takes too long to load for `--help`; the call of `search` compares them.
Mode = Literal["fused", "dense", "keyword"]


@app.command("status")
def status_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Say what the index holds, what has problems, what took another's place, and what could not be read."""
    # Reading, embedding and searching take a second to load, here and below; `--help` and wrong usage do without.
    from index.held import read_held
    from index.index import Index

    with reported():
        status = Index.open(index).status()
        held = read_held(index, status.generation)
        data = asdict(status) | {"held": [asdict(one) for one in held]}
        show(data, "\n".join(_lines(status, held)), as_json=as_json)


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
    # As in `status_command`.
    from index.index import Index

    with reported():
        opened = Index.open(index, encoder_named(encoder))
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
        show(rows, "\n".join(lines) or "nothing found", as_json=as_json)


def _lines(status: Status, held: Sequence[Held]) -> Iterator[str]:
    """Yield the figures, then the notices, then what is to be looked after."""
    figures = asdict(status)
    del figures["unreadable"]
    yield from (f"{key}: {value}" for key, value in figures.items())
    for one in held:
        sources = ", ".join(one.sources)
        yield f"held: {one.id}  {one.title}  {one.doc_number or '-'}  {one.issued_on or '-'}  {sources}"
    yield from (f"problem: {one.id}: {problem.message}" for one in held for problem in one.problems)
    yield from (f"superseded: {one.id} by {one.superseded_by}" for one in held if one.superseded_by)
    yield from map(_unread, status.unreadable)


def _unread(one: Unread) -> str:
    stands = "its earlier content stands" if one.stands else "nothing of it is searched"
    return f"unreadable: {one.name}: {one.reason}. {one.remedy} ({stands})"
