"""Endings: what a notice says that it repeals, amends or replaces."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.endings import read_endings

ISSUED = dt.date(2020, 3, 16)
BEGINS = dt.date(2020, 5, 1)
TITLE = "青木市人民政府办公室关于印发《青木市政务公开办法》的通知"
A = "青木市信息公开办法"
B = "青木市网站管理规定"

ENDS = {
    f"本办法自2020年5月1日起施行，《{A}》同时废止。": [f"repeals||{A}|2020-05-01"],
    f"《{A}》（青政办发〔2015〕3号）同时废止。": [f"repeals|青政办发〔2015〕3号|{A}|2020-05-01"],
    f"《{A}》(青政办发[2015]3号)同时废止。": [f"repeals|青政办发〔2015〕3号|{A}|2020-05-01"],
    f"原《{A}》同时废止。": [f"repeals||{A}|2020-05-01"],
    f"《{A}》（青政发〔2015〕3号）、《{B}》（青政发〔2016〕4号）同时废止。": [
        f"repeals|青政发〔2015〕3号|{A}|2020-05-01",
        f"repeals|青政发〔2016〕4号|{B}|2020-05-01",
    ],
    f"《{A}》和《{B}》同时废止。": [f"repeals||{A}|2020-05-01", f"repeals||{B}|2020-05-01"],
    "青政办发〔2015〕3号文件同时废止。": ["repeals|青政办发〔2015〕3号||2020-05-01"],
    "原青政办发〔2015〕3号文同时废止。": ["repeals|青政办发〔2015〕3号||2020-05-01"],
    f"1994年8月18日市政府发布的《{A}》同时废止。": [f"repeals||{A}|2020-05-01"],
    f"经研究，《{A}》现予废止。": [f"repeals||{A}|2020-03-16"],
    f"《{A}》予以废止。": [f"repeals||{A}|2020-03-16"],
    f"《{A}》即行废止。": [f"repeals||{A}|2020-03-16"],
    f"《{A}》自2020年1月1日起废止。": [f"repeals||{A}|2020-01-01"],
    f"《{A}》自2020年1月1日起停止执行。": [f"repeals||{A}|2020-01-01"],
    f"自2020年1月1日起，《{A}》停止执行。": [f"repeals||{A}|2020-01-01"],
    f"《{A}》自二〇二〇年一月一日起失效。": [f"repeals||{A}|2020-01-01"],
    f"《{A}》自本办法施行之日起废止。": [f"repeals||{A}|2020-05-01"],
    f"《{A}》自本通知印发之日起废止。": [f"repeals||{A}|2020-03-16"],
    f"《{A}》已不适应形势，现宣布失效。": [f"repeals||{A}|2020-03-16"],
    f"市政府决定废止《{A}》（青政发〔2015〕3号）。": [f"repeals|青政发〔2015〕3号|{A}|2020-03-16"],
    f"市政府决定对《{A}》予以废止。": [f"repeals||{A}|2020-03-16"],
    f"一、废止《{A}》（2015年9月市政府发布）": [f"repeals||{A}|2020-03-16"],
    f"决定废止下列文件：\n1.《{A}》（青政发〔2015〕3号）\n2.《{B}》（青政发〔2016〕4号）\n特此通知。": [
        f"repeals|青政发〔2015〕3号|{A}|2020-03-16",
        f"repeals|青政发〔2016〕4号|{B}|2020-03-16",
    ],
    f"现将下列文件予以废止：\n一、{A}（青政发〔2015〕3号）\n二、{B}（青政发〔2016〕4号）": [
        f"repeals|青政发〔2015〕3号|{A}|2020-03-16",
        f"repeals|青政发〔2016〕4号|{B}|2020-03-16",
    ],
    f"下列文件自2020年6月1日起废止：\n《{A}》\n《{B}》\n各单位要做好衔接。": [
        f"repeals||{A}|2020-06-01",
        f"repeals||{B}|2020-06-01",
    ],
    f"《{A}》已于2019年废止。": [f"repeals||{A}|2019-12-31"],
    f"《{A}》已于2019年6月1日废止。": [f"repeals||{A}|2019-06-01"],
    f"下列规定已不适用，自本办法施行之日起，予以废止：\n（1）{A}\n（2）{B}\n第三条 其他。": [
        f"repeals||{A}|2020-05-01",
        f"repeals||{B}|2020-05-01",
    ],
    "原有文件同时废止。": ["repeals|||2020-05-01"],
    "以往有关规定同时废止。": ["repeals|||2020-05-01"],
    "原《青木市政务公开办法（试行）》同时废止。": ["repeals||青木市政务公开办法（试行）|2020-05-01"],
    f"《青木市实施〈信息公开条例〉办法》同时废止，{A}另行修订。": [
        "repeals||青木市实施〈信息公开条例〉办法|2020-05-01"
    ],
    f"根据《{B}》第二次修订的《{A}》同时废止。": [f"repeals||{A}|2020-05-01"],
    f"《{A}》中有关收费的规定同时废止。": [f"amends||{A}|2020-05-01"],
    f"《{A}》第五条同时废止。": [f"amends||{A}|2020-05-01"],
    f"市政府决定对《{A}》作如下修改：": [f"amends||{A}|2020-03-16"],
    f"市政府决定对《{A}》（青政发〔2015〕3号）作出修改。": [f"amends|青政发〔2015〕3号|{A}|2020-03-16"],
    f"现对《{A}》进行修订，具体如下：": [f"amends||{A}|2020-03-16"],
    f"将《{A}》第三条修改为：“各单位应当公开。”": [f"amends||{A}|2020-03-16"],
    f"《{A}》第三条修改为“各单位应当公开”。": [f"amends||{A}|2020-03-16"],
    f"现对《{A}》（青政发〔2015〕3号）部分内容调整如下：": [f"amends|青政发〔2015〕3号|{A}|2020-03-16"],
    f"现将修订后的《{A}》印发给你们，请遵照执行。": [f"replaces||{A}|2020-05-01"],
    f"《{A}》（青政发〔2015〕3号）已经修订，现重新印发给你们。": [f"replaces|青政发〔2015〕3号|{A}|2020-05-01"],
    f"市政府对《{A}》进行了修订，现重新印发。": [f"replaces||{A}|2020-05-01"],
    f"本办法取代《{A}》（青政发〔2015〕3号）。": [f"replaces|青政发〔2015〕3号|{A}|2020-05-01"],
    f"《{A}》由本办法代替。": [f"replaces||{A}|2020-05-01"],
    f"根据《政府信息公开条例》，决定废止《{A}》。": [f"repeals||{A}|2020-03-16"],
    f"根据《政府信息公开条例》有关规定，《{A}》现予废止。": [f"repeals||{A}|2020-03-16"],
    f"青木市人民政府关于废止《{A}》的通知": [f"repeals||{A}|2020-03-16"],
    f"青木市人民政府关于修改《{A}》的决定": [f"amends||{A}|2020-03-16"],
}

NOTHING = [
    f"《{A}》已废止。",
    "对废止的文件要及时清理。",
    "公开规范性文件废止情况。",
    "与本通知不一致的，以本通知为准。",
    f"与《{A}》不一致的规定同时废止情况另行公布。",
    f"各单位要及时废止或修改与《{A}》不一致的文件。",
    f"应当废止《{A}》以外的文件。",
    f"按照《{A}》规定，规范性文件有效期届满未续期的，自动失效。",
    f"拟废止《{A}》。",
    f"建议废止《{A}》。",
    f"《{A}》不得废止。",
    f"《{A}》尚未废止。",
    f"《{A}》继续有效。",
    f"新修订的《{A}》已经施行。",
    f"认真学习新修订的《{A}》，加强宣传。",
    f"贯彻落实修订后的《{A}》，组织开展培训。",
    f"按照《{A}》要求修改完善公开指南。",
    "行政复议期间行政行为不停止执行。",
    "规范性文件明显违反法律的，应当立即停止执行。",
    "失效链接发现后2日内改正。",
    "全年废止和宣布失效市政府文件62件。",
    f"根据《{A}》，许可证自行失效。",
    f"县政府要在年底前完成《{A}》修订工作。",
    f"推动修改《{A}》。",
    f"《青木市人民政府关于废止〈{A}〉的决定》要及时公开。",
    "废止文件要及时在网站标注。",
    f"依照《{A}》第五条作出的决定，当事人申请的，停止执行。",
    f"《{A}》废止后，相关工作由局办理。",
    f"未按《{A}》公开的，证书作废。",
    "不办理延续手续的，《采矿许可证》自行废止。",
]


@pytest.mark.parametrize(("text", "expected"), ENDS.items())
def test_what_a_notice_ends_is_read(text: str, expected: list[str]) -> None:
    found = read_endings(
        text, text if "关于废止" in text or "关于修改" in text else TITLE, ISSUED, None if _at_once(text) else BEGINS
    )
    assert [f"{e.kind}|{e.doc_number or ''}|{e.title or ''}|{e.on or ''}" for e in found] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_speaks_of_ending_ends_nothing(text: str) -> None:
    assert read_endings(text, TITLE, ISSUED, BEGINS) == ()


def _at_once(text: str) -> bool:
    """Whether the sentence stands in a notice that tells no day of its own."""
    return not any(word in text for word in ("同时", "施行", "修订后的", "重新印发", "代"))


def test_the_words_are_those_of_the_text() -> None:
    text = f"九、本办法自2020年5月1日起施行。\n《{A}》（青政办发〔2015〕3号）同时废止。"
    (ending,) = read_endings(text, TITLE, ISSUED, BEGINS)
    assert text[ending.start : ending.end] == f"《{A}》（青政办发〔2015〕3号）同时废止"


def test_a_line_break_in_a_title_is_no_part_of_it() -> None:
    (ending,) = read_endings("《青木市信息 公开办法》同时废止。", TITLE, ISSUED, BEGINS)
    assert ending.title == A


def test_a_day_that_is_not_told_is_unknown() -> None:
    (ending,) = read_endings(f"《{A}》现予废止。", TITLE, None, None)
    assert ending.on is None


def test_the_same_ending_said_twice_is_one() -> None:
    text = f"青木市人民政府关于废止《{A}》的通知\n市政府决定废止《{A}》（青政发〔2015〕3号）。"
    found = read_endings(text, f"青木市人民政府关于废止《{A}》的通知", ISSUED, None)
    assert [(each.doc_number, each.title) for each in found] == [("青政发〔2015〕3号", A)]


def test_an_annex_of_repealed_files_is_read_and_one_of_valid_files_is_not() -> None:
    text = (
        "青木市人民政府关于公布规范性文件清理结果的通知\n"
        "现将清理结果公布如下。\n附件1\n废止的规范性文件目录\n"
        f"1.{A}（青政发〔2015〕3号）\n2.{B}（青政发〔2016〕4号）\n"
        "附件2\n继续有效的规范性文件目录\n1.青木市公报办法（青政发〔2018〕5号）\n"
    )
    found = read_endings(text, "青木市人民政府关于公布规范性文件清理结果的通知", ISSUED, None)
    assert [each.doc_number for each in found] == ["青政发〔2015〕3号", "青政发〔2016〕4号"]
