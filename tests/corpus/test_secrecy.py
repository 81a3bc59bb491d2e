"""Secrecy: a document that bears a secrecy mark is refused, one that speaks of secrecy is not."""

from __future__ import annotations

import pytest
from corpus_builders import read_lines

from corpus.errors import SecretFile, UnreadableFile
from corpus.secrecy import check, marked

LETTERHEAD = "青木市人民政府办公室文件\n青政办发〔2020〕8号\n关于印发青木市应急预案的通知\n各县区人民政府：\n"
BODY = LETTERHEAD + "现将预案印发给你们，请认真组织实施。\n一、总则。\n二、分工。\n三、附则。\n"
DEEP = BODY + "四、保障。各单位应当保障经费和人员，确保各项工作落到实处。\n" * 30

MARKED = {
    "a mark, a star and a period": ("绝密★1年\n" + BODY, "绝密"),
    "no period": ("机密★\n" + BODY, "机密"),
    "spaces between the characters": ("秘  密★长期\n" + BODY, "秘密"),
    "full-width spaces": ("秘　密　★　６个月\n" + BODY, "秘密"),
    "a label": ("密级：机密\n" + BODY, "机密"),
    "a label with spaces in it": ("密　级：秘密\n" + BODY, "秘密"),
    "spaces around the star": ("秘密 ★ 6个月\n" + BODY, "秘密"),
    "a dot for a star": ("机密·2年\n" + BODY, "机密"),
    "a copy number above": ("000012\n机密★1年\n" + BODY, "机密"),
    "a copy number on the line": ("000012 机密★1年\n" + BODY, "机密"),
    "urgency below": ("000012\n机密★1年\n特急\n" + BODY, "机密"),
    "urgency on the line": ("机密★1年　　　特急\n" + BODY, "机密"),
    "urgency before the mark": ("特急  绝密\n" + BODY, "绝密"),
    "a hollow star": ("机密☆3年\n" + BODY, "机密"),
    "an asterisk": ("机密*3年\n" + BODY, "机密"),
    "大 for a star": ("机密大3年\n" + BODY, "机密"),
    "x for a star": ("机密 x 3年\n" + BODY, "机密"),
    "a lost character for a star": ("机密\ufffd3年\n" + BODY, "机密"),
    "a character of a symbol font": ("机密\uf0ab3年\n" + BODY, "机密"),
    "Traditional script": ("機密★三年\n" + BODY, "机密"),
    "a lone mark": ("秘密\n" + BODY, "秘密"),
    "a lone mark in brackets": ("【机密】\n" + BODY, "机密"),
    "a lone mark in Markdown": ("**机密**\n" + BODY, "机密"),
    "a heading in Markdown": ("# 绝密★10年\n" + BODY, "绝密"),
    "a tag": ("<p>机密★1年</p>\n" + BODY, "机密"),
    "a page's particulars": ("索引号：QM-2020-8 密级：秘密 发布日期：2020-03-01\n" + BODY, "秘密"),
    "a page's particulars in a table": ("| 索引号 | QM-8 | 密级 | 秘密 |\n" + BODY, "秘密"),
    "a page's particulars, one a line": ("索引号\nQM-8\n密级\n秘密\n" + BODY, "秘密"),
    "front matter": ("---\ntitle: 关于印发预案的通知\n密级: 机密\n---\n" + BODY, "机密"),
    "beside the letterhead": ("青木市人民政府文件　　　机密★1年\n" + BODY, "机密"),
    "before the letterhead": ("机密★1年 青木市人民政府文件\n" + BODY, "机密"),
    "before the letterhead without a star": ("机密　　青木市人民政府文件\n" + BODY, "机密"),
    "below the letterhead": (LETTERHEAD + "机密★1年\n" + BODY, "机密"),
    "behind the title": ("青木市应急预案（机密）\n" + BODY, "机密"),
    "all in one line": (
        "000012 机密★3年 特急 青木市人民政府文件 关于印发预案的通知 各单位：请执行。一、总则。",
        "机密",
    ),
    "a header of a later page": (DEEP + "机密★3年\n五、附则。\n", "机密"),
    "beside the page number of a later page": (DEEP + "机密★3年　　第2页 共5页\n五、附则。\n", "机密"),
    "behind the page number of a later page": (DEEP + "— 2 —　　机密★3年\n五、附则。\n", "机密"),
    "a lone mark beside a page number": (DEEP + "— 2 —\n机密\n五、附则。\n", "机密"),
    "a lone mark at the top of a page": (DEEP + "\f秘密\n五、附则。\n", "秘密"),
    "OCR noise in the header of a later page": (DEEP + "机密大3年\n五、附则。\n", "机密"),
    "at the top of an annex": (DEEP + "附件2\n机密\n青木市名单\n", "机密"),
    "above an annex": (DEEP + "秘密\n附件2：\n青木市名单\n", "秘密"),
    "a label at the top of an annex": (DEEP + "附件1\n密级：秘密\n", "秘密"),
    "the character for class": ("机密级★5年\n" + BODY, "机密"),
    "a lone class": ("机密级\n" + BODY, "机密"),
    "a label with a class and a period": ("密级：秘密级　保密期限：5年\n" + BODY, "秘密"),
    "a day as the period": ("秘密★2025年12月31日前\n" + BODY, "秘密"),
    "a paper not yet used": ("绝密★启用前\n" + BODY, "绝密"),
    "navigation above": ("首页\n政务公开\n当前位置：首页 > 公开\n机密\n" + BODY, "机密"),
    "a period and no star": ("秘密 6个月\n" + BODY, "秘密"),
    "one character a line": ("机\n密\n★\n1年\n" + BODY, "机密"),
    "a copy number with its label": ("份号：000012　密级：绝密★20年　紧急程度：特急\n" + BODY, "绝密"),
    "Windows line ends": ("000012\r\n机密★1年\r\n" + BODY, "机密"),
    "a byte order mark": ("\ufeff机密★1年\n" + BODY, "机密"),
    "a public label and a mark": ("公开方式：主动公开\n秘密★1年\n" + BODY, "秘密"),
}

