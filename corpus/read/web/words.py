"""Words: of the blocks where a notice stands on its page, those that are its own; and the files that it links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.fold import match_form
from corpus.markers import match_marker
from corpus.read.web.blocks import Block
from corpus.read.web.main import is_linked, weigh

_ANNEX = re.compile(r"附\s*(?:件|表)\s*\d{0,2}\s*[:：]|附\s*(?:件|表)\s*\d{1,2}\s*[.．、\s]")
_BARE_LABEL = re.compile(r"附\s*件\s*[:：]?$")
_DOWNLOADS = re.compile(r"[\[【]?\s*(?:相关附件|附件下载|文件下载|下载附件|正文下载|相关文件|相关下载)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,4}\s*$")
_RELATED = re.compile(
    r"[【\[]?(?:(?:相关|推荐|延伸|热门|关联)(?:政策)?(?:解读|链接|阅读|文件|新闻|信息|稿件|文章|内容|报道)|政策解读|图解)[】\]:：]*$"
)


def own_words(blocks: Sequence[Block], below: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks that are the notice's own words, and the names of the files linked in or below them.

    Files that the text lists (附件：…) are its words too; other links that stand alone are the page's.
    """
    blocks = _with_labels(blocks)
    heavy = [at for at, block in enumerate(blocks) if weigh(block)]
    first, last = (heavy[0], heavy[-1]) if heavy else (0, -1)
    unlinked = {match_form(block.text) for block in blocks if not is_linked(block)}
    kept: list[Block] = []
    names: set[str] = set()
    listing = False
    for at, block in enumerate(blocks):
        listing = bool(_ANNEX.match(block.text)) or (listing and match_marker(block.text) is not None)
        if not is_linked(block):
            own = not (block.files and _DOWNLOADS.match(block.text))
        elif listing:
            own = _name(block) not in names
        else:
            contents = block.inside and match_form(block.text) in unlinked
            own = first <= at <= last and not block.files and not contents
        if own:
            kept.append(block)
            names.add(_name(block))
    files = dict.fromkeys(name for block in (*blocks, *below) for name in block.files)
    return _without_related(kept), tuple(files)


def _with_labels(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a bare 附件： joined to the file that is linked below it, as a text lists its annexes."""
    joined = list(blocks)
    for at in range(len(joined) - 1):
        below = joined[at + 1]
        if _BARE_LABEL.match(joined[at].text) and below.files and is_linked(below):
            joined[at + 1] = replace(
                below, text=f"附件：{below.text}", linked=below.linked + len("附件："), weight=None
            )
            joined[at] = replace(joined[at], text="", weight=None)
    return [block for block in joined if block.text]


def _without_related(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without what stands under a heading 相关解读 or its like, unless it has clauses."""
    numbered = [at for at, block in enumerate(blocks) if match_marker(block.text) and weigh(block)]
    begin = max(numbered, default=-1) + 1
    end = next((at for at in range(begin, len(blocks)) if _RELATED.match(blocks[at].text)), len(blocks))
    return list(blocks[:end])


def _name(block: Block) -> str:
    """Return what a line that names an annex calls it, without 附件： and the file's ending."""
    return match_form(_ENDING.sub("", _ANNEX.sub("", block.text)))
