"""Notices printed to PDF by a browser, as people do from a government site, give the clauses of their text."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from corpus_builders import INVENTED, NOTICES, squeeze
from pdf_builders import paragraphs_of
from playwright.sync_api import Browser

from corpus.read.pdf import read_pdf
from corpus.read.text import read_plain
from corpus.reading import Reading, understand
from tests.tools.browser import chromium

_SERIF = "body{font:16pt/28pt 'Noto Serif CJK SC';margin:0}p{margin:0;text-indent:2em;text-align:justify}"
_SITE = "body{font:14px/1.7 'Noto Sans CJK SC';margin:0}p{margin:0 0 1em 0}"
_COLUMNS = (
    "body{font:10.5pt/1.6 'Noto Serif CJK SC';margin:0}div{column-count:2;column-gap:2em;column-fill:auto}"
    "p{margin:0;text-indent:2em;text-align:justify}"
)
_HEAD = "<div style='font-size:9px;width:100%;padding:0 1cm'><span class=date></span> 市人民政府公报 2020年第3期</div>"
_FOOT = "<div style='font-size:10px;width:100%;text-align:center'>— <span class=pageNumber></span> —</div>"
_ADDRESS = (
    "<div style='font-size:8px;width:100%;padding:0 1cm'><span class=url></span> "
    "<span class=pageNumber></span>/<span class=totalPages></span></div>"
)
PRINTS = (
    ("000_ad15e82ceef75588.txt", _SERIF, "", _FOOT),
    ("001_3268c538ae697c61.txt", _COLUMNS, "", _FOOT),
    ("002_4bf9e819e8d34cd9.txt", _SITE, _HEAD, _ADDRESS),
    ("003_d1a0870ae1ee60a6.txt", _SERIF, _HEAD, _FOOT),
    ("004_e22f52c6fcd2f237.txt", _COLUMNS, _HEAD, _FOOT),
    ("x01_lanxi_2021_plan.txt", _SERIF, _HEAD, _FOOT),
    ("x04_yunling_application_rules.txt", _COLUMNS, "", ""),
    ("x05_wangchuan_2020_opinion.md", _SITE, _HEAD, _ADDRESS),
    ("x06_qingmu_annual_report.txt", _SERIF, "", _FOOT),
    ("x12_yunling_grassroots_tasks.txt", _COLUMNS, _HEAD, _FOOT),
)
"""The notice, how it is set, and what stands at the head and the foot of each page."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def tree(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        ("/".join(clause.path), clause.marker, squeeze(clause.heading), squeeze(clause.text))
        for clause in reading.clauses
    ]


@pytest.mark.parametrize(("name", "style", "head", "foot"), PRINTS, ids=[one[0].split("_")[0] for one in PRINTS])
def test_a_notice_printed_by_a_browser_has_the_clauses_of_its_text(
    name: str, style: str, head: str, foot: str, browser: Browser
) -> None:
    source = (INVENTED if name.startswith("x") else NOTICES) / name
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs_of(source))
    page = browser.new_page()
    page.set_content(f"<html lang=zh><style>p{{white-space:pre-wrap}}{style}</style><body><div>{body}</div>")
    data = page.pdf(
        format="A4",
        margin={"top": "2.5cm", "bottom": "2.5cm", "left": "2cm", "right": "2cm"},
        display_header_footer=bool(head or foot),
        header_template=head or "<i></i>",
        footer_template=foot or "<i></i>",
    )
    page.close()
    text = understand(read_plain(name, source.read_bytes()), name)
    printed = understand(read_pdf(name, data), name)
    assert tree(printed) == tree(text)
    assert printed.notice.doc_number == text.notice.doc_number
    assert printed.notice.issued_on == text.notice.issued_on
    assert printed.notice.issuer == text.notice.issuer
    assert squeeze(printed.notice.title) == squeeze(text.notice.title)
    assert len(printed.notice.medium.pages) >= 1
