"""Scores: how many labelled facts are read, and how much of what is read was labelled.

`make test ARGS="tests/corpus/test_facts_scores.py -s"` prints precision and recall by kind. The labels of the
notices stand beside them; those of ten documents of shared/data hold for whoever has that folder, and say nothing
elsewhere. A label is read when clause, kind, value and unit agree and one's words hold the other's. Five of the
ten were labelled before the patterns were written and looked at only as sums (`unseen`).
"""

from __future__ import annotations

import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from corpus_builders import NOTICES, ROOT, golden, squeeze

from corpus import FactKind
from corpus.reading import Reading, read_file, read_text

_DATA = ROOT.parent / "shared" / "data"
_ARCHIVES = ("laws_md.tar.xz", "reports_md.tar.xz")
_NAMED = (FactKind.CHANNEL, FactKind.RECIPIENT)

_Label = Mapping[str, str]
_Scores = dict[str, Counter[str]]


def _labelled(document: Mapping[str, Any], reading: Reading) -> Iterator[dict[str, str]]:
    """Yield what is read in the labelled clauses, written as the labels are."""
    paths = {clause.id: "/".join(clause.path) for clause in reading.clauses}
    order = list(paths.values())
    inside = set(order[order.index(document["first"]) : order.index(document["last"]) + 1])
    for fact in reading.facts:
        if paths[fact.clause_id] in inside:
            words = squeeze(reading.notice.text[fact.start : fact.end])
            yield {
                "clause": paths[fact.clause_id],
                "kind": fact.kind,
                "words": words,
                "value": fact.value,
                "unit": fact.unit,
            }


def _agree(label: _Label, read: _Label) -> bool:
    same = all(squeeze(label[key]) == squeeze(read[key]) for key in ("clause", "kind", "value", "unit"))
    wanted = squeeze(label["words"])
    return same and (wanted in read["words"] or read["words"] in wanted)


def _score(labels: list[_Label], read: list[dict[str, str]]) -> _Scores:
    """Return how many facts of each kind are right, missed and invented."""
    scores: _Scores = {name: Counter() for name in ("right", "missed", "invented")}
    left = list(read)
    for label in labels:
        match = next((fact for fact in left if _agree(label, fact)), None)
        scores["right" if match else "missed"][label["kind"]] += 1
        if match:
            left.remove(match)
    scores["invented"].update(fact["kind"] for fact in left)
    return scores


def _share(right: int, others: int) -> float:
    return right / (right + others) if right + others else 1.0


def _report(name: str, scores: _Scores) -> tuple[float, float]:
    """Return precision and recall over all kinds, and print both by kind."""
    right, missed, invented = scores["right"], scores["missed"], scores["invented"]
    for kind in sorted({*right, *missed, *invented}):
        precision, recall = _share(right[kind], invented[kind]), _share(right[kind], missed[kind])
        sys.stdout.write(f"{name:8} {kind:17} precision {precision:.2f}  recall {recall:.2f}  ({right[kind]} right)\n")
    total = right.total()
    precision, recall = _share(total, invented.total()), _share(total, missed.total())
    sys.stdout.write(f"{name:8} {'all':17} precision {precision:.2f}  recall {recall:.2f}  ({total} right)\n")
    return precision, recall


def _add(total: _Scores, part: _Scores) -> None:
    for name, counts in part.items():
        total.setdefault(name, Counter()).update(counts)


def _texts(documents: set[str]) -> dict[str, str]:
    """Return the documents by path, read from the archives of shared/data; nothing where there are none."""
    texts: dict[str, str] = {}
    for archive in _ARCHIVES:
        if (_DATA / archive).is_file() and len(texts) < len(documents):
            with tarfile.open(_DATA / archive) as folder:
                for member in folder:
                    name = member.name.removeprefix("./")
                    file = folder.extractfile(member) if name in documents else None
                    if file:
                        texts[name] = file.read().decode()
    return texts


def test_the_channels_and_recipients_of_the_notices_are_those_that_a_reader_labelled() -> None:
    total: _Scores = {}
    for document in golden("channels.facts.json"):
        read = list(_labelled(document, read_file(NOTICES / document["document"])))
        _add(total, _score(document["facts"], [fact for fact in read if fact["kind"] in _NAMED]))
    precision, recall = _report("notices", total)
    assert precision == 1
    assert recall >= 0.98


@pytest.mark.parametrize(("name", "least"), [("tuned", (0.97, 0.94)), ("unseen", (0.86, 0.92))])
def test_the_facts_of_other_documents_are_read_about_as_well(name: str, least: tuple[float, float]) -> None:
    documents = [document for document in golden("data.facts.json") if document["set"] == name]
    assert len(documents) == 5
    texts = _texts({document["document"] for document in documents})
    if not texts:
        pytest.skip(f"{_DATA} is not here: its documents belong to no clone")
    total: _Scores = {}
    for document in documents:
        path = document["document"]
        read = list(_labelled(document, read_text(texts[path], Path(path).name)))
        _add(total, _score(document["facts"], read))
    precision, recall = _report(name, total)
    assert precision >= least[0]
    assert recall >= least[1]


def test_every_label_names_a_kind_of_fact_and_holds_its_words() -> None:
    kinds = {str(kind) for kind in FactKind}
    labels = [f for name in ("data", "channels") for d in golden(f"{name}.facts.json") for f in d["facts"]]
    assert len(labels) > 550
    assert [f for f in labels if f["kind"] not in kinds or not f["words"] or not f["value"]] == []
