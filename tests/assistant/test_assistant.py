"""Assistant: questions over a real index of the five notices, from the words asked to the cited answer."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.errors import QuestionError
from corpus.fold import match_form
from index import SearchIndexError, build, sync
from tests.assistant.notice_builders import a_notice

DAY = dt.date(2021, 2, 3)
NOTICES = Path(__file__).resolve().parents[2] / "corpus" / "notices"
LANZHOU, LANLING, GAOXIN, ZHANGYE, PANZHIHUA = "000_", "001_", "002_", "003_", "004_"
POSTING, IPV6 = ("二", "（五）", "18"), ("二", "（五）", "21")
SIGNED = (PANZHIHUA, ("落款",))
POSTING_RULE = "主动公开文件印发实施后20个工作日内上网发布"

QUESTIONS = (
    "主动公开文件印发后多少天内要上网？",
    "张掖市的推进方案文号是多少？",
    "张掖市加强主动公开文件上网发布由谁负责？",
    "张掖市政府网站什么时候完成IPv6改造？",
    "张掖市的公开属性有几种？",
    "张掖市的方案依据什么文件？",
    "张掖市市信息办负责哪些任务？",
    "张掖市重要政策文件用什么形式解读？",
    "兰陵县每年至少解读几次重要政策措施？",
    "兰陵县的通知是哪天印发的？",
    "兰陵县的通知完整吗？",
    "张掖市各县区确定几名负责同志？",
    "兰陵县要配备几名专职人员？",
    "兰陵县怎样推进会议公开？",
    "兰州市年内解读重要政策措施不少于几次？",
    "兰州市的通知完整吗？",
    "兰州高新区政务公开的分值权重不低于多少？",
    "兰州高新区什么时候报送要点落实情况？",
    "高新區網上可辦率超過多少？",
    "攀枝花市双公示几个工作日内公开？",
    "攀枝花的通知有附件吗？",
    "攀枝花市的通知是谁印发的？",
    "每年解读重要政策措施不少于几次？",
    "各地IPv6改造的期限分别是什么时候？",
    "what is the deadline for posting proactive-disclosure files",
    "Who is responsible for posting proactively disclosed files online in Zhangye?",
    "By when must Zhangye's government websites complete the IPv6 upgrade?",
    "How many full-time staff must Lanling departments have?",
    "What is the document number of the Panzhihua notice?",
    "Compare the IPv6 deadlines of Zhangye and Lanzhou High-tech Zone.",
)


def cited(answer: Answer) -> set[tuple[str, tuple[str, ...]]]:
    """Return the start of the source's name and the clause path of each citation."""
    return {(citation.source[:4], citation.clause_path) for citation in answer.citations}


def sources(answer: Answer) -> set[str]:
    return {citation.source[:4] for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        pytest.param("主动公开文件印发实施后，多少个工作日内必须上网发布？", "20个工作日", id="Chinese"),
        pytest.param("文件印发以后，最迟几个工作日要挂到网上？", "20个工作日", id="everyday Chinese"),
        pytest.param("what is the deadline for posting proactive-disclosure files", "20 working days", id="English"),
    ],
)
def test_the_deadline_for_posting_files_is_20_working_days(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.answer(question, today=DAY)
    assert answer.answered
    assert value in answer.lead
    assert (ZHANGYE, POSTING) in cited(answer)
    citation = next(c for c in answer.citations if c.clause_path == POSTING)
    assert POSTING_RULE in citation.quote
    assert citation.doc_number == "张政办函〔2020〕100号"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_verbatim_at_its_span_within_its_clause(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, today=DAY)
    assert answer.answered and answer.citations
    for citation in answer.citations:
        reading = assistant.index.readings[citation.notice_id]
        clause = next(c for c in reading.clauses if c.id == citation.clause_id)
        assert citation.quote == reading.notice.text[citation.start : citation.end]
        assert clause.start <= citation.start < citation.end <= clause.end
        assert (citation.clause_path, citation.source) == (clause.path, reading.notice.source)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_lead_stands_first_and_every_citation_is_marked(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, today=DAY)
    assert answer.text.startswith(answer.lead)
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{citation.number}]" in answer.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "value", "clause"),
    [
        pytest.param("张掖政府网站何时完成IPv6改造？", "2020年11月底前", (ZHANGYE, IPV6), id="a date"),
        pytest.param("兰陵县每年至少解读几次政策？", "不少于2次", (LANLING, ("一", "（一）")), id="a frequency"),
        pytest.param("兰州高新区政务公开分值权重不低于多少？", "4%", (GAOXIN, ("五", "（一）")), id="a share"),
        pytest.param("兰陵县各部门配备至少几名专职工作人员？", "1名", (LANLING, ("五", "（一）")), id="a count"),
        pytest.param("攀枝花双公示几个工作日内公开？", "7个工作日", (PANZHIHUA, ("二", "（三）")), id="a time limit"),
        pytest.param("张掖市主动公开文件上网由谁负责？", "市政府办公室", (ZHANGYE, POSTING), id="a unit"),
        pytest.param("攀办发〔2019〕41号是谁印发的？", "攀枝花市人民政府办公室", SIGNED, id="an issuer"),
        pytest.param("When did Panzhihua issue its notice?", "19 June 2019", SIGNED, id="a date of issue"),
        pytest.param("How often must policies be interpreted each year in Lanling County?", "at least 2 times a year",
                     (LANLING, ("一", "（一）")), id="a frequency in English"),
    ],
)  # fmt: skip
def test_each_kind_of_question_leads_with_its_value(
    assistant: Assistant, question: str, value: str, clause: tuple[str, tuple[str, ...]]
) -> None:
    answer = assistant.answer(question, today=DAY)
    assert match_form(value) in match_form(answer.lead)
    assert clause in cited(answer)


