"""The two span properties of a reading, as assertions for any test to make."""

from __future__ import annotations

from corpus.reading import Reading


def check_spans(reading: Reading) -> None:
    """Assert the two properties of design 2."""
    notice, clauses = reading.notice, reading.clauses
    assert all(notice.text[clause.start : clause.end] == clause.text for clause in clauses)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert "".join(notice.raw[p.raw_start : p.raw_start + p.length] for p in notice.pieces) == notice.text
    owners = [0] * len(notice.raw)
    for clause in clauses:
        for offset in range(clause.start, clause.own_end):
            owners[notice.raw_offset(offset)] += 1
    for run in notice.boilerplate:
        for at in range(run.start, run.end):
            owners[at] += 1
    wrong = [(at, notice.raw[at], count) for at, count in enumerate(owners) if count != 1]
    assert wrong == [], f"characters owned by none or by several: {wrong[:5]}"


def check_tree(reading: Reading) -> None:
    """Assert that a clause lies inside the one above it, behind its own words, and that leaves have no children."""
    by_id = {clause.id: clause for clause in reading.clauses}
    parents = {clause.parent for clause in reading.clauses}
    for clause in reading.clauses:
        assert clause.start <= clause.own_end <= clause.end
        assert clause.is_leaf == (clause.id not in parents)
        if clause.parent:
            above = by_id[clause.parent]
            assert above.own_end <= clause.start <= clause.end <= above.end
            assert clause.path[:-1] == above.path
    for fact in reading.facts:
        owner = by_id[fact.clause_id]
        assert owner.start <= fact.start < fact.end <= owner.own_end
