"""While syncs and rebuilds go on, every question is answered, and wholly from one generation."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from fault_builders import ENCODER, PLACES, QUESTIONS, bears, context, rounds, word_of, write_round

from index import Index, build, sync

Stopped = Callable[[], bool]


def ask(folder: Path, wanted: int, stopped: Stopped) -> tuple[int, set[int], list[str]]:
    """Ask an open index, refreshing it now and then, until `wanted` questions are asked and the syncs are over.

    Returns:
        how many were asked, the rounds that answered, and what went wrong.
    """
    index, seen, wrong, asked = Index.open(folder, ENCODER), set[int](), list[str](), 0
    words = {word_of(number): number for number in range(1000)}
    while not wrong and (asked < wanted or not stopped()):
        if asked % 3 == 2:
            index.refresh()
        hits = index.search(QUESTIONS[asked % len(QUESTIONS)], limit=30)
        asked += 1
        texts = [hit.clause.own_text for hit in hits]
        found = {number for text in texts for number in _rounds_in(text, words)}
        if len(found) != 1:
            wrong.append(f"question {asked}: rounds {sorted(found)} in {len(texts)} clauses")
            continue
        (number,) = found
        if not all(bears(text, word_of(number)) for text in texts):
            wrong.append(f"question {asked}: a clause without the word of round {number}")
        seen.add(number)
    return asked, seen, wrong


def _rounds_in(text: str, words: dict[str, int]) -> Iterable[int]:
    at = text.find("甲")
    return {words[text[at : at + 6]]} if text[at : at + 6] in words else set()


def read_only_process(folder: Path, wanted: int, ended: Event, told: Path) -> None:
    """Ask in a process of its own, and write down what came of it."""
    asked, seen, wrong = ask(folder, wanted, ended.is_set)
    told.write_text(f"{asked} {len(seen)} {wrong}", encoding="utf-8")


@pytest.mark.timeout(3600)
def test_no_question_fails_and_none_mixes_generations(tmp_path: Path) -> None:
    wanted = rounds(15) * 10
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    build(corpus, folder, ENCODER)
    ended = context().Event()
    tolds = [tmp_path / f"reader{number}" for number in range(2)]
    others = [context().Process(target=read_only_process, args=(folder, wanted, ended, told)) for told in tolds]
    for other in others:
        other.start()
    asked: list[tuple[int, set[int], list[str]]] = []
    thread = threading.Thread(target=lambda: asked.append(ask(folder, wanted, ended.is_set)))
    thread.start()
    changes = _change(corpus, folder, rounds(6) // 5 + 5)
    ended.set()
    thread.join()
    for other in others:
        other.join()
    ((count, seen, wrong),) = asked
    print(
        f"{changes} syncs and builds; {count} questions in {len(seen)} generations;"
        f" other processes: {[one.read_text(encoding='utf-8') for one in tolds]}"
    )
    assert (wrong, count >= wanted, len(seen) > 1) == ([], True, True)
    for told in tolds:
        text = told.read_text(encoding="utf-8")
        assert text.endswith(" []"), text
        assert int(text.split()[0]) >= wanted


def _change(corpus: Path, folder: Path, times: int) -> int:
    """Sync and build so often, each time from other words, and return how often."""
    for number in range(1, times + 1):
        write_round(corpus, number)
        (build if number % 4 == 0 else sync)(corpus, folder, ENCODER)
    return times


def test_a_reader_that_fell_behind_answers_from_what_it_opened(tmp_path: Path) -> None:
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    build(corpus, folder, ENCODER)
    index = Index.open(folder, ENCODER)
    _change(corpus, folder, 3)
    assert {hit.clause.notice_id for hit in index.search("培训", limit=50)} == set(index.notices)
    assert all(word_of(0) in one.text for one in index.notices.values())
    assert index.refresh() and len(index.notices) == len(PLACES)
    assert all(word_of(3) in one.text for one in index.notices.values())
