"""Saved web pages: attached files are named; they stay in the text only where the text lists them."""

from __future__ import annotations

from corpus.read.document import Document
from corpus.read.html import read_html

_TEXT = (
    "<p>各有关单位：</p><p>一、加强公开。各单位应当及时公开政府信息。</p><p>二、加强解读。政策文件应当同步解读。</p>"
)


def _read(markup: str) -> Document:
    return read_html("page.html", markup.encode())


def _lines(body: str) -> list[str]:
    return _read(f"<html><body><div>{body}</div></body></html>").raw.split("\n")


def test_attached_files_are_named_and_kept_out_of_the_text() -> None:
    files = (
        "<p><a href='/a/P1.docx'>任务分解表.docx</a></p><p>相关附件：<a href='/down?file=2.xls'>点击下载</a></p>"
        "<p><a href='/b.pdf' title='联系表.pdf'>下载</a></p><p><a href='/list.html'>更多</a></p>"
    )
    document = _read(f"<html><body><div>{_TEXT}{files}</div></body></html>")
    assert document.medium.attachments == ("任务分解表.docx", "2.xls", "联系表.pdf")
    assert document.raw.endswith("政策文件应当同步解读。")


def test_attached_files_that_the_text_lists_stay_in_it() -> None:
    listed = (
        "<p>附件：1. <a href='1.doc'>任务分解表</a></p><p>2. <a href='2.doc'>联系表</a></p><p>澜溪市人民政府</p>"
        "<p>2021年3月5日</p>"
    )
    again = "<p><a href='1.doc'>任务分解表.doc</a></p>"
    document = _read(f"<html><body><div>{_TEXT}{listed}</div><div>{again}</div></body></html>")
    assert document.raw.split("\n")[-4:] == ["附件：1. 任务分解表", "2. 联系表", "澜溪市人民政府", "2021年3月5日"]
    assert document.medium.attachments == ("任务分解表", "联系表", "任务分解表.doc")


def test_a_bare_label_is_joined_to_the_files_below_it_as_a_text_lists_them() -> None:
    files = "<p>附件：</p><p><a href='1.doc'>1.任务分解表.doc</a></p><p><a href='2.doc'>2.联系表.doc</a></p>"
    assert _lines(_TEXT + files)[-2:] == ["附件：1.任务分解表.doc", "2.联系表.doc"]
