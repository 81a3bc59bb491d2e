"""Show what is read from a file: `python -m corpus show FILE [--json] [--facts]`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.reading import Reading

app = typer.Typer(
    help="Read notices.",
    no_args_is_help=True,
    add_completion=False,
    # Drawing boxes around the help would take longer to load than all the rest.
    rich_markup_mode=None,
)


@app.callback()
def main() -> None:
    """Read notices."""


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


def to_json(reading: Reading) -> str:
    """Return a reading as JSON: {"notice", "clauses", "facts"}."""
    return json.dumps(dataclasses.asdict(reading), ensure_ascii=False, indent=1, default=_plain)


def _outline(reading: Reading) -> str:
    notice = reading.notice
    unknown = "（未识别）"
    lines = [
        notice.title,
        f"  文号 {notice.doc_number or '（未印）'}  发文机关 {notice.issuer or unknown}"
        f"  日期 {notice.issued_on or unknown}  地区 {'/'.join(notice.region) or unknown}",
    ]
    lines += [f"  ! {problem.message}" for problem in notice.problems]
    for clause in reading.clauses:
        words = clause.heading or " ".join(clause.own_text.split())[:40]
        lines.append(f"{'  ' * len(clause.path)}{clause.marker or clause.path[-1]} {words}")
    return "\n".join(lines)


def _facts(reading: Reading) -> str:
    # Comes with reading, which is loaded only when a file is shown.
    from corpus.facts.year import full_date

    labels = {clause.id: clause.label for clause in reading.clauses}
    text = reading.notice.text
    rows = [("kind", "value", "qualifier", "subject", "trigger", "words", "clause", "note")]
    for f in reading.facts:
        value, note = full_date(f, reading.notice)
        words = "".join(text[f.start : f.end].split())
        subject = "".join(f.subject.split())
        rows.append((f.kind, value + f.unit, f.qualifier, subject, f.trigger, words, labels[f.clause_id], note))
    return "\n".join("\t".join(row).rstrip() for row in rows)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A notice in any known format.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print notice, clauses and facts as JSON.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="Print the facts, one a line, instead of the tree.")] = False,
) -> None:
    """Show the clause tree of FILE."""
    # The patterns and tables behind reading take half a second to load; `--help` and wrong usage do without.
    from corpus.reading import read_file

    try:
        reading = read_file(file)
    except CorpusError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)
    typer.echo(to_json(reading) if as_json else _facts(reading) if facts else _outline(reading))


if __name__ == "__main__":
    app()