PASSING = {
    "nothing of the kind": BODY,
    "nothing at all": "",
    "state secrets kept": BODY + "四、保守国家秘密，严格保密审查。\n",
    "no secret may be touched": BODY + "公开内容不得涉及国家秘密、商业秘密和个人隐私。\n",
    "a title about secret files": "机密文件管理办法\n第一条 为了加强机密文件管理，制定本办法。\n",
    "a title about secret carriers": "青木市国家秘密载体管理规定\n第一条 为了管理。\n",
    "a law on secrets": "# 中华人民共和国保守国家秘密法\n\n第一条 为了保守国家秘密，制定本法。\n",
    "a label that says public": "密级：公开\n" + BODY,
    "a label that says none": "密级：无\n" + BODY,
    "a label that says ordinary": "密级：普通\n" + BODY,
    "a label that says internal": "密级：内部\n" + BODY,
    "a label with nothing behind it": "密级：\n" + BODY,
    "a label with boxes to tick": "密级：□绝密 □机密 □秘密\n" + BODY,
    "a label with a choice": "密级：绝密/机密/秘密\n" + BODY,
    "a numbered heading": BODY + "一、秘密\n属于国家秘密的，不予公开。\n",
    "a heading of a chapter": BODY + "第一章 秘密\n第一条 属于国家秘密的，不予公开。\n",
    "a column of a table": "| 序号 | 事项 | 密级 | 保密期限 |\n|---|---|---|---|\n| 1 | 试题 | 秘密 | 1年 |\n" + BODY,
    "a cell far down": DEEP + "| 1 | 试题 | 秘密★1年 | 教育局 |\n",
    "a lone cell far down": DEEP + "事项\n密级\n试题\n秘密\n",
    "a quoted class in a title": "关于《机密级计算机管理要求》的解读\n" + BODY,
    "a notice about classification": "关于做好国家秘密定密工作的通知\n" + BODY,
    "how to mark": BODY + "四、国家秘密标志为密级★保密期限，如“机密★3年”，标于首页左上角。\n",
    "how to mark, in the first line": "首页左上角应当标注“秘密★1年”字样。\n" + BODY,
    "the three classes": BODY + "第十条 国家秘密的密级分为绝密、机密、秘密三级。\n",
    "a class begins the paragraph": BODY + "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全遭受特别严重的损害。\n",
    "a class begins the second line of a wrapped sentence": DEEP + "不得将标有\n秘密★1年字样的文件带出。\n",
    "business secrets": "商业秘密\n" + BODY,
    "work secrets in a sentence": BODY + "四、工作秘密不予公开。\n",
    "a mark of a firm": "核心商密★10年\n" + BODY,
    "English": "SECRET\n" + BODY,
    "the secrecy office": "青木市国家保密局文件\n" + BODY,
    "a secretary": "青木市人民政府秘书处\n" + BODY,
    "a declassified file": "机密★1年（已解密）\n" + BODY,
    "a catalogue of secrets": DEEP + "- 秘密\n- 机密\n",
    "a sentence that begins with the word": BODY + "机密不得外泄。\n",
    "a password": "密码：机密\n" + BODY,
    "how long it is secret": BODY + "四、保密期限：秘密级不超过10年。\n",
    "an annex about secrets": BODY + "附件\n机密文件清退登记表\n",
    "public, once secret": "密级：公开（原秘密）\n" + BODY,
    "a mark quoted in the title": "关于规范“机密”标识使用的通知\n" + BODY,
}


@pytest.mark.parametrize(("text", "mark"), MARKED.values(), ids=MARKED)
def test_a_secrecy_mark_is_read(text: str, mark: str) -> None:
    assert marked(text) == mark


@pytest.mark.parametrize("text", PASSING.values(), ids=PASSING)
def test_a_passing_mention_is_no_mark(text: str) -> None:
    assert marked(text) is None


def test_a_marked_file_is_refused_with_its_mark_and_line_and_nothing_else_of_it() -> None:
    with pytest.raises(SecretFile) as refused:
        check("a.txt", "000012\n机密★3年\n青木市人民政府文件\n" + BODY)
    assert refused.value.reason == "it bears the secrecy mark 机密 (line 2)"
    assert "青木市" not in str(refused.value) and "000012" not in str(refused.value)


def test_the_remedy_names_the_office_and_the_law() -> None:
    with pytest.raises(UnreadableFile) as refused:
        check("a.txt", "绝密\n" + BODY)
    assert "保密" in refused.value.remedy and "保守国家秘密法" in refused.value.remedy


def test_the_line_is_counted_as_an_editor_counts_it() -> None:
    with pytest.raises(SecretFile, match=r"line 4\)"):
        check("a.txt", "\n\f\n\n机密★3年\n" + BODY)


def test_a_marked_file_becomes_no_notice() -> None:
    with pytest.raises(SecretFile):
        read_lines("秘密★1年", "青木市要点", "一、甲。", "二、乙。")


def test_a_file_without_a_mark_passes() -> None:
    assert check("a.txt", BODY) is None  # type: ignore[func-returns-value]
