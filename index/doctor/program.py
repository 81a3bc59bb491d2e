"""The program: Python, the packages, the bundled encoder and the clock."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.doctor.finding import Finding
from index.encoder import BUNDLED_FOLDER, BundledEncoder
from index.errors import SearchIndexError
from index.reranker import Reranker

PYTHON = (3, 11)
SUMS = BUNDLED_FOLDER.parent / "sums.json"
"""The SHA-256 of each file of the bundled encoder."""

_DISTRIBUTION = "mingbai"
_SETUP = "Run `make setup`, or install the program again."
# No clock that is right shows an earlier time.
_EARLIEST = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_DAY = dt.timedelta(days=1)


def check_python(version: Sequence[int]) -> Iterator[Finding]:
    """Yield what is wrong with the Python of that version."""
    if tuple(version[:2]) < PYTHON:
        found, wanted = (".".join(map(str, one)) for one in (version[:2], PYTHON))
        yield Finding("python", f"Python {found}; expected {wanted} or newer. Make .venv anew with a newer one.")


def requirements() -> tuple[str, ...]:
    """Return the packages that the program was installed with, as name==version.

    Raises:
        importlib.metadata.PackageNotFoundError: if it was not installed.
    """
    told = importlib.metadata.requires(_DISTRIBUTION) or []
    return tuple(one for one in told if "extra ==" not in one)


def check_packages(wanted: Sequence[str] | None = None) -> Iterator[Finding]:
    """Yield each package that is not there in its version, or that Python does not find; `requirements` if not given.

    A package is found without being loaded: what the checks of the index need is loaded there.
    """
    try:
        wanted = requirements() if wanted is None else wanted
    except importlib.metadata.PackageNotFoundError:
        yield Finding("packages", f"the program is not installed in this Python; expected it to be. {_SETUP}")
        return
    modules: dict[str, list[str]] = defaultdict(list)
    for module, owners in importlib.metadata.packages_distributions().items():
        for owner in owners:
            modules[_plain(owner)].append(module)
    for requirement in wanted:
        name, _, version = requirement.partition("==")
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield Finding("packages", f"{name} is not installed; expected {version}. {_SETUP}")
            continue
        if found.partition("+")[0] != version:
            yield Finding("packages", f"{name} is {found}; expected {version}. {_SETUP}")
        lost = [one for one in modules[_plain(name)] if one.isidentifier() and not _found(one)]
        if lost:
            yield Finding("packages", f"{name} lacks {', '.join(sorted(lost))}; expected it whole. {_SETUP}")


def check_encoder(folder: Path = BUNDLED_FOLDER, sums: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the files of the bundled encoder; `sums` are their SHA-256, as released if not given."""
    check = "encoder"
    if sums is None:
        sums = json.loads(SUMS.read_text(encoding="utf-8"))
    whole = True
    for name, expected in sums.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if found != expected:
            whole = False
            yield Finding(check, f"{path}: {found[:12]}; expected SHA-256 {expected[:12]}…. Install the program again.")
    if whole:
        # Only files that are as released are opened: what others make of the libraries is not known.
        try:
            Reranker.of(BundledEncoder(folder))
        except (SearchIndexError, ImportError, OSError, ValueError) as error:
            yield Finding(check, f"{folder}: it cannot be opened ({error}); expected an encoder. {_SETUP}")


def check_clock(now: dt.datetime, written: dt.datetime | None) -> Iterator[Finding]:
    """Yield what is wrong with the time `now`; `written` is when the index was made."""
    earliest = max(_EARLIEST, written - _DAY) if written else _EARLIEST
    if now < earliest:
        yield Finding(
            "clock",
            f"it is {now:%Y-%m-%d %H:%M} by this machine; expected a time after {earliest:%Y-%m-%d %H:%M}, or time "
            "limits are counted from a wrong day. Set the clock.",
        )


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _found(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
