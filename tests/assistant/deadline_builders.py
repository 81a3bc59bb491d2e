"""Builders for the tests of deadlines: two invented notices with rules of every kind, and an assistant over them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.deadline.calendar import WorkCalendar
from index import Index, build

TODAY = dt.date(2026, 11, 22)
"""A Sunday in the last year that the library's calendar covers."""

RULES = """云溪县人民政府办公室
关于印发云溪县政府信息公开工作办法的通知

云政办发〔2025〕7号

各乡镇人民政府，县政府各部门：

现将《云溪县政府信息公开工作办法》印发给你们，请认真贯彻执行。

云溪县人民政府办公室
2025年3月4日

云溪县政府信息公开工作办法

一、公开时限

（一）文件上网。行政规范性文件自印发之日起20个工作日内在县政府门户网站发布。

（二）处罚公示。行政处罚决定自作出决定之日起7个工作日内公示。

（三）申请答复。自收到申请之日起20个工作日内予以答复；需要延长答复期限的，延长的期限最长不得超过20个工作日。

（四）信息更新。机构职能信息自信息形成或者变更之日起20日内更新。

（五）决算公开。部门决算在县人大常委会批准后1个月内公开。

（六）会议公告。县政府常务会议召开5个工作日前公告会议议题。

（七）听证公示。保障性住房分配结果的公示期不少于15日。

（八）舆情回应。重大舆情发生后48小时内召开新闻发布会。

（九）整改报告。督查结果公布后3个月内报送整改报告。

二、报送安排

（一）年度报告。各部门于每年1月31日前向社会公布政府信息公开工作年度报告。

（二）统计月报。各乡镇于次月5日前报送政务公开统计月报表。

（三）档案移交。纸质公开档案自归档之日起半年内移交县档案馆。
"""

PLAN = """青禾县人民政府办公室
关于印发青禾县2025年政务公开工作要点的通知

青政办发〔2025〕8号

各乡镇人民政府，县政府各部门：

现将《青禾县2025年政务公开工作要点》印发给你们，请认真贯彻执行。

青禾县人民政府办公室
2025年4月10日

青禾县2025年政务公开工作要点

一、重点任务

（一）目录编制。县政务服务中心于6月底前完成政务服务事项目录编制。

（二）网站改造。各部门网站于2025年9月30日前完成无障碍改造。

（三）督促检查。县政府办公室于年底前组织专项督查。

（四）政策宣讲。各部门主要负责人年内宣讲重要政策不少于3次。
"""


@cache
def folder() -> Path:
    """Return a folder with an index of the two notices, made once."""
    root = Path(mkdtemp())
    (root / "notices").mkdir()
    (root / "notices" / "rules.txt").write_text(RULES, encoding="utf-8")
    (root / "notices" / "plan.txt").write_text(PLAN, encoding="utf-8")
    build(root / "notices", root / "index")
    return root / "index"


@cache
def _library() -> Index:
    return Index.open(folder())


def answer(question: str, *history: str, today: dt.date = TODAY, calendar: WorkCalendar | None = None) -> Answer:
    """Return what the assistant says over the two notices."""
    return Assistant(_library(), calendar=calendar).answer(question, history, today)
