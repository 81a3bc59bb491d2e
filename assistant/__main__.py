"""Ask on the command line: python -m assistant ask "…" [--index DIR] [--history "…"]… [--today DATE] [--json]"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import ExportError, QuestionError

app = typer.Typer(
    help="Answer questions about the notices.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Drawing boxes around the help would take longer to load than all the rest.
    rich_markup_mode=None,
)


@app.callback()
def main() -> None:
    """Answer questions about the notices."""


@app.command()
def ask(  # noqa: PLR0913, PLR0917  each is an option of the command
    question: Annotated[str, typer.Argument(help="The question, in Chinese or English.")],
    index: Annotated[Path, typer.Option("--index", help="Folder of the index.")] = Path(".index"),
    history: Annotated[
        list[str] | None, typer.Option("--history", help="An earlier question, oldest first; repeatable.")
    ] = None,
    today: Annotated[
        dt.datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="Answer as of this day.")
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option("--encoder", help="bundled, path:FOLDER, hub:NAME or openai:MODEL; the index's own if not given."),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Folder of the notices, for its holidays.tsv.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the fields of the answer as JSON.")] = False,
    save_to: Annotated[
        Path | None, typer.Option("--save", help="Also write it to a .docx, .md, .xlsx, .txt or .ics file.")
    ] = None,
) -> None:
    """Answer one question from the index, with the words of the clauses that prove it."""
    # The dictionaries and the index behind an answer take seconds; `--help` and wrong usage do without them.
    from assistant.assistant import Assistant
    from assistant.deadline.calendar import HolidayFileError, open_calendar
    from assistant.wire import answer_json
    from index.encoder import open_encoder
    from index.errors import SearchIndexError
    from index.index import Index

    try:
        opened = Index.open(index, open_encoder(encoder) if encoder else None)
        assistant = Assistant(opened, calendar=open_calendar(corpus))
        answer = assistant.answer(question, history or (), today.date() if today else None)
        if save_to:
            # Word and Excel files take libraries that no other question needs.
            from assistant.export.save import save

            save(answer, save_to, dt.datetime.now().astimezone(), opened)
    except (QuestionError, ExportError, SearchIndexError, HolidayFileError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps(answer_json(answer), ensure_ascii=False))
        return
    typer.echo(answer.text)


if __name__ == "__main__":
    app(prog_name="python -m assistant")
