"""The progress of a build on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import TaskID

from index.segment import Progress


@contextmanager
def progress_bar(console: Console) -> Iterator[Progress]:
    """Yield what to give to a build as `progress`: one bar a stage on `console`, gone when the build is done."""
    with Bar(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield progress
