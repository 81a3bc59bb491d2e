"""The console: the command line's options, what it prints, and how it tells of errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from corpus.errors import CorpusError
from index.errors import SearchIndexError

if TYPE_CHECKING:
    from index.encoder import Encoder

CorpusDir = Annotated[Path, typer.Option("--corpus", help="Folder of notices.")]
IndexDir = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
EncoderName = Annotated[str | None, typer.Option("--encoder", help="bundled, path:FOLDER, hub:NAME or openai:MODEL.")]

CORPUS = Path("corpus/notices")
INDEX = Path(".index")

app = typer.Typer(
    help="Build, search and keep the index of the notices.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Drawing boxes around the help would take longer to load than all the rest.
    rich_markup_mode=None,
)
errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
_output = Console(highlight=False, markup=False, soft_wrap=True)


def show(data: object, text: str, *, as_json: bool) -> None:
    """Print `data` as JSON or `text`."""
    _output.print(json.dumps(data, ensure_ascii=False) if as_json else text)


@contextmanager
def reported() -> Iterator[None]:
    """Turn what the keeper can mend into one line and exit code 1."""
    try:
        yield
    except (SearchIndexError, CorpusError) as error:
        errors.print(f"error: {error}")
        raise typer.Exit(1) from error


def encoder_named(name: str | None) -> Encoder | None:
    """Return the encoder that was asked for, None where the index is to say which."""
    if name is None:
        return None
    # Embedding takes a second to load; `--help` and wrong usage do without.
    from index.encoder import open_encoder

    return open_encoder(name)