def test_where_several_notices_answer_each_is_named_with_its_own_rule(assistant: Assistant) -> None:
    answer = assistant.answer("每年解读重要政策措施不少于几次？", today=DAY)
    assert {LANZHOU, LANLING, GAOXIN} <= sources(answer)
    rules = [part.split("：", 1) for part in answer.lead.split("；")]
    by_place = {place: rule for places, rule in rules for place in places.split("、")}
    assert "2次" in by_place["兰陵县"] and "3次" not in by_place["兰陵县"]
    assert "3次" in by_place["兰州市"] and "3次" in by_place["兰州高新区"]


def test_places_that_say_the_same_may_be_named_together_but_each_is_cited(assistant: Assistant) -> None:
    answer = assistant.answer("Compare the IPv6 deadlines of Zhangye and Lanzhou High-tech Zone.", today=DAY)
    assert sources(answer) == {ZHANGYE, GAOXIN}
    assert "Zhangye" in answer.lead and "Lanzhou High-tech Zone" in answer.lead
    assert "2020" in answer.lead and "2019" in answer.lead


@pytest.mark.parametrize(
    ("question", "source"),
    [
        pytest.param("兰州市年内解读重要政策措施不少于几次？", LANZHOU, id="a city, not its zone"),
        pytest.param("高新区年内解读重要政策措施不少于几次？", GAOXIN, id="a zone, not its city"),
        pytest.param("2020年的方案要求IPv6改造什么时候完成？", ZHANGYE, id="a year"),
        pytest.param("张政办函〔2020〕100号规定IPv6改造什么时候完成？", ZHANGYE, id="a document number"),
        pytest.param(
            "《兰州市2019年政务公开工作要点》要求年内解读不少于几次？", LANZHOU, id="a title that another cites"
        ),
        pytest.param("What is the IPv6 deadline in Zhangye?", ZHANGYE, id="a place in English"),
    ],
)
def test_a_place_year_number_or_title_selects_its_notice(assistant: Assistant, question: str, source: str) -> None:
    answer = assistant.answer(question, today=DAY)
    assert answer.answered
    assert sources(answer) == {source}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("北京市的主动公开文件几天内上网？", "北京市", id="a place"),
        pytest.param("张掖市2018年的要点规定几天内上网？", "2018", id="a year"),
        pytest.param("2031年主动公开文件几天内上网？", "2031", id="a year of any place"),
        pytest.param("国办发〔2019〕14号规定了什么？", "国办发〔2019〕14号", id="a document that a notice cites"),
        pytest.param("《政府信息公开条例》第二十条规定了什么？", "政府信息公开条例", id="a law that notices cite"),
        pytest.param("Shanghai's deadline for posting files?", "Shanghai", id="a place in English"),
        pytest.param("张掖市的房贷利率是多少？", "张掖市", id="a topic"),
        pytest.param("兰州市的网上可办率要超过多少？", "兰州市", id="another place's figure"),
        pytest.param("What is the minimum wage in Panzhihua?", "Panzhihua", id="a topic in English"),
    ],
)
def test_what_is_not_held_is_declined_by_name_without_a_citation(
    assistant: Assistant, question: str, named: str
) -> None:
    answer = assistant.answer(question, today=DAY)
    assert not answer.answered
    assert answer.citations == ()
    assert answer.lead and named in answer.lead


@pytest.mark.parametrize("question", ["你好", "谢谢！", "今天天气怎么样？", "Hello", "Write me a poem about spring"])
def test_small_talk_is_declined_in_its_language(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, today=DAY)
    assert (answer.answered, answer.citations, answer.related) == (False, (), ())
    assert answer.language == ("en" if question.isascii() else "zh")


