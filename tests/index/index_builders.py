"""Builders for the tests of the index: small invented notices as text files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

DUTIES = (
    ("开展业务培训", "各部门每年组织培训不少于2次；新任人员在上岗前参加培训。"),
    ("做好考核评估", "考核结果在20个工作日内公布，并通报未达标的单位。"),
    ("规范依申请公开", "收到申请之日起十五日内予以答复，不得拖延。"),
    ("回应社会关切", "突发事件发生后5小时内发布权威信息。"),
    ("管好政府网站", "县政府办公室每季度抽查一次栏目更新情况。"),
    ("加强解读", "政策文件与解读材料同步组织、同步审签、同步部署。"),
    ("保障经费", "财政部门将所需经费列入年度预算。"),
)


def notice_text(place: str, number: int, duties: Sequence[int] = (0, 1, 2)) -> str:
    """Return the text of an invented notice of `place`, with the duties of those numbers as its clauses."""
    numerals = "一二三四五六七"
    clauses = "\n\n".join(f"（{numerals[at]}）{DUTIES[duty][0]}。{DUTIES[duty][1]}" for at, duty in enumerate(duties))
    return (
        f"{place}人民政府办公室关于印发{place}政务公开工作要点的通知\n\n{place[:1]}政办发〔2021〕{number}号\n\n"
        f"各乡镇人民政府，县政府各部门：\n\n现将《{place}政务公开工作要点》印发给你们，请认真贯彻执行。\n\n"
        f"{place}人民政府办公室\n2021年3月2日\n\n{place}政务公开工作要点\n\n一、重点任务\n\n{clauses}\n"
    )


def write_corpus(folder: Path, texts: Mapping[str, str]) -> Path:
    """Make `folder` hold exactly the files of `texts` (name: text), and return it."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def three_notices(folder: Path) -> Path:
    """Make `folder` hold the notices of three places, and return it."""
    return write_corpus(
        folder,
        {
            "a.txt": notice_text("云溪县", 1, (0, 1, 2)),
            "b.txt": notice_text("青禾县", 2, (2, 3, 4)),
            "c.txt": notice_text("白石县", 3, (4, 5, 6)),
        },
    )
