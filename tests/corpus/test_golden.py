"""The clause trees of the five notices and of the twelve invented ones equal the trees that a reader wrote."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from corpus_builders import GOLDEN, golden, golden_source, squeeze

from corpus import read_file
from corpus.catalogue import Entry
from corpus.reading import Reading

TREES = sorted(path.name for path in GOLDEN.glob("*.json") if ".facts." not in path.name)
_SHOWN = 10


def _rows(reading: Reading) -> list[tuple[object, ...]]:
    return [
        ("/".join(c.path), squeeze(c.marker), squeeze(c.heading), squeeze(c.own_text), c.is_leaf)
        for c in reading.clauses
    ]


def test_there_is_a_tree_for_each_of_the_seventeen_notices() -> None:
    assert len(TREES) == 17


@pytest.mark.parametrize("name", TREES)
def test_the_clauses_equal_the_golden_tree(name: str) -> None:
    reading = read_file(golden_source(name))
    expected = [
        (c["path"], squeeze(c["marker"]), squeeze(c["heading"]), squeeze(c["begins"]), squeeze(c["ends"]), c["is_leaf"])
        for c in golden(name)["clauses"]
    ]
    read = []
    for row, want in zip_longest(_rows(reading), expected):
        path, marker, heading, own, leaf = row or ("", "", "", "", False)
        begins, ends = (want[3], want[4]) if want else ("", "")
        own = str(own)
        read.append((path, marker, heading, own[: len(begins)], own[-len(ends) :] if ends else "", leaf))
    wrong = [(got, want) for got, want in zip_longest(read, expected) if got != want]
    assert wrong == [], f"{len(wrong)} clauses differ, the first (read, golden): {wrong[:_SHOWN]}"


@pytest.mark.parametrize("name", TREES)
def test_the_header_equals_the_golden_header(name: str) -> None:
    notice, want = read_file(golden_source(name)).notice, golden(name)
    issued_on = notice.issued_on.isoformat() if notice.issued_on else None
    assert (notice.title, notice.doc_number, notice.issuer, issued_on) == (
        want["title"],
        want["doc_number"],
        want["issuer"],
        want["issued_on"],
    )
    assert list(notice.based_on) == want["based_on"]
    assert [problem.code for problem in notice.problems] == want["problems"]


@pytest.mark.parametrize("name", [name for name in TREES if not name.startswith("x")])
def test_the_text_alone_gives_the_header_without_the_catalogue(name: str) -> None:
    """The catalogue beside the five notices must not hide a header that is read wrongly."""
    source = golden_source(name)
    notice = read_file(source, Entry(source.name)).notice
    want = golden(name)
    assert (squeeze(notice.title), notice.doc_number, notice.issuer) == (
        squeeze(want["title"]),
        want["doc_number"],
        want["issuer"],
    )
