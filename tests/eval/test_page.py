"""The page stands alone, is the same at every run, and says of each wrong case what was asked, said and expected."""

from __future__ import annotations

import re

from eval_builders import SHELF, Scripted, answer, case, citation, search

from eval.calibrate import Trade
from eval.case_set import CaseSet
from eval.page import Report, page_of
from eval.run import run_cases
from eval.section import Section, section_of
from eval.structure import Agreement, Scored, Structure
from eval.summary import SPLIT, compare
from eval.system import System

CASES = [case("甲<b>"), case("乙", lang="en"), case("丙", answerable=False)]
RIGHT = {"甲<b>": answer(citations=[citation()]), "乙": answer(), "丙": answer("", answered=False)}
WRONG = RIGHT | {"甲<b>": answer("99个工作日", citations=[citation()])}


def section() -> Section:
    """Return a section in which the product is wrong once and the other method never."""
    results = {
        "product": run_cases(CASES, System("product", Scripted(WRONG), search), SHELF),
        "other": run_cases(CASES, System("other", Scripted(RIGHT), search), SHELF),
    }
    return section_of(CaseSet("some", ("some.jsonl",), held_out=False), results)


def page() -> str:
    """Return a page with one of everything."""
    one = Agreement(9, 10, 10)
    scored = Scored("x01", one, one, None)
    curve = (Trade(0.4, 1, 5, 2), Trade(0.6, 4, 2, 1))
    structure = Structure((scored,), Scored("all notices", one, one, one))
    return page_of(Report("abc", {"product": "what is <shipped>"}, [section()], curve, structure, ("No judge.",)))


def test_the_page_asks_for_nothing_from_outside() -> None:
    shown = page()
    assert not re.search(r"<(?:script|link|img|iframe|object)\b|@import|url\((?!#)", shown)
    assert not re.search(r"\b(?:src|href)=\"(?!#)", re.sub(r'xlink:href="#', "", shown).replace("xmlns:xlink", ""))


def test_the_page_is_the_same_at_every_run() -> None:
    shown = page()
    again = page()
    # The time that an answer took is the one thing that is measured anew.
    assert re.sub(r"\d+(?: / \d+)? ms", "", shown) == re.sub(r"\d+(?: / \d+)? ms", "", again)


def test_a_wrong_case_is_shown_whole_and_escaped() -> None:
    shown = page()
    for words in (
        "甲&lt;b&gt;",
        "99个工作日",
        "主动公开文件印发实施后二十个工作日内上网发布。",
        "20个工作日",
        "compose",
    ):
        assert words in shown
    assert "甲<b>" not in shown
    assert "what is &lt;shipped&gt;" in shown and "No judge." in shown


def test_a_method_is_held_against_the_first_case_by_case() -> None:
    one = section().comparisons["other"]["accuracy"]
    assert (one.won, one.lost, one.count) == (1, 0, 3)
    assert "+33.3" in page()


def test_figures_that_neither_has_are_not_compared() -> None:
    results = run_cases(CASES[2:], System("product", Scripted(RIGHT), search), SHELF)
    lead = next(figure for figure in SPLIT if figure.name == "lead")
    assert compare(lead, results, results) is None
