"""Excel files of 2003 and before, and of WPS (et): the same clauses as from a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_builders import clause_at, paths
from office_builders import sample, understood

from corpus import UnreadableFile
from corpus.read.xls import read_xls
from tests.tools.compound import compound, word97

SAVED = (Path(__file__).parent / "files" / "tasks.xls").read_bytes()
"""The list of tasks of test_xlsx.py, saved by LibreOffice 7.4."""


@pytest.mark.parametrize("name", ["n.xls", "n.et"])
def test_a_list_of_tasks_is_a_tree_of_clauses(name: str) -> None:
    reading = understood(read_xls(name, SAVED), name)
    assert reading.notice.title == "云岭市2020年政务公开工作任务清单"
    assert paths(reading)[:6] == ["文头", "一", "一/1", "一/2", "二", "二/3"]
    assert clause_at(reading, "一/1").text == (
        "1．工作任务：公开权责清单；牵头单位：市委编办；配合单位：市司法局；完成时限：2020年6月30日。"
    )


def _damaged(at: int, length: int) -> bytes:
    data = bytearray(SAVED)
    data[at : at + length] = bytes(byte ^ 0xFF for byte in data[at : at + length])
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\0" * 600, "empty", id="zeros"),
        pytest.param("序号,任务".encode(), "text by its bytes", id="text"),
        pytest.param(b"<html><table></table></html>", "html by its bytes", id="a web page"),
        pytest.param(b'<?xml version="1.0"?><Workbook>', "text by its bytes", id="XML"),
        pytest.param(sample(), "docx by its bytes", id="a Word file"),
        pytest.param(word97("甲"), "doc by its bytes", id="an old Word file"),
        pytest.param(compound({"Contents": b"x"}), "ole by its bytes", id="no workbook stream, as WPS before 2002"),
        pytest.param(compound({"EncryptedPackage": b"x"}), "password", id="password"),
        pytest.param(compound({"Workbook": b"x"}), "damaged", id="no records"),
        pytest.param(compound({"Workbook": bytes.fromhex("0908100000060500")}), "damaged", id="only a beginning"),
        pytest.param(SAVED[:1024], "", id="cut off"),
        pytest.param(SAVED[: len(SAVED) // 2], "", id="half"),
        pytest.param(_damaged(8, 60), "damaged", id="damaged header"),
    ],
)
def test_a_malformed_workbook_is_refused_with_the_finding_and_the_remedy(data: bytes, finding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_xls("n.xls", data)
    assert finding in caught.value.reason
    assert caught.value.remedy


def test_bytes_damaged_anywhere_never_raise_anything_else() -> None:
    outcomes: set[object] = set()
    for at in range(512, len(SAVED), 61):
        try:
            outcomes.add(bool(read_xls("n.xls", _damaged(at, 3)).raw))
        except UnreadableFile as error:
            outcomes.add(error.remedy)
    assert outcomes
