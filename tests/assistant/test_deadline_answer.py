"""Deadline answers: the day that leads, over invented notices; each day was counted by hand on the holiday calendar."""

from __future__ import annotations

import pytest

from tests.assistant.deadline_builders import answer

DATED = [
    # (question, the day), as of Sunday 22 November 2026 where the question leaves something out
    ("9月17日印发的文件最晚哪天上网？", "2026年10月21日（星期三）"),
    ("2026年9月17日印发的规范性文件，最晚哪天要在门户网站发布？", "2026年10月21日（星期三）"),
    ("2025年9月17日印发的规范性文件，最晚哪天要在门户网站发布？", "2025年10月21日（星期二）"),
    ("2024年9月13日印发的规范性文件最晚哪天发布？", "2024年10月17日（星期四）"),
    ("规范性文件昨天印发的，最晚几号上网？", "2026年12月18日（星期五）"),
    ("上周五作出的行政处罚决定，最晚哪天公示？", "2026年11月24日（星期二）"),
    ("2026年2月12日作出的行政处罚决定最晚哪天公示？", "2026年2月28日（星期六）"),
    ("今年4月30日作出的行政处罚决定什么时候之前要公示？", "2026年5月13日（星期三）"),
    ("本月2号收到的公开申请，最晚哪天答复？", "2026年11月30日（星期一）"),
    ("我们收到申请是2026年1月28日，最晚哪天要答复？", "2026年3月3日（星期二）"),
    ("机构职能信息今年3月15日变更，最晚哪天更新？", "2026年4月4日（星期六）"),
    ("部门决算2025年1月31日批准，最晚哪天公开？", "2025年2月28日（星期五）"),
    ("督查结果2025年11月30日公布，整改报告最晚哪天报送？", "2026年2月28日（星期六）"),
    ("县政府常务会议10月12日召开，最晚哪天公告议题？", "2026年9月29日（星期二）"),
    ("重大舆情11月20日发生，最晚哪天召开新闻发布会？", "2026年11月22日（星期日）"),
    ("保障性住房分配结果2026年11月2日开始公示，哪天期满？", "2026年11月17日（星期二）"),
    ("A normative document was issued on 17 September 2026. By what date must it be published on the website?",
     "Wednesday, 21 October 2026"),
    ("We received an application yesterday; on which day is the reply due?", "Friday, 18 December 2026"),
    ("An administrative penalty decision was made on 30 April 2026; what is the last day to publish it?",
     "Wednesday, 13 May 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "day"), DATED)
def test_the_last_day_leads_the_answer(question: str, day: str) -> None:
    found = answer(question)
    assert found.kind == "deadline"
    assert day in found.lead
    assert len(found.lead) <= (80 if found.language == "zh" else 200)
    assert found.citations and found.deadlines


def test_how_often_is_not_answered_with_a_day() -> None:
    found = answer("各部门主要负责人年内要宣讲几次重要政策？")
    assert "不少于3次" in found.lead
    assert (found.kind, found.deadlines) == ("value", ())
