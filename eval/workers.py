"""Workers: the processes that share an evaluation's work on a machine of two cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from unittest.mock import patch

from eval.bench_worker import THREADS

WORKERS = 2
"""How many run at a time."""


@contextmanager
def workers() -> Iterator[ProcessPoolExecutor]:
    """Yield a pool of `WORKERS` processes."""
    # Two on two cores: threads of their libraries would only be in each other's way. Spawned, for a forked child would
    # share the threads' locks of the libraries that the parent has loaded.
    with (
        patch.dict(os.environ, dict.fromkeys(THREADS, "1")),
        ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool,
    ):
        yield pool
