"""The page in a real browser: asking, reading the source, payloads, languages, a phone, and no word to another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from assistant.assistant import Assistant
from corpus.notice import Problem
from index.building import build
from tests.assistant.fake_answerer import FakeAnswerer, FakeLibrary, reading
from tests.tools.browser import DESKTOP, PHONE, chromium
from tests.tools.serving import serving

# Gradio 6.31 sums up its queue with a pandas option that pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")

NOTICES = Path(__file__).parents[1] / "corpus" / "notices"
QUESTION = "what is the deadline for posting proactive-disclosure files"
CHINESE = "主动公开的文件应当在印发后多久上网发布？"
QUOTED = "20个工作日内上网发布"
PAYLOAD = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>${window.pwned=1}{{value}}@children'


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    index_dir = tmp_path_factory.mktemp("index")
    build(NOTICES, index_dir)
    return Assistant.open(index_dir)


@pytest.fixture(scope="session")
def site(assistant: Assistant) -> Iterator[str]:
    """The address of the page over the five notices."""
    with serving(assistant) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site() -> Iterator[str]:
    """The address of a page where every notice, question and answer is a payload."""
    notice = reading("p", PAYLOAD, f"一、{PAYLOAD}。末尾\n", PAYLOAD, [Problem("x", PAYLOAD)])
    with serving(FakeAnswerer(FakeLibrary({"p": notice}), {PAYLOAD: PAYLOAD})) as address:
        yield address


@dataclass(slots=True)
class Visit:
    """A page with everything that it asked of the network and everything that went wrong in it."""

    page: Page
    requested: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type a question, send it and wait for its whole answer."""
        turns = self.page.locator(".mb-turn")
        before = turns.count()
        self.page.locator("#mb-composer textarea").fill(question)
        self.page.keyboard.press("Enter")
        expect(turns).to_have_count(before + 1)
        expect(turns.last.locator(".mb-foot, .mb-error")).to_be_visible()


def visit(context: BrowserContext, address: str) -> Visit:
    """Open the page and wait until it can be used."""
    page = context.new_page()
    opened = Visit(page)

    def note(request: Request) -> None:
        opened.requested.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.goto(address)
    expect(page.locator(".mb-welcome")).to_be_visible()
    expect(page.locator("#mb-composer textarea")).to_be_enabled()
    return opened


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESKTOP, locale="zh-CN") as context:
        yield context


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PHONE, locale="en-US", has_touch=True, is_mobile=True) as context:
        yield context


