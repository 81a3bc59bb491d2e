"""What the bench runs over: fixed samples, scopes of the wanted share, and a look-up that does real work."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from eval_builders import TEXT, reading

from eval.bench_corpora import choose, laws, sample_of, write_parts
from eval.bench_worker import Wording, load
from eval.lookup import LookUp, write_lookup
from index import build_readings, open_encoder
from index.lexical import terms_of
from index.training.texts import LAWS, QUESTIONS
from tests.tools.archives import pack

LAW = "# {}法\n\n" + "\n\n".join(f"第{number}条 渡船不得超载。" for number in "一二三四五六七八九十")


def test_a_sample_is_the_same_each_time_and_warms_up_with_other_questions() -> None:
    wordings = [Wording(str(number), str(number)) for number in range(30)]
    sample = sample_of(wordings, 20)
    assert sample == sample_of(wordings, 20)
    assert len(set(sample.timed)) == 20 and len(sample.warm) == 10
    assert not set(sample.timed) & set(sample.warm)
    assert sample_of(wordings, 99).warm == sample_of(wordings, 99).timed[:1]


@pytest.mark.parametrize("wanted", [20, 580, 990], ids="2 % of a thousand|more than half|nearly all".split("|"))
def test_a_choice_has_nearly_the_wanted_size_and_is_the_same_each_time(wanted: int) -> None:
    sizes = {f"law {number}": number % 13 + 1 for number in range(150)}
    chosen = choose(sizes, wanted)
    assert chosen == choose(sizes, wanted)
    assert sum(sizes[key] for key in chosen) == pytest.approx(wanted, abs=1)


def test_a_choice_is_never_empty_and_goes_over_where_that_is_nearer() -> None:
    assert choose({"long": 90, "short": 50}, 1) == {"short"}
    assert choose({"a": 60, "b": 60}, 110) == {"a", "b"}


def test_laws_are_taken_whole_up_to_the_size_or_all(tmp_path: Path) -> None:
    pack(tmp_path / LAWS, {f"行政法/{name}法.md": LAW.format(name) for name in "甲乙丙丁戊己庚辛"})
    (tmp_path / QUESTIONS).write_text('{"question": "能超载吗？", "articles": []}\n' * 3, encoding="utf-8")
    small, all_of_them = laws(tmp_path, [50, 79], 2, tmp_path)
    assert [len(load(corpus.source)) for corpus in (small, all_of_them)] == [5, 8]
    assert small.shares == {"2 %": 0.2, "58 %": 0.6}
    assert all(len(reading.clauses) == 10 for reading in load(small.source))
    assert {notice for ids in small.scopes.values() for notice in ids} <= {one.notice.id for one in load(small.source)}


def test_a_tenth_of_the_reports_that_are_drawn_is_written_beside_them(tmp_path: Path) -> None:
    archive = pack(tmp_path / "reports.tar.xz", {f"{number}市.md": f"{number:03d}" for number in range(40)})
    parts = write_parts(archive, 20, tmp_path)
    assert (parts.few.files, parts.many.files, parts.files) == (2, 20, 40)
    assert (parts.few.size, parts.many.size, parts.size) == (6, 60, 120)
    drawn = {path.read_text(encoding="utf-8") for path in parts.many.folder.iterdir()}
    assert len(drawn) == 20 and {path.read_text(encoding="utf-8") for path in parts.few.folder.iterdir()} < drawn


def test_the_matrix_holds_the_vectors_of_the_index(tmp_path: Path) -> None:
    encoder = open_encoder()
    build_readings([reading()], tmp_path / "index", encoder)
    write_lookup([reading()], encoder, tmp_path / "lookup")
    (vectors,) = (np.load(path) for path in (tmp_path / "index").rglob("vectors.npy"))
    np.testing.assert_allclose(LookUp(tmp_path / "lookup").vectors, vectors, atol=1e-6)


def test_the_look_up_finds_sentences_and_clauses_in_all_notices_or_in_a_scope(tmp_path: Path) -> None:
    encoder = open_encoder()
    write_lookup([reading(), reading(TEXT.replace("开放日", "体验日"), "q02_other.txt")], encoder, tmp_path)
    lookup = LookUp(tmp_path)
    (vector,) = encoder.encode(["每年举办几次体验日"])
    rows, clauses = lookup.nearest(vector, "体验日")
    assert clauses[0] == 8 and len(rows) == min(10, len(lookup.vectors))
    scoped_rows, scoped_clauses = lookup.nearest(vector, "体验日", lookup.scope({"q02"}))
    assert scoped_clauses[0] == 8 and set(scoped_clauses) == {5, 6, 7, 8, 9}
    assert min(scoped_rows) >= len(lookup.vectors) // 2
    assert terms_of("？") == [] and lookup.nearest(vector, "？")[0] == rows
