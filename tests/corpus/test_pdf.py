"""PDF files with text: what was printed is read back in order, without what the printer added."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from corpus_builders import INVENTED, NOTICES, squeeze
from pdf_builders import Page, Setting, paragraphs_of, pdf_bytes, set_pages

from corpus.read.document import Document
from corpus.read.pdf import read_pdf
from corpus.read.text import read_plain
from corpus.reading import Reading, understand

SOURCES = sorted([*NOTICES.glob("*.txt"), *INVENTED.glob("x*.*")])
SETTINGS = {
    "as Word sets it": Setting(foot="— {} —"),
    "with running heads": Setting(head="兰州市人民政府公报 2020年第{}期", foot="第{}页 共12页"),
    "in two columns": Setting(10.5, 17, 2, margins=(45, 60, 45, 60), foot="{}"),
    "in blocks": Setting(12, 18, indent=0.0, gap=9.0, margins=(50, 60, 50, 60), foot="- {} -"),
}


@cache
def text_of(source: Path) -> Reading:
    return understand(read_plain(source.name, source.read_bytes()), source.name)


def read(*pages: Page) -> Document:
    return read_pdf("notice.pdf", pdf_bytes(pages))


def lines(*pages: Page) -> list[str]:
    return read(*pages).raw.splitlines()


def tree(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        ("/".join(clause.path), clause.marker, squeeze(clause.heading), squeeze(clause.text))
        for clause in reading.clauses
    ]


def front(reading: Reading) -> tuple[object, ...]:
    notice = reading.notice
    return (notice.doc_number, notice.issued_on, notice.issuer, squeeze(notice.title))


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_printed_notice_has_the_clauses_of_its_text(source: Path, setting: Setting) -> None:
    text = text_of(source)
    data = pdf_bytes(set_pages(paragraphs_of(source), setting))
    printed = understand(read_pdf(source.name, data), source.name)
    assert tree(printed) == tree(text)
    assert front(printed) == front(text)


def test_pages_begin_where_their_first_words_stand() -> None:
    found = read(Page().text(80, 100, "第一页的话。"), Page(), Page().text(80, 100, "第三页的话。"))
    assert found.raw == "第一页的话。\n第三页的话。\n"
    assert found.medium.pages == (0, 7, 7)


def test_a_paragraph_that_a_page_cuts_is_one() -> None:
    full = "一二三四五六七八九十" * 3
    first = Page().text(112, 700, full[2:], 14).text(84, 730, full, 14)
    for y in range(100, 700, 30):
        first.text(84, y, full, 14)
    first.text(290, 800, "- 1 -", 12)
    second = Page().text(84, 100, "公开。", 14).text(112, 130, "第二段。", 14).text(290, 800, "- 2 -", 12)
    found = read(first, second)
    assert found.raw.splitlines()[-2:] == [full[2:] + full + "公开。", "第二段。"]
    assert found.raw[found.medium.pages[1] :].startswith("公开。")


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page().text(150, 60, "关于政务公开工作的通知全文如下排印", 18)
    for row in range(8):
        page.text(50, 100 + 20 * row, f"左{row}" + "甲" * 18, 12).text(310, 100 + 20 * row, f"右{row}" + "乙" * 18, 12)
    found = "".join(lines(page))
    order = [found.index(f"{side}{row}") for side in "左右" for row in range(8)]
    assert all(a < b for a, b in pairwise(order))
    assert found.startswith("关于政务公开")


def test_words_side_by_side_in_one_row_stay_together() -> None:
    page = Page().text(80, 100, "兰政办发〔2019〕8号").text(380, 100, "签发人：李明")
    page.text(80, 200, "市政府办公室").text(380, 230, "2019年6月14日")
    assert lines(page) == ["兰政办发〔2019〕8号 签发人：李明", "市政府办公室", "2019年6月14日"]


def test_letters_set_wide_make_one_word() -> None:
    page = Page().text(100, 100, "兰州市人民政府文件", 30, spacing=12).text(200, 200, "通　知", 22)
    assert lines(page) == ["兰州市人民政府文件", "通知"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_stored_sideways_is_read_upright(rotate: int) -> None:
    turns = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
    places = {90: [(200, 700), (240, 700)], 180: [(500, 700), (500, 660)], 270: [(400, 100), (360, 100)]}
    page = Page(rotate=rotate)
    for words, (x, y) in zip(("第一行的话。", "第二行的话。"), places[rotate], strict=True):
        page.text(x, y, words, turn=turns[rotate])
    assert lines(page) == ["第一行的话。", "第二行的话。"]


def test_writing_that_runs_upwards_on_the_page_is_read_upright() -> None:
    page = Page().text(200, 700, "第一行的话。", turn=(0, 1, -1, 0)).text(240, 700, "第二行的话。", turn=(0, 1, -1, 0))
    assert lines(page) == ["第一行的话。", "第二行的话。"]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    assert lines(Page().text(80, 100, "人人公开。").text(80.3, 100, "人人公开。")) == ["人人公开。"]


def test_radicals_and_ligatures_become_the_usual_characters() -> None:
    assert lines(Page().text(80, 100, "⼈⺠政府⽂件ﬁnal")) == ["人民政府文件final"]


def test_a_slanted_or_pale_watermark_is_left_out() -> None:
    page = Page().text(80, 100, "公开工作的要求。").text(80, 130, "及时公开。")
    page.text(150, 500, "内部资料", 60, turn=(0.7, 0.7, -0.7, 0.7)).text(90, 135, "样本", 60, grey=0.9)
    assert lines(page) == ["公开工作的要求。", "及时公开。"]


def test_a_sign_without_a_code_is_shown_as_missing() -> None:
    found = read(Page().text(80, 100, "公开平台\ue123建设工作要求。"))
    assert found.raw == "公开平台〓建设工作要求。\n"
    assert [problem.code for problem in found.problems] == ["missing characters"]


def test_a_footnote_stands_behind_the_paragraph_that_it_cuts() -> None:
    full = "一二三四五六七八九十" * 3
    first = Page()
    for y in range(100, 700, 30):
        first.text(84, y, full, 14)
    first.text(112, 700, "平台", 14).text(140, 694, "1", 7).text(144, 700, full[:25], 14)
    first.text(84, 760, "1 平台是指门户网站。", 9)
    second = Page().text(84, 100, "公开。", 14).text(112, 130, "第二段。", 14)
    found = lines(first, second)[-3:]
    assert found == [f"平台①{full[:25]}公开。", "1 平台是指门户网站。", "第二段。"]


def test_a_figure_on_a_line_of_its_own_is_no_page_number_inside_the_page() -> None:
    assert lines(Page().text(80, 100, "完成下列数量").text(80, 400, "35").text(80, 430, "件以上。")) == [
        "完成下列数量",
        "35",
        "件以上。",
    ]


def test_a_browsers_date_and_address_are_left_out() -> None:
    page = Page().text(30, 20, "2020/3/5 上午10:20", 8).text(300, 20, "某市人民政府", 8).text(80, 100, "公开。")
    page.text(30, 830, "https://www.example.gov.cn/art/2020/3/5/a.html", 8).text(560, 830, "1/1", 8)
    assert lines(page) == ["公开。"]


def test_attached_files_are_named() -> None:
    data = pdf_bytes([Page().text(80, 100, "公开。")], attachment="公开目录.xlsx")
    assert read_pdf("notice.pdf", data).medium.attachments == ("公开目录.xlsx",)
