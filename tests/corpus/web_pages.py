"""Web pages as sites of Chinese governments make them, with the paragraphs of a notice for their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from corpus_builders import INVENTED, NOTICES

from corpus.clause import Clause
from corpus.fold import match_form
from corpus.layout import read_layout
from corpus.reading import Reading, read_file
from corpus.roles import Role, role_of

TEXTS = tuple(sorted([*NOTICES.glob("*.txt"), *INVENTED.glob("x*.txt"), *INVENTED.glob("x*.md")]))
Made = Callable[[Sequence[str]], str]


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a text file, joined over its line ends, without its page controls."""
    return [paragraph.text for paragraph in read_layout(read_file(path).notice.raw)[0]]


def told(reading: Reading) -> object:
    """Return what two readings of one notice must have in common, whatever the format."""
    notice = reading.notice
    clauses = [
        (clause.path, match_form(clause.marker or ""), match_form(clause.heading or ""), match_form(_words(clause)))
        for clause in reading.clauses
    ]
    return notice.doc_number, notice.issued_on, notice.issuer, notice.title, clauses


def _words(clause: Clause) -> str:
    """Return a clause's words; of the lines before the first those alone that are no field beside the notice."""
    return "\n".join(
        line for line in clause.text.splitlines() if clause.path != ("文头",) or role_of(line) != Role.LABEL
    )


def bare(paragraphs: Sequence[str]) -> str:
    """Nothing but paragraphs, as `curl` brings a page of an old site: no head, no end tags."""
    return "<html><body>\n" + "\n".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{escape(one)}" for one in paragraphs)


def editor(paragraphs: Sequence[str]) -> str:
    """A content system's page: menu, place on the site, fields, tools, editor's spans, attachments, related, footer."""
    words = "\n".join(
        f'<p style="text-indent: 2em; line-height: 2em;"><span style="font-family:仿宋">{escape(one[:3])}</span>'
        f'<span\nlang="EN-US"></span><strong>{escape(one[3:5])}</strong>{escape(one[5:])}</p>'
        for one in paragraphs
    )
    return _PAGE.format(text=f'<div class="TRS_Editor" id="zoom"><style>.TRS_Editor P{{margin:0}}</style>{words}</div>')


def divisions(paragraphs: Sequence[str]) -> str:
    """A page whose paragraphs are <div>s within <div>s, with line breaks of the markup within the words."""
    words = "\n".join(
        f"<div>\n  <div>　　{escape(one[:20])}\r\n{escape(one[20:])}</div>\n</div>"
        if len(one) > 40 and all("\u4e00" <= c <= "\u9fff" for c in one[19:21])
        else f"<div>　　{escape(one)}</div>"
        for one in paragraphs
    )
    return _PAGE.format(text=f'<section><article class="con"><div>{words}</div></article></section>')


def breaks(paragraphs: Sequence[str]) -> str:
    """A page of the years of table layouts: FONT, BR and blanks in a cell, menus in the cells beside it."""
    words = "<BR>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(one)}" for one in paragraphs)
    menu = "".join(f'<TR><TD><A HREF="list_{n}.htm">栏目{n}</A></TD></TR>' for n in range(12))
    return (
        "<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gb2312'><TITLE>政务公开</TITLE></HEAD>"
        f"<BODY><TABLE WIDTH=1000><TR><TD COLSPAN=2><IMG SRC=top.jpg></TD></TR><TR><TD><TABLE>{menu}</TABLE></TD>"
        f"<TD><TABLE><TR><TD><FONT SIZE=3>{words}</FONT></TD></TR></TABLE></TD></TR>"
        "<TR><TD COLSPAN=2 ALIGN=center>主办：某某市人民政府办公室　京ICP备05000000号</TD></TR></TABLE></BODY></HTML>"
    )


def word(paragraphs: Sequence[str]) -> str:
    """What Word saves as a web page: its own styles, conditional comments, empty o:p elements."""
    words = "\n".join(
        f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=EN-US style='font-size:\n"
        f"16.0pt;font-family:仿宋_GB2312'>{escape(one)}<o:p></o:p></span></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        for one in paragraphs
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        "<head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><meta name=Generator content='x'>"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal {mso-style-parent:''} --></style></head><body lang=ZH-CN><div class=WordSection1>"
        f"{words}</div></body></html>"
    )


def account(paragraphs: Sequence[str]) -> str:
    """An article of a public account: hidden until a script shows it, sections in sections, no fields."""
    words = "".join(
        f'<section><section><p><span style="letter-spacing: 1px;">{escape(one)}</span></p></section></section>'
        for one in paragraphs
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title></title></head><body><div id='page-content'>"
        "<div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'>"
        f"{words}</div></div><script>var a='<p>一、不是正文。</p>';</script><div class='qr_code_pc'>"
        "微信扫一扫</div></body></html>"
    )


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>文件_某某市人民政府</title>
<script>document.write("<p>一、脚本里的字。</p>");</script><style>p{{margin:0}}</style></head>
<body class="page-header-fixed"><div class="header"><div class="logo">某某市人民政府</div>

<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>
<li><a href="/hd">走进某某</a></li></ul></div>
<div class="wrap"><div class="dqwz">当前位置：<a href="/">首页</a> &gt; 
<a href="/zwgk">政务公开</a> &gt; <a href="/zc">政策</a></div>
<div class="left"><ul><li><a href="/1">关于印发某某方案的通知</a></li><li><a href="/2">公开目录</a></li></ul></div>
<div class="main"><div class="info"><span>来源：某某网</span><span>浏览次数：<i id="hits">12</i></span>
<span>字号：[<a href="javascript:z(18)">大</a> <a href="javascript:z(16)">中</a> 
<a href="javascript:z(14)">小</a>]</span></div>
<!-- 正文开始 -->{text}<!-- 正文结束 -->
<div style="display:none">一、隐藏的字。请勿阅读。</div>
<div class="fj">相关附件：<a href="/P0201904/附表.xls">重点任务附表.xls</a></div>
<div class="tools"><a href="javascript:window.print()">【打印本页】</a>
<a href="javascript:close()">【关闭窗口】</a></div>
<div>上一篇：<a href="/3">关于做好防汛工作的通知</a></div><div>下一篇：<a href="/4">1.没有了</a></div>
<h3>相关链接</h3><ul><li><a href="/5">一、图解：政策问答</a></li><li><a href="/6">某某解读</a></li></ul></div></div>
<div class="footer"><p>主办：某某市人民政府办公室　网站标识码：0000000001　某ICP备05000000号</p>
<p>建议使用1024×768以上分辨率浏览本网站。</p></div></body></html>"""

STYLES: tuple[Made, ...] = (bare, editor, divisions, breaks, word, account)
