"""Title: what a notice is called, whether it is a revision, and which year it plans."""

from __future__ import annotations

import pytest

from corpus.title import base_name, is_revision, own_name, plan_year

PLANS = {
    "青木市2019年政务公开工作要点": 2019,
    "青木市人民政府办公室关于印发《2019年青木县政务公开工作要点》的通知": 2019,
    "青木市人民政府办公室关于印发青木市2021年政务公开工作要点的通知": 2021,
    "青木市二〇二〇年政务公开工作要点": 2020,
    "松坪县2022年政务公开工作实施方案": 2022,
    "岚山新区2023年政务公开重点任务分工方案": 2023,
    "青木市2020年政务公开工作任务分解表": 2020,
    "青木市2020年度工作计划": 2020,
    "青木市2020年度计划": 2020,
    "青木市2020年政府重点工作任务清单": 2020,
    "青木市2020年重点工作安排": 2020,
    "望川市人民政府关于推进2020年政务公开工作的实施意见": 2020,
    "青木市大气污染防治三年行动计划（2018—2020年）": 2020,
    "青木市数字政府建设行动方案（2021-2023年）": 2023,
    "青木市2021—2025年公共服务规划": 2025,
    "关于印发2020年政务公开工作要点的通知": 2020,
    "青木市贯彻落实2020年政务公开工作要点的实施方案": 2020,
    "青木市政务公开办法": None,
    "青木市政务公开工作要点": None,
    "青木市政务公开实施方案": None,
    "青木市政府信息公开规定（2020年修订）": None,
    "青木市2020年度考核办法": None,
    "青木市考核实施细则（2021年）": None,
    "青木市政府信息公开工作年度报告制度": None,
    "青木市2019年政府信息公开工作年度报告": None,
    "2020年青木市政府工作报告": None,
    "关于加强政务公开工作的意见（青政发〔2020〕3号）": None,
    "青政办发〔2020〕3号关于印发政务公开工作规程的通知": None,
    "关于贯彻青政发〔2020〕3号文件的实施方案": None,
    "关于2019年度政务公开考核情况的通报": None,
    "青木市2019年度考核问题整改方案": None,
    "青木市2020年政务公开培训制度": None,
    "青木市突发事件应急预案（2020年版）": None,
    "关于进一步加强政府网站工作的通知": None,
    "政府信息公开条例": None,
    "": None,
}


@pytest.mark.parametrize(("title", "year"), PLANS.items())
def test_the_year_that_a_title_plans_is_read(title: str, year: int | None) -> None:
    assert plan_year(title) == year


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青木市人民政府办公室关于印发《青木市公开办法》的通知", "青木市公开办法"),
        ("青木市人民政府办公室关于印发青木市公开办法的通知", "青木市公开办法"),
        ("青木市人民政府关于修订印发青木市公开办法的通知", "青木市公开办法"),
        ("《青木市公开办法》", "青木市公开办法"),
        ("青木市公开办法", "青木市公开办法"),
        ("关于加强公开工作的通知", "关于加强公开工作的通知"),
        ("", ""),
    ],
)
def test_the_name_of_what_a_notice_gives_out_is_read(title: str, name: str) -> None:
    assert own_name(title) == name


@pytest.mark.parametrize(
    "title",
    [
        "青木市公开办法（修订）",
        "青木市公开办法（2021年修订）",
        "青木市公开办法(试行)",
        "青木市公开办法（暂行）",
        "青木市公开办法（2021年修订版）",
        "《青木市公开办法》",
        "青木市人民政府关于印发《青木市公开办法（修订）》的通知",
    ],
)
def test_two_versions_have_one_base_name(title: str) -> None:
    assert base_name(title) == base_name("青木市公开办法")


def test_two_documents_have_two_base_names() -> None:
    assert base_name("青木市公开办法") != base_name("青木市公开办法实施细则")


@pytest.mark.parametrize(
    ("title", "revised"),
    [
        ("青木市公开办法（修订）", True),
        ("青木市公开办法（2021年修订）", True),
        ("青木市人民政府关于印发《青木市公开办法（修订版）》的通知", True),
        ("青木市公开办法（试行）", False),
        ("青木市公开办法", False),
        ("青木市公开办法修订工作方案", False),
    ],
)
def test_a_revision_says_so_in_its_title(title: str, revised: bool) -> None:
    assert is_revision(title) is revised
