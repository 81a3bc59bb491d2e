"""A process that reads files for another one: what makes a reader loop, swell or crash costs one file only.

It takes requests as pickles from standard input and answers on standard output. `corpus.guard` is its other side.
"""

from __future__ import annotations

import os
import pickle
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from corpus.catalogue import Entry
from corpus.file import FileChanges, FileRead, read_whole

MOST_MEMORY = 6 * 2**30
"""Address space of one reader, in bytes: recognition maps three gigabytes and uses one."""

Request = tuple[Path, str, Mapping[str, Entry]]
Reply = FileRead | str
"""What was read; else a word for why not: GONE, CHANGES, MEMORY or DEPTH."""

GONE, CHANGES, MEMORY, DEPTH = "gone", "changes", "memory", "depth"


def answer(request: Request) -> Reply:
    """Return what the file of a request holds, or why that cannot be said."""
    try:
        return read_whole(*request)
    except FileNotFoundError:
        return GONE
    except FileChanges:
        return CHANGES
    except MemoryError:
        return MEMORY
    except RecursionError:
        return DEPTH


def main() -> None:
    """Answer requests until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library prints must not come between the answers.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            request: Request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(answer(request), replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()


if __name__ == "__main__":
    main()
