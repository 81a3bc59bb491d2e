"""A process that is killed at any moment of a build, a sync or a switch leaves what served before."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fault_builders import (
    ENCODER,
    PLACES,
    Answers,
    Run,
    bears,
    draws,
    kill_after,
    rounds,
    run_build,
    run_sync,
    served,
    start,
    wait_for,
    word_of,
    write_round,
)

from index import build, sync
from index.generation import kept_names, read_manifest

ENDED = frozenset({"end"})


def test_a_kill_at_any_moment_leaves_the_old_generation_or_the_new_one(tmp_path: Path) -> None:
    random, hit = draws(), Counter[str]()
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    build(corpus, folder, ENCODER)
    # The first process loads what the later ones find loaded.
    _lengths(corpus, folder, 0, tmp_path / "stages")
    whole, last = _lengths(corpus, folder, 1, tmp_path / "stages")
    for number in range(2, rounds(6) + 2):
        write_round(corpus, number)
        before = served(folder)
        run = start(run_build if number % 3 == 2 else run_sync, corpus, folder, tmp_path / "stages")
        hit[_kill(run, random.uniform(0, 1), whole, last, at_the_switch=number % 4 == 3)] += 1
        _check(before, folder, number)
        sync(corpus, folder, ENCODER)
        _check_whole(folder, number)
    print(f"run of {whole:.2f} s, switch of {last:.3f} s; killed in {dict(hit)}")
    assert hit.total() == rounds(6)
    assert hit.total() > hit["end"], "no process was killed before its end"


def test_a_first_build_that_is_killed_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    for stage in ("begin", "read", "embed", "store"):
        run = start(run_build, corpus, folder, tmp_path / "stages")
        wait_for(run, frozenset({stage, "switch", "end"}))
        kill_after(run, 0)
    sync(corpus, folder, ENCODER)
    _check_whole(folder, 0)


def _lengths(corpus: Path, folder: Path, number: int, stages: Path) -> tuple[float, float]:
    """Return how many seconds a sync takes from its beginning, and how many of them are the switch."""
    write_round(corpus, number)
    run = start(run_sync, corpus, folder, stages)
    wait_for(run, frozenset({"begin", "read", "embed"}))
    before = wait_for(run, frozenset({"switch", "end"}))
    last = wait_for(run, ENDED)
    run.process.join()
    return before + last, max(last, 0.002)


def _kill(run: Run, part: float, whole: float, last: float, *, at_the_switch: bool) -> str:
    """Kill at this part of the run, or of its last stage, and return the stage."""
    wait_for(
        run, frozenset({"switch", "end"}) if at_the_switch else frozenset({"begin", "read", "embed", "switch", "end"})
    )
    return kill_after(run, part * (last if at_the_switch else whole))


def _check(before: tuple[str, Answers], folder: Path, number: int) -> None:
    now = served(folder)
    if now[0] == before[0]:
        assert now[1] == before[1], "the old generation answers otherwise"
    else:
        words = [text for found in now[1].values() for _, text in found]
        assert words and all(bears(text, word_of(number)) for text in words), "half of a generation serves"


def _check_whole(folder: Path, number: int) -> None:
    """Fail where a notice is missing or of another round, or what a killed process left is still there."""
    _, found = served(folder)
    assert all(bears(text, word_of(number)) for hits in found.values() for _, text in hits)
    assert len(read_manifest(folder).live) == len(PLACES)
    needed = {segment for name in kept_names(folder) for segment in read_manifest(folder, name).segments}
    assert {path.name for path in (folder / "segments").iterdir()} == needed
    assert list(folder.rglob("*.new")) == []