def test_the_deadline_is_answered_and_its_words_are_marked_in_the_source(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.ask(QUESTION)
    answer, panel = opened.page.locator(".mb-answer"), opened.page.locator("#mb-panel")
    expect(answer).to_contain_text("20 working days")
    expect(answer).to_contain_text("张政办函〔2020〕100号")
    answer.locator(".mb-chip, .mb-card").filter(has_text="1").first.click()
    expect(panel.locator(".mb-where")).to_contain_text("二（五）18")
    expect(panel.locator("mark").first).to_be_in_viewport()
    assert QUOTED in "".join(panel.locator("mark").all_inner_texts())
    expect(panel.locator(".mb-title")).to_contain_text("张掖市")
    assert opened.errors == []


def test_a_source_is_the_whole_notice_with_a_way_to_every_clause(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.page.locator(".mb-shelf-card").filter(has_text="张政办函〔2020〕100号").click()
    panel = opened.page.locator("#mb-panel")
    expect(panel.locator(".mb-passage")).to_contain_text("总体要求")
    panel.locator(".mb-outline summary").click()
    panel.locator(".mb-jump").filter(has_text="加强主动公开文件上网发布").click()
    expect(panel.locator(".mb-paragraph").filter(has_text="建立主动公开文件工作台账")).to_be_in_viewport()


def test_an_example_is_asked_by_a_click_or_the_keyboard(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    example = opened.page.locator(".mb-example").first
    words = example.locator(".mb-ask").inner_text()
    example.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator(".mb-question")).to_have_text(words)
    expect(opened.page.locator(".mb-answer .mb-foot")).to_be_visible()


def test_two_visitors_do_not_see_each_other_s_chat(desktop: BrowserContext, phone: BrowserContext, site: str) -> None:
    first, second = visit(desktop, site), visit(phone, site)
    first.ask(CHINESE)
    second.ask("兰州市的要点是哪天印发的？")
    expect(first.page.locator(".mb-question")).to_have_text(CHINESE)
    expect(second.page.locator(".mb-question")).to_have_text("兰州市的要点是哪天印发的？")


def test_labels_follow_the_switch_and_the_chat_stays(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.ask(CHINESE)
    words = opened.page.locator(".mb-lead").inner_text()
    expect(opened.page.locator("html")).to_have_attribute("lang", "zh-CN")
    opened.page.get_by_role("button", name="English").click()
    expect(opened.page.get_by_role("button", name="New chat")).to_be_visible()
    expect(opened.page.locator("html")).to_have_attribute("lang", "en")
    expect(opened.page.locator(".mb-heading").first).to_have_text("Sources")
    expect(opened.page.locator(".mb-lead")).to_have_text(words)


def test_a_new_chat_starts_empty(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.ask(CHINESE)
    opened.page.get_by_role("button", name="新对话").click()
    expect(opened.page.locator(".mb-welcome")).to_be_visible()
    expect(opened.page.locator(".mb-turn")).to_have_count(0)


def test_an_empty_question_is_met_with_the_reason(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.page.locator("#mb-composer textarea").fill("   ")
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator(".mb-error")).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_source_can_be_closed(
    phone: BrowserContext, site: str
) -> None:
    opened = visit(phone, site)
    _fits(opened.page)
    opened.ask(CHINESE)
    _fits(opened.page)
    opened.page.locator(".mb-card").first.click()
    expect(opened.page.locator("#mb-panel mark").first).to_be_in_viewport()
    _fits(opened.page)
    opened.page.get_by_role("button", name="Close the original").click()
    expect(opened.page.locator("#mb-panel")).to_be_hidden()
    expect(opened.page.locator(".mb-lead")).to_be_visible()


def test_payloads_are_shown_as_text_everywhere(desktop: BrowserContext, hostile_site: str) -> None:
    opened = visit(desktop, hostile_site)
    expect(opened.page.locator(".mb-shelf-title")).to_have_text(PAYLOAD)
    opened.ask(PAYLOAD)
    expect(opened.page.locator(".mb-question")).to_have_text(PAYLOAD)
    expect(opened.page.locator(".mb-quote").first).to_have_text(PAYLOAD)
    expect(opened.page.locator("#mb-panel mark")).to_have_text(PAYLOAD)
    expect(opened.page.locator(".mb-problems li")).to_have_text(PAYLOAD)
    opened.page.get_by_role("button", name="English").click()
    expect(opened.page.locator("html")).to_have_attribute("lang", "en")
    assert opened.page.evaluate("window.pwned") is None
    assert opened.errors == []


def test_no_request_leaves_the_host(desktop: BrowserContext, site: str) -> None:
    opened = visit(desktop, site)
    opened.ask(CHINESE)
    opened.page.locator(".mb-card").first.click()
    expect(opened.page.locator("#mb-panel mark").first).to_be_visible()
    opened.page.goto(f"{site}/docs")
    expect(opened.page.locator(".opblock").first).to_be_visible()
    elsewhere = [url for url in opened.requested if not url.startswith((site, "data:", "blob:"))]
    assert elsewhere == []
    assert len(opened.requested) > 5


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = "[...document.querySelectorAll('#mb-head, #mb-turns, #mb-composer, #mb-panel')]"
    assert page.evaluate(f"{wide}.every((box) => box.scrollWidth <= window.innerWidth)")
