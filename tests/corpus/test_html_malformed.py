"""Saved web pages without a notice are refused with the remedy; careless markup costs no clause."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableFile
from corpus.read.document import Document
from corpus.read.html import read_html

_TEXT = (
    "<p>各有关单位：</p><p>一、加强公开。各单位应当及时公开政府信息。</p><p>二、加强解读。政策文件应当同步解读。</p>"
)


def _read(markup: str) -> Document:
    return read_html("page.html", markup.encode())


MALFORMED = {
    "empty": ("", "empty"),
    "no text": ("<html><body></body></html>", "no text"),
    "menu alone": ("<html><body><a href=/>首页</a><a href=/a>政务公开</a></body></html>", "no text"),
    "frames": ("<html><frameset cols='20%,*'><frame src=a.htm><frame src=b.htm></frameset></html>", "frame"),
    "written by a script": ("<html><body><div id=app></div><script src=a.js></script></body></html>", "script"),
    "log-in": ("<html><body><form>用户名<input>密码<input type=password></form></body></html>", "password"),
    "not found": (
        "<html><head><title>404</title></head><body>您访问的页面不存在或已删除，请返回首页。</body></html>",
        "404",
    ),
    "forbidden": ("<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>", "403"),
    "puzzle": ("<html><body><p>为了您的安全，请完成滑动验证后继续访问。</p></body></html>", "滑动"),
    "markup cut off": ("<html><body><div class='con", "no text"),
    "script left open": ("<html><body><script>var a = '<p>一、加强公开。</p>", "script"),
    "pictures alone": ("<html><body><img src=1.jpg><img src=2.jpg></body></html>", "pictures"),
    "a link to a file": ("<html><body><a href=/a/b.pdf>关于公开的通知.pdf</a></body></html>", "only links"),
    "a file in a frame": ("<html><body><iframe src='/viewer.html?file=a.pdf'></iframe></body></html>", "a.pdf"),
}


@pytest.mark.parametrize(("markup", "reason"), MALFORMED.values(), ids=MALFORMED)
def test_a_page_without_a_notice_is_refused_with_the_remedy(markup: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        _read(markup)
    assert (caught.value.name, bool(caught.value.remedy)) == ("page.html", True)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 30_000 + _TEXT + "</div>" * 30_000,
        "<table><tr><td>" * 3_000 + _TEXT,
        "<table><tr><td rowspan=99999 colspan=99999>一、加强公开。各单位应当及时公开政府信息。</table>" + _TEXT,
        "<p>" + "<b><i>" * 5_000 + "一、加强公开。各单位应当及时公开政府信息。" + _TEXT,
        "</p></div></table>" * 1_000 + _TEXT,
        "<ol>" + "<li>" * 3_000 + _TEXT,
        "<a href='#'>" * 3_000 + _TEXT,
    ],
    ids=["deep", "tables", "spans", "unclosed", "ends", "items", "links"],
)
def test_careless_or_hostile_markup_costs_no_clause(markup: str) -> None:
    raw = _read(f"<html><body>{markup}</body></html>").raw
    assert "二、加强解读。政策文件应当同步解读。" in raw
