"""Builders for the tests of the assistant: invented notices, read as the product reads them, and questions on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.evidence import Evidence, Finder
from assistant.language import language_of
from assistant.question import Question
from assistant.reader import Reader
from assistant.terms import Rarity, Term, read_terms
from corpus import Clause, Fact, FactKind, Reading
from corpus.catalogue import Entry
from corpus.fold import match_form
from corpus.reading import read_text
from index.hit import Hit

DEADLINE = "收到申请之日起20个工作日内答复"
RATE = "网上可办率不低于85%"
STAFF = "确定2名专职人员"
TRAINING = "每年组织培训不少于4次"
DIRECTORY = "各部门于6月底前公布目录"
UNITS = "（责任单位：县政府办公室、县司法局，县政府各部门）"

BASIS = "《甘肃省人民政府办公厅关于印发2021年政务公开工作要点的通知》（甘政办发〔2021〕5号）"

CLAUSES = (
    f"（一）公开目录。{DIRECTORY}。{UNITS}",
    f"（二）办理申请。{DEADLINE}，{RATE}，并{STAFF}。（责任单位：县信息中心等）",
    f"（三）开展培训。{TRAINING}，定期通报。（责任单位：县有关部门）",
)

COUNTY = ("甘肃省", "张掖市", "云溪县")
OTHER = ("甘肃省", "张掖市", "青禾县")
CITY = ("甘肃省", "张掖市")


def a_notice(
    place: str = "云溪县",
    *,
    number: str = "云政办发〔2021〕7号",
    clauses: Sequence[str] = CLAUSES,
    region: Sequence[str] = COUNTY,
    signed: str = "2021年3月2日",
    after: Sequence[str] = (),
    front: Sequence[str] = (),
    basis: str = BASIS,
) -> Reading:
    """Return the reading of an invented notice of `place` with these numbered clauses under one chapter."""
    office = f"{place}人民政府办公室"
    lines = [
        office, f"关于印发{place}2021年政务公开工作要点的通知", "", number, "", "各乡镇人民政府，县政府各部门：", "",
        f"现将《{place}2021年政务公开工作要点》印发给你们，请认真贯彻执行。", "", *front, "", office, signed, "",
        "（此件公开发布）", "", f"{place}2021年政务公开工作要点", "", f"为贯彻{basis}，制定本要点。", "",
        "一、重点任务",
    ]  # fmt: skip
    text = "\n".join([*lines, *(f"\n{clause}" for clause in clauses), "", *after, ""])
    return read_text(text, f"{place}.txt", Entry(f"{place}.txt", region=tuple(region)))


def by_id(*readings: Reading) -> Mapping[str, Reading]:
    """Return readings by the ids of their notices."""
    return {reading.notice.id: reading for reading in readings}


def clause_of(reading: Reading, path: str) -> Clause:
    """Return the clause of `reading` at `path`, such as 一/（二）."""
    return next(clause for clause in reading.clauses if "/".join(clause.path) == path)


def fact_of(reading: Reading, kind: FactKind) -> Fact:
    """Return the first fact of a kind."""
    return next(fact for fact in reading.facts if fact.kind == kind)


def rarity_of(*readings: Reading) -> Rarity:
    """Return how much words count over the clauses of `readings`."""
    return Rarity([match_form(clause.own_text) for reading in readings for clause in reading.clauses])


def reader_of(*readings: Reading) -> Reader:
    """Return a reader of questions over `readings`."""
    return Reader({key: reading.notice for key, reading in by_id(*readings).items()}, rarity_of(*readings))


def ask(question: str, *readings: Reading) -> Question:
    """Return `question` as it is read over `readings`."""
    return reader_of(*readings).read(question)


def terms_of(question: str, *readings: Reading) -> tuple[Term, ...]:
    """Return the content words of `question`, weighed over `readings`."""
    assert language_of(question) in ("zh", "en")
    return read_terms(question, rarity_of(*readings))


def finder_of(*readings: Reading) -> Finder:
    """Return a finder over `readings` whose search gives every clause in scope the same score."""

    def search(query: str, *, limit: int = 10, notice_ids: Sequence[str] | None = None) -> list[Hit]:
        clauses = [c for key, reading in by_id(*readings).items() if notice_ids is None or key in notice_ids
                   for c in reading.clauses]  # fmt: skip
        return [Hit(clause, 0.5, clause.start, clause.start) for clause in clauses]

    return Finder(by_id(*readings), search, lambda question, texts: None)


def evidence_for(question: Question, reading: Reading, path: str) -> Evidence:
    """Return the best sentence of the clause at `path` for `question`."""
    hit = Hit(clause_of(reading, path), 0.5, 0, 0)
    return max(finder_of(reading).sentences(question, hit), key=lambda evidence: evidence.score)
