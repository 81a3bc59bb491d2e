"""The chat without a browser: screens, bubbles, the source panel, and what HTML they become."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from assistant.chat.examples import EXAMPLES
from assistant.chat.labels import EN, LANGUAGES, ZH, preferred
from assistant.chat.markup import Markup, element, escape
from assistant.chat.page import build
from assistant.chat.reference import SHELF, Reference, Target, parse
from assistant.chat.screen import Screen, ask, panel, turns_markup, welcome
from assistant.chat.source import citation_markup
from assistant.chat.turn import lines
from corpus.notice import Problem
from tests.assistant.fake_answerer import FakeAnswerer, FakeLibrary, reading

TEXT = (
    "一、总则\n（一）范围。本办法适用于甲市。\n"
    "1.时限。文件应当在印发后20个工作日内上网发布。\n逾期的，说明理由。\n"
    "二、附则\n"
)
QUOTE = "20个工作日内上网发布"
PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "${window.pwned=1}",
    "{{value}}{{{value}}}",
    "`${alert(1)}`",
    "@children",
    "&lt;b&gt;",
    "javascript:window.pwned=1",
)


@pytest.fixture
def answerer() -> FakeAnswerer:
    cut = Problem("cut", "正文在末尾中断。")
    notice = reading("甲-1", "甲市办法", TEXT, "甲政办发〔2020〕1号", [cut])
    return FakeAnswerer(FakeLibrary({"甲-1": notice}), {"多久": QUOTE, "跨段": "上网发布。\n逾期的"})


def asked(answerer: FakeAnswerer, *questions: str, language: str = "zh") -> Screen:
    """Return the screen after the questions were asked one after the other."""
    screen = Screen(language)
    for question in questions:
        *_, screen = ask(screen, question, answerer)
    return screen


def shown(markup: Markup) -> str:
    """Return the words of `markup` as a reader sees them."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def marked(markup: Markup) -> str:
    """Return the words that `markup` marks."""
    return shown(Markup("".join(re.findall(r"<mark>(.*?)</mark>", markup))))


def test_the_lead_is_on_the_screen_before_the_rest(answerer: FakeAnswerer) -> None:
    waiting, lead, *_, last = ask(Screen(), "多久？", answerer)
    assert ZH.thinking in turns_markup(waiting)
    assert "答案见" in turns_markup(lead)
    assert "mb-card" not in turns_markup(lead)
    assert "mb-card" in turns_markup(last)


def test_the_first_source_opens_with_the_answer(answerer: FakeAnswerer) -> None:
    screen = asked(answerer, "多久？")
    assert screen.opened == Reference(Target.CITATION, turn=0, number=1)
    assert marked(panel(screen, answerer.index)) == QUOTE


def test_only_numbers_that_are_cited_become_chips(answerer: FakeAnswerer) -> None:
    page = turns_markup(asked(answerer, "多久？"))
    assert page.count('class="mb-chip" href="#cite-0-1"') == 2
    assert "另一行[2]" in page


def test_a_source_that_the_text_repeats_is_shown_once(answerer: FakeAnswerer) -> None:
    answer = answerer.answer("多久？")
    text = f"{answer.lead}[1]。\n\n1. 第一行[1]\n2. 第二行\n\n{answer.citations[0].printed}\n\n{answer.notes[0]}"
    assert lines(replace(answer, text=text)) == [f"{answer.lead}[1]。", "1. 第一行[1]", "2. 第二行"]


def test_a_quote_over_two_paragraphs_is_marked_in_both(answerer: FakeAnswerer) -> None:
    page = panel(asked(answerer, "跨段？"), answerer.index)
    assert re.findall("<mark>(.*?)</mark>", page) == ["上网发布。", "逾期的"]


def test_the_panel_shows_the_whole_notice_once(answerer: FakeAnswerer) -> None:
    page = panel(asked(answerer, "多久？"), answerer.index)
    passage = Markup(page[page.index("mb-passage") :].partition(">")[2])
    assert shown(passage) == TEXT.replace("\n", "")
    assert "甲政办发〔2020〕1号" in page
    assert "正文在末尾中断。" in page
    assert f"{ZH.clause} 一（一）1" in shown(page)


def test_every_entry_of_the_outline_has_its_place_in_the_text(answerer: FakeAnswerer) -> None:
    page = panel(asked(answerer, "多久？"), answerer.index)
    jumps = re.findall(r'href="#jump-(\d+)"', page)
    assert jumps == ["0", "1", "2", "3"]
    assert [f'id="clause-{number}"' in page for number in jumps] == [True] * 4


