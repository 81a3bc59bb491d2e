"""Exchange: a folder takes the place of another at one stroke where the system can do that."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_HERE = -100
_SWAP = 2


def put_all_in_place(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Do what `put_in_place` does with pairs of folders, all or none.

    Raises:
        OSError: if one cannot be put in place; all are then where they were.
    """
    for at, (fresh, place) in enumerate(pairs):
        try:
            put_in_place(fresh, place)
        except OSError:
            for done, back in reversed(pairs[:at]):
                if done.exists():
                    put_in_place(done, back)
                else:
                    back.rename(done)
            raise


def put_in_place(fresh: Path, place: Path) -> None:
    """Put the folder `fresh` where `place` is; what was there is then at `fresh`, where anything was.

    Raises:
        OSError: if it cannot be done; both are then where they were.
    """
    if not place.exists():
        fresh.rename(place)
    elif not _swapped(fresh, place):
        _swap_in_steps(fresh, place)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders at one stroke, and return whether the system could."""
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    try:
        swap = system.renameat2
    except AttributeError:
        return False
    return bool(swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0)


def _swap_in_steps(fresh: Path, place: Path) -> None:
    """Exchange two folders; whoever is killed between the steps finds the earlier one beside, under a telling name."""
    aside = place.with_name(place.name + ".before-restore")
    place.rename(aside)
    try:
        fresh.rename(place)
    except OSError:
        aside.rename(place)
        raise
    aside.rename(fresh)
