"""Gathering: which documents are one notice, and which text of it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Card, Reading, gather
from corpus.gathering import SAME_NUMBER, read_documents
from corpus.medium import Medium, Seen
from corpus.reading import read_text

NUMBERED = """云溪县人民政府办公室
云政办发〔2021〕7号
关于做好政务公开工作的通知
各乡镇人民政府：
一、加强公开。主动公开的文件在20个工作日内发布。
二、加强解读。文件发布后3日内解读。
云溪县人民政府办公室
2021年3月2日
"""
CORRECTED = NUMBERED.replace("20个工作日", "15个工作日")
UNNUMBERED = NUMBERED.replace("云政办发〔2021〕7号\n", "")


def read(text: str, source: str) -> Reading:
    return read_text(text, source)


def recognised(reading: Reading) -> Reading:
    seen = Seen(0, 5, 0.9, 1, (0.1, 0.1, 0.5, 0.12))
    return replace(reading, notice=replace(reading.notice, medium=Medium(seen=(seen,))))


def card(**told: object) -> Card:
    known: dict[str, object] = {
        "source": "a.txt",
        "identity": "n1",
        "words": "w1",
        "title": "关于政务公开的通知",
        "issuer": "云溪县人民政府",
        "doc_number": "云政发〔2021〕1号",
        "issued_on": dt.date(2021, 3, 2),
        "recognised": False,
    }
    return Card(**{**known, **told})  # type: ignore[arg-type]


def test_the_same_notice_in_two_formats_is_one_notice_with_two_sources() -> None:
    (one,) = read_documents([read(NUMBERED, "b.pdf"), read(NUMBERED.replace("。", " 。"), "a.docx")])
    assert one.notice.sources == ("a.docx", "b.pdf")


def test_a_copy_without_the_number_belongs_to_the_numbered_notice_of_its_title_and_date() -> None:
    (one,) = read_documents([read(UNNUMBERED, "a.txt"), read(NUMBERED, "b.txt")])
    assert one.notice.sources == ("a.txt", "b.txt")
    assert all(clause.id.startswith(f"{one.notice.id}/") for clause in one.clauses)


def test_a_corrected_text_supersedes_the_earlier_one_and_both_stay() -> None:
    documents = [read(NUMBERED, "old.txt"), read(CORRECTED, "new.txt")]
    stands, earlier = read_documents(documents, {"old.txt": 1, "new.txt": 2})
    assert (stands.notice.source, stands.notice.superseded_by) == ("new.txt", None)
    assert (earlier.notice.source, earlier.notice.superseded_by) == ("old.txt", stands.notice.id)
    assert earlier.notice.id.startswith(f"{stands.notice.id}@")
    assert {clause.notice_id for clause in earlier.clauses} == {earlier.notice.id}
    assert all(fact.clause_id.startswith(f"{earlier.notice.id}/") for fact in earlier.facts)


def test_of_two_texts_the_one_dated_later_stands_whenever_its_file_came() -> None:
    later = CORRECTED.replace("3月2日", "4月2日")
    documents = [read(NUMBERED, "old.txt"), read(later, "new.txt")]
    assert read_documents(documents, {"old.txt": 9, "new.txt": 1})[0].notice.source == "new.txt"


def test_what_recognition_read_supersedes_no_text_in_characters() -> None:
    scan = recognised(read(CORRECTED, "scan.pdf"))
    (one,) = read_documents([read(NUMBERED, "a.txt"), scan], {"a.txt": 1, "scan.pdf": 2})
    assert one.notice.sources == ("a.txt", "scan.pdf")


def test_two_unlike_titles_under_one_number_are_two_notices_and_both_are_flagged() -> None:
    first, second = gather([card(), card(source="b.txt", words="w2", title="春耕生产安排表")], {})
    assert [first.id, second.id] == ["n1", "n1.2"]
    assert (first.superseded_by, second.superseded_by) == (None, None)
    assert [[problem.code for problem in one.problems] for one in (first, second)] == [[SAME_NUMBER]] * 2
    assert "b.txt" in first.problems[0].message and "a.txt" in second.problems[0].message


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".wps"])
def test_plain_text_is_shown_before_other_formats(ending: str) -> None:
    (one,) = gather([card(source=f"a{ending}"), card(source="b.txt")], {})
    assert one.sources == ("b.txt", f"a{ending}")


cards = st.builds(
    card,
    source=st.sampled_from([f"{name}{ending}" for name in "abcd" for ending in (".txt", ".pdf")]),
    identity=st.sampled_from(["n1", "n2"]),
    words=st.sampled_from(["w1", "w2", "w3"]),
    title=st.sampled_from(["关于政务公开的通知", "关于政务公开工作的通知", "春耕安排"]),
    doc_number=st.sampled_from([None, "云政发〔2021〕1号"]),
    recognised=st.booleans(),
)


@given(st.lists(cards, max_size=8, unique_by=lambda one: one.source), st.randoms())
def test_the_order_of_the_documents_does_not_matter_and_none_is_lost(found: list[Card], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    kept = gather(found, {})
    assert gather(mixed, {}) == kept
    assert sorted(source for one in kept for source in one.sources) == sorted(one.source for one in found)
    assert len({one.id for one in kept}) == len(kept)
    assert all(one.superseded_by in {None, *(other.id for other in kept)} for one in kept)