def test_earlier_turns_are_handed_on_as_answers(answerer: FakeAnswerer) -> None:
    screen = asked(answerer, "多久？", "boom", "那么多久？")
    _, history, _ = answerer.asked[-1]
    assert history == (screen.turns[0].answer,)


def test_a_declined_question_shows_the_nearest_clauses_as_no_answer(answerer: FakeAnswerer) -> None:
    screen = asked(answerer, "天气？")
    page = turns_markup(screen)
    assert ZH.nearest in page
    assert 'href="#near-0-1"' in page
    assert screen.opened == SHELF
    assert marked(panel(screen.showing(parse("near-0-1")), answerer.index)) == "二、附则"


def test_a_question_that_cannot_be_read_is_answered_with_the_reason(answerer: FakeAnswerer) -> None:
    assert "the question is empty" in turns_markup(asked(answerer, " "))


def test_a_failure_is_told_without_its_cause(answerer: FakeAnswerer) -> None:
    page = turns_markup(asked(answerer, "boom"))
    assert ZH.failed in page
    assert "RuntimeError" not in page


def test_labels_follow_the_switch_and_the_answer_stays(answerer: FakeAnswerer) -> None:
    screen = asked(answerer, "多久？").in_other_language()
    page = turns_markup(screen)
    assert EN.sources in page
    assert ZH.sources not in page
    assert "答案见" in page
    assert EN.issuer in panel(screen, answerer.index)


def test_a_notice_that_changed_since_the_answer_says_so(answerer: FakeAnswerer) -> None:
    citation = answerer.cite(QUOTE)
    moved = FakeLibrary({"甲-1": reading("甲-1", "甲市办法", f"一、新增\n{TEXT}")})
    gone = FakeLibrary({"甲-1": reading("甲-1", "甲市办法", "一、新增\n")})
    assert marked(citation_markup(moved, citation, ZH)) == QUOTE
    assert ZH.moved in citation_markup(moved, citation, ZH)
    assert ZH.gone in citation_markup(gone, citation, ZH)
    assert ZH.gone in citation_markup(FakeLibrary({}), citation, ZH)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_text_wherever_it_comes_from(payload: str) -> None:
    notice = reading("p", payload, f"一、{payload}。末尾\n", payload, [Problem("x", payload)])
    answerer = FakeAnswerer(FakeLibrary({"p": notice}), {payload: payload})
    screen = asked(answerer, payload)
    for markup in (
        turns_markup(screen),
        panel(screen, answerer.index),
        panel(screen.showing(SHELF), answerer.index),
        panel(screen.showing(parse("notice-p")), answerer.index),
    ):
        assert payload in shown(markup)
        assert not re.search(r"<(script|img)|[${}`@]", markup)


def test_attributes_are_escaped() -> None:
    assert element("a", escape("x"), title='"><i>') == '<a title="&quot;&gt;&lt;i&gt;">x</a>'


@pytest.mark.parametrize("fragment", ["", "cite", "cite-x-1", "cite-1", "near--1-1", "ask-", "nothing-3", "cite-9-9"])
def test_a_fragment_that_names_nothing_opens_the_shelf(answerer: FakeAnswerer, fragment: str) -> None:
    screen = asked(answerer, "多久？").showing(parse(fragment))
    assert ZH.shelf in panel(screen, answerer.index)


@pytest.mark.parametrize(
    "reference",
    [
        Reference(Target.CITATION, 2, 3),
        Reference(Target.EXAMPLE, number=4),
        Reference(Target.NOTICE, notice_id="甲-1"),
        SHELF,
    ],
)
def test_a_reference_is_read_back_from_its_fragment(reference: Reference) -> None:
    assert parse(str(reference)) == reference


@pytest.mark.parametrize(
    ("header", "language"),
    [("en-GB,en;q=0.9", "en"), ("zh-TW,zh;q=0.9,en;q=0.8", "zh"), ("fr,en;q=0.5", "en"), ("", "zh"), ("ja", "zh")],
)
def test_the_page_speaks_the_browser_s_language(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_stands_in_the_welcome(language: str) -> None:
    page = shown(welcome(Screen(language)))
    assert all(example.question[language] in page for example in EXAMPLES)


def test_no_event_of_the_page_is_open_to_other_programs(answerer: FakeAnswerer) -> None:
    events = build(answerer).get_config_file()["dependencies"]
    assert {event["api_visibility"] for event in events} == {"private"}
