"""Damaged files: whatever bytes change, a file is read or refused with the remedy; nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_archive import packed
from test_kind import compound
from test_mhtml import archived
from web_pages import editor

from corpus.errors import UnreadableFile
from corpus.read.archive import members
from corpus.read.html import read_html
from corpus.read.kind import kind_of
from corpus.read.mhtml import read_mhtml
from corpus.read.text import read_markdown, read_plain

_PARAGRAPHS = ["各有关单位：", "一、加强公开。各单位应当及时公开政府信息。", "二、加强解读。政策文件应当同步解读。"]
_PAGE = editor(_PARAGRAPHS)
_TEXT = "\n".join(["---", "title: 甲", "---", *_PARAGRAPHS])


def _members(name: str, data: bytes) -> object:
    found = list(members(name, data))
    assert all(isinstance(one, UnreadableFile) or one[0].startswith(name) for one in found)
    return found


READ: dict[str, tuple[Callable[[str, bytes], object], bytes]] = {
    "page": (read_html, _PAGE.encode()),
    "page in GBK": (read_html, _PAGE.encode("gbk")),
    "web archive": (read_mhtml, archived(_PAGE)),
    "ZIP file": (_members, packed(("a.txt", _TEXT.encode()), ("b.zip", packed(("c.txt", b"x"))))),
    "text": (read_plain, _TEXT.encode("utf-16")),
    "Markdown": (read_markdown, _TEXT.encode("gb18030")),
    "kind of an old Word file": (kind_of, compound("WordDocument", "1Table")),
    "kind of a ZIP file": (kind_of, packed(("[Content_Types].xml", b"x"), ("word/document.xml", b"x"))),
}


@pytest.mark.parametrize(("read", "whole"), READ.values(), ids=READ)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=4),
    cut=st.floats(0.2, 1),
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(
    read: Callable[[str, bytes], object], whole: bytes, changes: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(whole[: int(len(whole) * cut)])
    for share, put in changes:
        at = int(share * len(data))
        data[at : at + len(put)] = put
    try:
        read("a.bin", bytes(data))
        refused = None
    except UnreadableFile as error:
        refused = error
    assert refused is None or (refused.name.startswith("a.bin") and refused.reason and refused.remedy)
