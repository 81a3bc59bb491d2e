"""Tables in PDF files: ruled cells become rows, once, wherever a page cuts them."""

from __future__ import annotations

from pdf_builders import Page, pdf_bytes

from corpus.read.pdf import read_pdf

HEADS = ("序号", "工作任务", "责任单位")
XS = (60.0, 110.0, 400.0, 530.0)


def rows(page: Page, top: float, *cells: tuple[str, ...], height: float = 30) -> Page:
    """Draw a table of these rows with rules around each cell."""
    page.grid(XS, [top + height * at for at in range(len(cells) + 1)])
    for at, row in enumerate(cells):
        for x, cell in zip(XS, row, strict=False):
            page.text(x + 5, top + height * at + 20, cell, 12)
    return page


def lines(*pages: Page) -> list[str]:
    return read_pdf("table.pdf", pdf_bytes(pages)).raw.splitlines()


def test_a_row_says_what_its_cells_are_and_stands_once_between_the_text_around_it() -> None:
    page = Page().text(80, 60, "任务分工如下：").text(80, 300, "以上任务按月报送。")
    rows(page, 100, HEADS, ("1", "公开预算", "市财政局"), ("2", "公开招生方案", "市教育局"))
    assert lines(page) == [
        "任务分工如下：",
        "1．工作任务：公开预算；责任单位：市财政局。",
        "2．工作任务：公开招生方案；责任单位：市教育局。",
        "以上任务按月报送。",
    ]


def test_a_unit_beside_two_rows_is_said_of_both() -> None:
    page = Page().text(80, 60, "任务分工如下：")
    for x0, x1, ys in ((60, 400, (100, 130, 160, 190)), (400, 530, (100, 130, 190))):
        for y in ys:
            page.rule(x0, y, x1, y)
    for x in XS:
        page.rule(x, 100, x, 190)
    for y, words in ((120, HEADS), (150, ("1", "公开预算", "")), (180, ("2", "公开决算", ""))):
        for x, cell in zip(XS, words, strict=False):
            page.text(x + 5, y, cell, 12)
    page.text(405, 165, "市财政局", 12)
    assert lines(page)[1:] == [
        "1．工作任务：公开预算；责任单位：市财政局。",
        "2．工作任务：公开决算；责任单位：市财政局。",
    ]


def test_lines_of_a_cell_are_joined_where_they_were_full_and_kept_apart_where_not() -> None:
    page = rows(Page(), 100, HEADS, ("1", "", ""), height=60)
    page.text(115, 175, "及时公开财政预算决算和三公经费等各方面群众关", 12).text(115, 195, "心的信息", 12)
    page.text(405, 175, "市财政局", 12).text(405, 195, "市审计局", 12)
    assert lines(page)[0] == (
        "1．工作任务：及时公开财政预算决算和三公经费等各方面群众关心的信息；责任单位：市财政局 市审计局。"
    )


def test_a_table_that_runs_over_a_page_is_one_and_its_repeated_head_stands_once() -> None:
    first = rows(Page().text(290, 810, "- 1 -", 12), 600, HEADS, ("1", "公开预算", "市财政局"))
    second = rows(Page().text(290, 810, "- 2 -", 12), 80, HEADS, ("2", "公开决算", "市财政局"))
    found = read_pdf("table.pdf", pdf_bytes([first, second]))
    assert found.raw.splitlines() == [
        "1．工作任务：公开预算；责任单位：市财政局。",
        "2．工作任务：公开决算；责任单位：市财政局。",
    ]
    assert found.raw[found.medium.pages[1] :].startswith("2．")


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    first = rows(Page(), 600, HEADS, ("1", "公开财政预算和", "市财政局"))
    second = rows(Page(), 80, ("", "决算", ""), ("2", "公开招生方案", "市教育局"))
    assert lines(first, second) == [
        "1．工作任务：公开财政预算和决算；责任单位：市财政局。",
        "2．工作任务：公开招生方案；责任单位：市教育局。",
    ]


def test_a_frame_around_text_is_no_table() -> None:
    page = Page().grid((60, 530), (90, 140)).text(80, 120, "此件公开发布。")
    assert lines(page) == ["此件公开发布。"]


def test_a_table_stored_sideways_is_read_as_one() -> None:
    page = Page(rotate=90)
    xs, ys = (200.0, 230.0, 260.0), (700.0, 600.0, 400.0)
    page.grid(xs, ys)
    turn = (0, 1, -1, 0)
    for x, y, words in ((220, 690, "工作任务"), (220, 590, "责任单位"), (250, 690, "公开预算"), (250, 590, "市财政局")):
        page.text(x, y, words, 12, turn=turn)
    assert lines(page) == ["工作任务：公开预算；责任单位：市财政局。"]
