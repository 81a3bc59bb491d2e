"""Watching: the index follows its corpus folder."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

from watchfiles import Change, watch

from corpus import CorpusError
from corpus.guard import Readers
from index.building import BuildSummary, sync
from index.encoder import Encoder
from index.errors import IndexBusy, SearchIndexError, WriteFailed
from index.segment import Progress

TICK_SECONDS = 2.0
"""After so long what came at a wrong moment is tried again."""
LOOK_SECONDS = 60.0
"""After so long the folder is looked through unasked: some file systems, such as a network's, tell of no change."""
DEBOUNCE_SECONDS = 1.0
"""Changes that follow each other are waited for at most so long, for a folder is copied file by file."""

Outcome = BuildSummary | SearchIndexError | CorpusError


def follow(
    corpus_dir: Path,
    index_dir: Path,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of a sync now and after every change in `corpus_dir`, until interrupted or `stop` is set.

    What goes wrong is yielded, not raised: the keeper may mend it while the watch goes on. Where another process
    writes the index, or a file was still being written to, the sync is tried again. The folder is also looked through
    from time to time, and the outcome yielded where that found something.
    """
    with Readers(1) as readers:

        def synced() -> Outcome:
            try:
                return sync(corpus_dir, index_dir, encoder, progress, readers)
            except (SearchIndexError, CorpusError) as error:
                return error

        latest = synced()
        looked = time.monotonic()
        yield latest
        for changes in watch(
            corpus_dir,
            watch_filter=_is_wanted,
            debounce=int(DEBOUNCE_SECONDS * 1000),
            stop_event=stop,
            rust_timeout=int(TICK_SECONDS * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if not (changes or _is_wrong_moment(latest) or time.monotonic() - looked >= LOOK_SECONDS):
                continue
            before, latest = latest, synced()
            looked = time.monotonic()
            if changes or _differs(before, latest):
                yield latest


def keep_up(follow_now: Generator[Outcome, None, None], tell: Callable[[Outcome], None]) -> threading.Thread:
    """Return a started thread that hands every outcome of `follow_now` to `tell`; it ends with its watch."""

    def run() -> None:
        for outcome in follow_now:
            tell(outcome)

    thread = threading.Thread(target=run, name="corpus watch", daemon=True)
    thread.start()
    return thread


def _is_wanted(_: Change, path: str) -> bool:
    """Whether a change may be that of a notice: not of what systems and office programs leave beside a file."""
    return not Path(path).name.startswith((".", "~$"))


def _is_wrong_moment(outcome: Outcome) -> bool:
    """Whether the same sync may go well a little later."""
    if isinstance(outcome, BuildSummary):
        return any("changes while" in one.reason for one in outcome.unreadable)
    return isinstance(outcome, IndexBusy | WriteFailed)


def _differs(before: Outcome, after: Outcome) -> bool:
    if isinstance(before, BuildSummary) and isinstance(after, BuildSummary):
        return before.generation != after.generation
    return type(before) is not type(after) or str(before) != str(after)
