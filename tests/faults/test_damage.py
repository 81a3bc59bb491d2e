"""A damaged file of an index is mended or named with what to do; nothing that was read is lost by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fault_builders import ENCODER, PLACES, Answers, served, text_of, word_of, write_round

from index import Index, build, sync
from index.cache import FILE_NAME
from index.errors import IndexDamaged
from index.generation import CURRENT, kept_names
from index.intact import CHROMA

Harm = Callable[[Path], object]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_round(tmp_path / "corpus", 0)


@pytest.fixture
def folder(corpus: Path, tmp_path: Path) -> Path:
    build(corpus, tmp_path / "index", ENCODER)
    return tmp_path / "index"


def segment(folder: Path) -> Path:
    """Return the folder of the only segment."""
    (found,) = (folder / "segments").iterdir()
    return found


def manifest(folder: Path) -> Path:
    """Return the manifest that serves."""
    return folder / "generations" / f"{kept_names(folder)[-1]}.json"


def cut(path: Path, part: float = 0.5) -> None:
    """Keep the first part of a file."""
    os.truncate(path, int(path.stat().st_size * part))


def spoil(path: Path) -> None:
    """Overwrite a file with what means nothing, in its length."""
    path.write_bytes(b"\xa5" * path.stat().st_size)


STOPS: dict[str, Harm] = {
    "vectors cut off": lambda f: cut(segment(f) / "vectors.npy"),
    "vectors empty": lambda f: cut(segment(f) / "vectors.npy", 0),
    "readings cut off": lambda f: cut(segment(f) / "readings.jsonl"),
    "layout cut off": lambda f: cut(segment(f) / "layout.json"),
    "rows missing": lambda f: (segment(f) / "rows.npy").unlink(),
    "segment missing": lambda f: shutil.rmtree(segment(f)),
    "store missing": lambda f: shutil.rmtree(segment(f) / CHROMA),
    "manifest cut off": lambda f: cut(manifest(f)),
    "manifest empty": lambda f: cut(manifest(f), 0),
    "manifest of bytes": lambda f: spoil(manifest(f)),
    "manifest missing": lambda f: manifest(f).unlink(),
    "current empty": lambda f: cut(f / CURRENT, 0),
    "current of bytes": lambda f: spoil(f / CURRENT),
}


@pytest.mark.parametrize("harm", [pytest.param(harm, id=name) for name, harm in STOPS.items()])
def test_what_serves_is_named_and_a_build_mends_it(corpus: Path, folder: Path, harm: Harm) -> None:
    _, before = served(folder)
    harm(folder)
    with pytest.raises(IndexDamaged, match="python -m index build"):
        Index.open(folder, ENCODER)
    (corpus / "1.txt").write_text(text_of(PLACES[0], 1, word_of(1)), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="python -m index build"):
        sync(corpus, folder, ENCODER)
    write_round(corpus, 0)
    build(corpus, folder, ENCODER)
    assert served(folder)[1] == before
    assert sync(corpus, folder, ENCODER).unchanged == len(PLACES)


@pytest.mark.parametrize("harm", [pytest.param(harm, id=name) for name, harm in STOPS.items()])
def test_the_command_names_it_without_a_traceback(corpus: Path, tmp_path: Path, harm: Harm) -> None:
    folder = tmp_path / "bundled"
    build(corpus, folder)
    harm(folder)
    done = subprocess.run(
        [sys.executable, "-m", "index", "status", "--index", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "error:" in done.stderr and "Traceback" not in done.stderr and "index build" in done.stderr


@pytest.mark.parametrize("part", [0, 0.5])
def test_a_damaged_store_lets_exact_search_answer(corpus: Path, folder: Path, part: float) -> None:
    before = served(folder)
    files = [path for path in (segment(folder) / CHROMA).rglob("*") if path.is_file()]
    assert files
    for path in files:
        cut(path, part)
    assert served(folder) == before
    index = Index.open(folder, ENCODER)
    with pytest.raises(IndexDamaged, match="python -m index build"):
        _ask_store(index)
    assert by_store(index)
    build(corpus, folder, ENCODER)
    assert served(folder)[1] == before[1]


def _ask_store(index: Index) -> None:
    for one in index._state.segments.values():
        one.store.nearest(ENCODER.encode_queries(["培训"])[0], 3)


def by_store(index: Index) -> bool:
    """Whether a search that would ask the store has an answer."""
    found = index._state.searcher.nearest_by_store(ENCODER.encode_queries(["培训"])[0], 3)
    return any(scores.any() for scores in found)


@pytest.mark.parametrize("harm", [cut, spoil, lambda path: cut(path, 0), Path.unlink])
@pytest.mark.parametrize("place", ["records", FILE_NAME])
def test_what_only_saves_time_is_made_anew(corpus: Path, folder: Path, place: str, harm: Harm) -> None:
    before: Answers = served(folder)[1]
    target = folder / place
    (path,) = target.iterdir() if target.is_dir() else (target,)
    harm(path)
    assert served(folder)[1] == before
    summary = sync(corpus, folder, ENCODER)
    assert (summary.added, summary.removed, summary.unchanged) == ((), (), len(PLACES))
    write_round(corpus, 1)
    assert len(sync(corpus, folder, ENCODER).changed) == len(PLACES)
    assert word_of(1) in str(served(folder))


@pytest.mark.parametrize("make", [build, sync])
def test_a_cache_cut_within_its_pages_is_made_anew(corpus: Path, folder: Path, make: Callable[..., object]) -> None:
    with (folder / FILE_NAME).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 65536)
    write_round(corpus, 1)
    make(corpus, folder, ENCODER)
    assert word_of(1) in str(served(folder))
