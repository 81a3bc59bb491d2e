"""Deadline questions written before the code met them; each day was counted by hand on the holiday calendar."""

from __future__ import annotations

import pytest

from tests.assistant.deadline_builders import answer

UNSEEN = [
    ("文件是2026年6月15日发文的，最晚哪天上网？", "2026年7月14日（星期二）"),
    ("2024年1月31日收到申请，答复期限到哪一天？", "2024年3月4日（星期一）"),
    ("去年12月30日收到的申请几号前要答复？", "2026年1月28日（星期三）"),
    ("处罚决定上上周五作出，最晚哪天公示？", "2026年11月17日（星期二）"),
    ("前天作出处罚决定，截止到哪天必须公示？", "2026年12月1日（星期二）"),
    ("二〇二五年一月二十日作出的行政处罚决定，最迟哪天公示？", "2025年2月5日（星期三）"),
    ("部门决算10月31日批准的，最晚什么时候公开？", "2026年11月30日（星期一）"),
    ("县人大常委会2026年1月30日批准部门决算，哪天前必须公开？", "2026年2月28日（星期六）"),
    ("机构职能信息2026年5月1日形成，最晚哪天更新？", "2026年5月21日（星期四）"),
    ("督查结果8月15日公布，整改报告最晚哪天交？", "2026年11月15日（星期日）"),
    ("政府常务会议2026年5月11日召开，议题最晚哪天公告？", "2026年4月30日（星期四）"),
    ("住房分配结果从11月10日起公示，最早哪天期满？", "2026年11月25日（星期三）"),
    ("重大舆情是昨天发生的，新闻发布会最晚哪天开？", "2026年11月23日（星期一）"),
    ("Application received on 2 November 2026. When is the deadline for the reply?", "Monday, 30 November 2026"),
    ("The penalty decision was made on Nov 13, what's the last day to publicise it?", "Tuesday, 24 November 2026"),
    ("A normative document was issued three weeks ago; by which day must it be on the website?",
     "Friday, 27 November 2026"),
    ("9月30号印发的规范性文件，现在上网超期了吗？", "2026年11月3日（星期二），已过期"),
    ("10月20日收到申请，11月20日答复的，超期没有？", "2026年11月17日（星期二），11月20日超期3天"),
    ("归档日期是2026年3月31日，纸质档案最晚哪天移交档案馆？", "2026年9月30日（星期三）"),
    ("14号作出的行政处罚决定，最迟几号公示？", "2026年11月24日（星期二）"),
    ("收到公开申请那天是上个月28号，最晚哪天答复？", "2026年11月25日（星期三）"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "day"), UNSEEN)
def test_a_day_asked_for_in_other_words_leads_the_answer(question: str, day: str) -> None:
    assert day in answer(question).lead


def test_a_reply_with_the_day_alone_completes_the_question_before() -> None:
    assert "2026年11月30日（星期一）" in answer("我们是11月2日收到的", "公开申请几天内答复？").lead


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("各部门年度报告最晚哪天向社会公布？", "2027年1月31日（星期日）"),
        ("各乡镇的统计月报最晚几号报送？", "2026年12月5日（星期六）"),
        ("政务服务事项目录编制哪天前完成？", "2025年6月30日（星期一），按通知所属的2025年算，已过"),
        ("今年青禾县各部门网站什么时候完成无障碍改造？", "这一年度已经结束"),
        ("规范性文件印发后最晚哪天上网？", "请告诉我那是哪一天"),
        ("2027年1月5日印发的规范性文件最晚哪天上网？", "日历里没有2027年的放假安排"),
    ],
)
def test_what_cannot_be_counted_from_the_question_is_said(question: str, words: str) -> None:
    assert words in answer(question).text