def test_what_is_nearest_is_shown_verbatim_and_apart(assistant: Assistant) -> None:
    answer = assistant.answer("张掖市的房贷利率是多少？", today=DAY)
    for near in answer.related:
        assert near.quote == assistant.index.notices[near.notice_id].text[near.start : near.end]


def test_one_place_held_and_one_not_is_answered_for_the_one_and_says_so(assistant: Assistant) -> None:
    answer = assistant.answer("上海市和张掖市的IPv6改造期限？", today=DAY)
    assert sources(answer) == {ZHANGYE}
    assert any("上海市" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("history", "question", "value", "source"),
    [
        pytest.param(["张掖市的通知文号是多少？"], "那攀枝花呢？", "攀办发〔2019〕41号", PANZHIHUA, id="another place"),
        pytest.param(["张掖市主动公开文件几天内上网？"], "由哪个单位负责？", "市政府办公室", ZHANGYE, id="who does it"),
        pytest.param(["张掖市主动公开文件几天内上网？"], "谁负责？", "市政府办公室", ZHANGYE, id="who, in two words"),
        pytest.param(["张掖市主动公开文件几天内上网？"], "IPv6改造呢？", "11月底前", ZHANGYE, id="another topic"),
        pytest.param(["张掖市主动公开文件几天内上网？"], "兰陵县每年解读政策几次？", "2次", LANLING, id="a new one"),
        pytest.param(["What is the IPv6 deadline in Zhangye?"], "What about Lanzhou High-tech Zone?", "2019", GAOXIN,
                     id="another place in English"),
    ],
)  # fmt: skip
def test_a_follow_up_is_read_after_what_was_asked(
    assistant: Assistant, history: list[str], question: str, value: str, source: str
) -> None:
    answer = assistant.answer(question, history, today=DAY)
    assert value in answer.lead
    assert sources(answer) == {source}
    assert answer.question == question


def test_duties_of_a_unit_are_counted_and_each_named_one_is_cited(assistant: Assistant) -> None:
    answer = assistant.answer("张掖市的市信息办负责哪些任务？", today=DAY)
    named = [row for row in answer.rows if row.group.startswith("点名")]
    assert [answer.citations[row.numbers[0] - 1].clause_path[-1] for row in named] == ["21", "23", "24", "25"]
    assert "4" in answer.lead and all(len(row.numbers) == 1 for row in answer.rows)


def test_a_problem_of_the_notice_is_noted_beside_its_answer(assistant: Assistant) -> None:
    assert any("中断" in note for note in assistant.answer("兰州市年内解读不少于几次？", today=DAY).notes)
    dates = assistant.answer("兰陵县的通知是哪天印发的？", today=DAY)
    assert "2016年7月24日" in dates.lead and "2019年7月24日" in dates.lead


def test_an_answer_bears_its_day_generation_and_timings(assistant: Assistant) -> None:
    answer = assistant.answer(QUESTIONS[0], today=DAY)
    assert answer.as_of == DAY
    assert answer.generation == assistant.index.generation
    assert answer.timings and all(milliseconds >= 0 for milliseconds in answer.timings.values())


def test_the_same_question_is_answered_the_same_way_again(assistant: Assistant) -> None:
    first, second = (assistant.answer(QUESTIONS[0], today=DAY) for _ in range(2))
    assert (first.text, first.citations) == (second.text, second.citations)


@pytest.mark.parametrize("question", ["", " \n　", "？", "问" * 100_000], ids=["nothing", "blank", "a mark", "endless"])
def test_a_question_that_cannot_be_read_is_an_error_for_the_reader(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError) as error:
        assistant.answer(question)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE clauses; --",
        "<script>alert(1)</script>",
        "\x00\x01几天？",
        "🙂🙂🙂",
        "《",
        "〔2020〕",
        "a",
        "第条",
        "1",
    ],
)
def test_odd_input_is_an_answer_or_an_error_for_the_reader(assistant: Assistant, question: str) -> None:
    try:
        answer = assistant.answer(question, today=DAY)
    except QuestionError:
        return
    assert answer.lead


def test_a_missing_index_is_an_error_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="python -m index build"):
        Assistant.open(tmp_path / "nothing")


def test_a_new_generation_is_answered_from_once_the_index_follows_it(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    shutil.copy(next(NOTICES.glob("004_*")), corpus)
    build(corpus, folder)
    opened = Assistant.open(folder)
    question = "云溪县收到申请后几个工作日内答复？"
    before = opened.answer(question, today=DAY)
    (corpus / "yunxi.txt").write_text(a_notice().notice.raw, encoding="utf-8")
    sync(corpus, folder)
    opened.index.refresh()
    after = opened.answer(question, today=DAY)
    assert not before.answered
    assert "20个工作日" in after.lead
    assert before.generation != after.generation == opened.index.generation
